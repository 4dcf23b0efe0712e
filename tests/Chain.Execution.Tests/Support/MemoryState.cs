using Chain.Primitives;
using Chain.Primitives.Crypto;
using Chain.State;

namespace Chain.Execution.Tests.Support;

/// <summary>A state in a sorted dictionary. Its root is a plain hash of everything: slow, and independent of the tree.</summary>
public sealed class MemoryState : IStateReader
{
    private readonly SortedDictionary<string, byte[]> _values = new(StringComparer.Ordinal);

    public IEnumerable<KeyValuePair<string, byte[]>> Items => _values;

    public bool TryGet(ReadOnlySpan<byte> key, out ReadOnlyMemory<byte> value)
    {
        bool found = _values.TryGetValue(Convert.ToHexString(key), out byte[]? bytes);
        value = bytes;
        return found;
    }

    /// <summary>Applies writes, and checks that they start from this state.</summary>
    public void Apply(StateWrites writes)
    {
        foreach (StateWrite write in writes.Items)
        {
            string key = Convert.ToHexString(write.Key.Span);
            Assert.Equal(_values.TryGetValue(key, out byte[]? old) ? Convert.ToHexString(old) : null, write.OldValue is { } before ? Convert.ToHexString(before.Span) : null);
            if (write.NewValue is { } value)
                _values[key] = value.ToArray();
            else
                _values.Remove(key);
        }
    }

    public Hash256 Root()
    {
        using var all = new MemoryStream();
        foreach ((string key, byte[] value) in _values)
        {
            all.Write(System.Text.Encoding.ASCII.GetBytes($"{key}={Convert.ToHexString(value)};"));
        }
        return Hashing.Sha256(all.ToArray());
    }
}
