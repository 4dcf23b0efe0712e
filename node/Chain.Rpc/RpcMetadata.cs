using System.Collections;

namespace Chain.Rpc;

/// <summary>Headers or trailers of a call: an ordered list of lower-case names with text values; names that end in "-bin" carry bytes as base64.</summary>
public sealed class RpcMetadata : IEnumerable<KeyValuePair<string, string>>
{
    private readonly List<KeyValuePair<string, string>> _entries = [];

    /// <summary>Number of entries.</summary>
    public int Count => _entries.Count;

    /// <summary>The first value of the name, or null.</summary>
    public string? this[string name]
    {
        get
        {
            foreach (KeyValuePair<string, string> entry in _entries)
            {
                if (string.Equals(entry.Key, name, StringComparison.OrdinalIgnoreCase))
                    return entry.Value;
            }
            return null;
        }
    }

    /// <summary>Adds an entry. Names: a-z 0-9 - _ . and not reserved by the wire; values: printable ASCII.</summary>
    /// <exception cref="ArgumentException">The name or the value could not travel in a header.</exception>
    public RpcMetadata Add(string name, string value)
    {
        string lower = name.ToLowerInvariant();
        if (!IsName(lower) || IsReserved(lower))
            throw new ArgumentException($"'{name}' cannot be a metadata name", nameof(name));
        if (!IsValue(value))
            throw new ArgumentException($"the value of '{name}' has characters that cannot travel in a header; use a name ending in -bin for bytes", nameof(value));
        _entries.Add(new(lower, value));
        return this;
    }

    /// <summary>Adds bytes under a name that ends in "-bin".</summary>
    public RpcMetadata AddBytes(string name, ReadOnlySpan<byte> bytes)
    {
        if (!name.EndsWith("-bin", StringComparison.OrdinalIgnoreCase))
            throw new ArgumentException("a name for bytes ends in -bin", nameof(name));
        return Add(name, Convert.ToBase64String(bytes).TrimEnd('='));
    }

    /// <summary>The bytes of the first entry of a "-bin" name, or null when it is absent or not base64.</summary>
    public byte[]? GetBytes(string name)
    {
        string? value = this[name];
        if (value is null)
            return null;
        string padded = value.PadRight((value.Length + 3) / 4 * 4, '=');
        byte[] buffer = new byte[padded.Length / 4 * 3];
        return Convert.TryFromBase64String(padded, buffer, out int length) ? buffer[..length] : null;
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => _entries.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Takes what came over the wire, leaving out what belongs to the wire itself.</summary>
    internal void AddReceived(string name, string value)
    {
        string lower = name.ToLowerInvariant();
        if (IsName(lower) && !IsReserved(lower))
            _entries.Add(new(lower, value));
    }

    internal static bool IsReserved(string lower) =>
        lower.StartsWith("grpc-", StringComparison.Ordinal)
        || lower.StartsWith("connect-", StringComparison.Ordinal)
        || lower is "content-type" or "content-length" or "content-encoding" or "te" or "host" or "connection" or "transfer-encoding"
            or "upgrade" or "trailer" or "user-agent" or "date" or "server" or "accept" or "accept-encoding";

    private static bool IsName(string lower)
    {
        foreach (char c in lower)
        {
            if (c is not ((>= 'a' and <= 'z') or (>= '0' and <= '9') or '-' or '_' or '.'))
                return false;
        }
        return lower.Length is > 0 and <= 256;
    }

    private static bool IsValue(string value)
    {
        foreach (char c in value)
        {
            if (c is < ' ' or > '~')
                return false;
        }
        return true;
    }
}
