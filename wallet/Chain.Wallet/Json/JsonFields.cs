using Chain.Primitives;
using Chain.Primitives.Json;

namespace Chain.Wallet.Json;

/// <summary>Reads the fields of one JSON object strictly: each known, each of its type. The first problem is kept; later reads give defaults.</summary>
public sealed class JsonFields
{
    private readonly JsonObject _object;
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);

    private JsonFields(JsonObject value) => _object = value;

    /// <summary>Why the object is not what was asked for; null while all is well.</summary>
    public string? Problem { get; private set; }

    /// <summary>Reads a whole file's bytes as one object; the problem, or null.</summary>
    public static string? TryParse(ReadOnlySpan<byte> utf8, out JsonFields? fields)
    {
        fields = null;
        if (!StrictJson.TryRead(utf8, JsonReadOptions.Strict, out JsonValue? value, out JsonReadFailure failure))
            return failure.ToString();
        if (value is not JsonObject root)
            return $"it holds {value.Kind} where an object belongs";
        fields = new JsonFields(root);
        return null;
    }

    /// <summary>For an object inside another.</summary>
    public static JsonFields Of(JsonObject value) => new(value);

    /// <summary>A text that must be there.</summary>
    public string Text(string name) => OptionalText(name) ?? Missing(name, "");

    /// <summary>A text that may be absent.</summary>
    public string? OptionalText(string name)
    {
        if (Find(name) is not { } value)
            return null;
        if (value is JsonText text)
            return text.Value;
        Fail($"\"{name}\" is {value.Kind}, not a string");
        return null;
    }

    /// <summary>A whole number that must be there.</summary>
    public ulong UInt64(string name)
    {
        if (Find(name) is not { } value)
            return Missing(name, 0UL);
        if (value is JsonNumber number && number.TryGetUInt64(out ulong read))
            return read;
        Fail($"\"{name}\" is not a whole number that fits 64 bits");
        return 0;
    }

    /// <summary>A hash of 64 hexadecimal digits that must be there.</summary>
    public Hash256 Hash(string name)
    {
        string text = Text(name);
        if (Hash256.TryParseHex(text, out Hash256 hash))
            return hash;
        Fail($"\"{name}\" is not 64 hexadecimal digits");
        return default;
    }

    /// <summary>Bytes as hexadecimal digits that must be there.</summary>
    public byte[] Hex(string name)
    {
        string text = Text(name);
        try
        {
            return Convert.FromHexString(text);
        }
        catch (FormatException)
        {
            Fail($"\"{name}\" is not hexadecimal");
            return [];
        }
    }

    /// <summary>An array that must be there.</summary>
    public IReadOnlyList<JsonValue> Items(string name)
    {
        if (Find(name) is not { } value)
            return Missing<IReadOnlyList<JsonValue>>(name, []);
        if (value is JsonArray array)
            return array.Items;
        Fail($"\"{name}\" is {value.Kind}, not an array");
        return [];
    }

    /// <summary>Requires something of what was read.</summary>
    public void Require(bool condition, string problem)
    {
        if (!condition)
            Fail(problem);
    }

    /// <summary>After the last field: the problem, an unknown field included, or null.</summary>
    public string? End()
    {
        foreach (JsonMember member in _object.Members)
        {
            if (!_read.Contains(member.Name))
                Fail($"\"{member.Name}\" is not a field that belongs here");
        }
        return Problem;
    }

    private JsonValue? Find(string name)
    {
        _read.Add(name);
        return _object.TryGet(name, out JsonValue? value) ? value : null;
    }

    private T Missing<T>(string name, T fallback)
    {
        Fail($"\"{name}\" is missing");
        return fallback;
    }

    private void Fail(string problem) => Problem ??= problem;
}
