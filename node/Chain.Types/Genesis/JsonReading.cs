using System.Diagnostics.CodeAnalysis;
using Chain.Primitives;
using Chain.Primitives.Encoding;
using Chain.Primitives.Json;

namespace Chain.Types;

/// <summary>Takes values out of JSON objects and collects what is wrong with them, each with its line and column.</summary>
internal ref struct JsonReading(ReadOnlySpan<byte> utf8)
{
    private const int ProblemsMax = 50;

    private readonly ReadOnlySpan<byte> _utf8 = utf8;
    private readonly List<string> _problems = [];

    public readonly IReadOnlyList<string> Problems => _problems;

    /// <summary>Remembers a problem; a place is named when a value is. After fifty the rest is not told.</summary>
    public readonly void Fail(JsonValue? at, string problem)
    {
        if (_problems.Count < ProblemsMax)
            _problems.Add(at is null ? problem : $"{problem}, at {JsonPosition.Of(_utf8, at.Offset)}");
    }

    /// <summary>An object that has exactly these keys.</summary>
    public readonly bool TryObject(JsonValue value, string what, IReadOnlyList<string> keys, [NotNullWhen(true)] out JsonObject? found)
    {
        found = value as JsonObject;
        if (found is null)
        {
            Fail(value, $"{what} must be an object, not {value.Kind}");
            return false;
        }
        bool complete = true;
        foreach (JsonMember member in found.Members)
        {
            if (keys.Contains(member.Name))
                continue;
            complete = false;
            string hint = Spelling.Nearest(member.Name, keys) is { } near ? $"; did you mean \"{near}\"?" : "";
            Fail(member.Value, $"{what} has an unknown key \"{Shown(member.Name)}\"{hint}");
        }
        foreach (string key in keys)
        {
            if (found.TryGet(key, out _))
                continue;
            complete = false;
            Fail(found, $"{what} has no \"{key}\"");
        }
        return complete;
    }

    /// <summary>The items of an array; none when it is something else.</summary>
    public readonly IReadOnlyList<JsonValue> Array(JsonObject from, string key)
    {
        if (!from.TryGet(key, out JsonValue? value))
            return [];
        if (value is JsonArray array)
            return array.Items;
        Fail(value, $"{key} must be an array, not {value.Kind}");
        return [];
    }

    public readonly string Text(JsonObject from, string key)
    {
        if (!from.TryGet(key, out JsonValue? value))
            return "";
        if (value is JsonText text)
            return text.Value;
        Fail(value, $"{key} must be a string, not {value.Kind}");
        return "";
    }

    /// <summary>A whole number written in plain digits.</summary>
    public readonly ulong UInt64(JsonObject from, string key)
    {
        if (!from.TryGet(key, out JsonValue? value))
            return 0;
        if (value is JsonNumber number && number.TryGetUInt64(out ulong whole))
            return whole;
        Fail(value, value is JsonNumber ? $"{key} must be a whole number in plain digits, below 2^64" : $"{key} must be a number, not {value.Kind}");
        return 0;
    }

    /// <summary>An amount with its unit.</summary>
    public readonly Amount Amount(JsonObject from, string key)
    {
        if (!from.TryGet(key, out JsonValue? value))
            return default;
        string form = $"{key} must be a string with its unit, like \"1.5chn\" or \"1500grain\"";
        if (value is not JsonText text)
        {
            Fail(value, $"{form}, not {value.Kind}");
            return default;
        }
        if (!Primitives.Amount.TryParse(text.Value, out Amount amount, out AmountError error))
            Fail(value, $"{form} ({error})");
        else if (char.IsAsciiDigit(text.Value[^1]))
            Fail(value, $"{form}; without one it could be read in two ways");
        return amount;
    }

    public readonly Address Address(JsonObject from, string key, string prefix)
    {
        if (!from.TryGet(key, out JsonValue? value))
            return default;
        if (value is not JsonText text)
            Fail(value, $"{key} must be a string, not {value.Kind}");
        else if (!AddressText.TryParse(text.Value, prefix, out Address address, out AddressTextError error))
            Fail(value, $"{key} is not an address of this network ({error})");
        else
            return address;
        return default;
    }

    /// <summary>Bytes of a fixed length in hexadecimal of either case; empty when they are not.</summary>
    public readonly byte[] Hex(JsonObject from, string key, int length)
    {
        if (!from.TryGet(key, out JsonValue? value))
            return [];
        var bytes = new byte[length];
        if (value is JsonText text && text.Value.Length == 2 * length
            && Convert.FromHexString(text.Value, bytes, out _, out int written) == System.Buffers.OperationStatus.Done && written == length)
        {
            return bytes;
        }
        Fail(value, $"{key} must be a string of {2 * length} hexadecimal digits");
        return [];
    }

    // Keys come from a file that somebody may have prepared: control characters must not reach a terminal.
    private static string Shown(string name)
    {
        string printable = string.Concat(name.Select(static c => c is >= ' ' and <= '~' ? c : '?'));
        return printable.Length <= 40 ? printable : $"{printable[..40]}...";
    }
}
