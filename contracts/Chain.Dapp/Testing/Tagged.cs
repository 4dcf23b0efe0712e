using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Chain.Contracts;
using Chain.Primitives;
using Chain.Primitives.Encoding;

namespace Chain.Dapp.Testing;

/// <summary>
/// Values on their way between a test and the chain: JSON with tags for what it has no word for. {"n":"5"} a bigint, {"b":"00ff"} bytes, {"o":[[name, value], …]}
/// an object, {"u":1} undefined. contracts/kit/testing.js is the other end.
/// </summary>
internal static class Tagged
{
    /// <summary>A value of a type.</summary>
    public static void Write(Utf8JsonWriter json, AbiType type, AbiValue value)
    {
        switch (value)
        {
            case AbiValue.Integer integer when type is AbiType.UInt { IsNumber: true }:
                json.WriteNumberValue((uint)integer.Value);
                break;
            case AbiValue.Integer integer:
                WriteBig(json, integer.Value);
                break;
            case AbiValue.Bool truth:
                json.WriteBooleanValue(truth.Value);
                break;
            case AbiValue.Text text:
                json.WriteStringValue(text.Value);
                break;
            case AbiValue.Address address:
                json.WriteStringValue(TextOf(address.Value));
                break;
            case AbiValue.Bytes bytes:
                WriteBytes(json, bytes.Value.Span);
                break;
            case AbiValue.List list:
                json.WriteStartArray();
                foreach (AbiValue item in list.Items)
                    Write(json, ItemType(type), item);
                json.WriteEndArray();
                break;
            case AbiValue.Struct made:
                var fields = ((AbiType.Struct)(type is AbiType.Optional optional ? optional.Of : type)).Fields;
                WriteObject(json, () =>
                {
                    for (int i = 0; i < fields.Length; i++)
                        WriteField(json, fields[i].Name, () => Write(json, fields[i].Type, made.Fields[i]));
                });
                break;
            default:
                WriteUndefined(json);
                break;
        }
    }

    public static void WriteBig(Utf8JsonWriter json, BigInteger value)
    {
        json.WriteStartObject();
        json.WriteString("n", value.ToString(CultureInfo.InvariantCulture));
        json.WriteEndObject();
    }

    public static void WriteBytes(Utf8JsonWriter json, ReadOnlySpan<byte> value)
    {
        json.WriteStartObject();
        json.WriteString("b", Convert.ToHexStringLower(value));
        json.WriteEndObject();
    }

    public static void WriteUndefined(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteNumber("u", 1);
        json.WriteEndObject();
    }

    public static void WriteObject(Utf8JsonWriter json, Action fields)
    {
        json.WriteStartObject();
        json.WriteStartArray("o");
        fields();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    public static void WriteField(Utf8JsonWriter json, string name, Action value)
    {
        json.WriteStartArray();
        json.WriteStringValue(name);
        value();
        json.WriteEndArray();
    }

    /// <summary>An address as contracts see it.</summary>
    public static string TextOf(Address address) => AddressText.Format(address, DevelopmentGenesis.Prefix);

    /// <summary>Whether the tag of undefined is there, or nothing at all.</summary>
    public static bool IsUndefined(JsonElement value) => value.ValueKind == JsonValueKind.Undefined || (value.ValueKind == JsonValueKind.Object && value.TryGetProperty("u", out _));

    /// <summary>The fields of a tagged object, by name.</summary>
    public static Dictionary<string, JsonElement> Fields(JsonElement value, string what)
    {
        if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty("o", out JsonElement list))
            throw new Misuse($"{what} must be an object");
        return list.EnumerateArray().ToDictionary(pair => pair[0].GetString()!, pair => pair[1], StringComparer.Ordinal);
    }

    /// <summary>An integer, given as a bigint or as a whole number.</summary>
    public static BigInteger Integer(JsonElement value, string what)
    {
        if (value.ValueKind == JsonValueKind.Object && value.TryGetProperty("n", out JsonElement digits))
            return BigInteger.Parse(digits.GetString()!, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out long number) && Math.Abs(number) <= 1L << 53)
            return number;
        throw new Misuse($"{what} must be a whole number, not {Shown(value)}");
    }

    /// <summary>A value of a type; what it is the value of is named when it is none.</summary>
    public static AbiValue Read(JsonElement value, AbiType type, string what)
    {
        switch (type)
        {
            case AbiType.UInt unsigned:
                BigInteger number = Integer(value, $"{what} ({type})");
                return unsigned.Fits(number) ? new AbiValue.Integer(number) : throw new Misuse($"{what} is {number}, which is no {type}");
            case AbiType.Int signed:
                number = Integer(value, $"{what} ({type})");
                return signed.Fits(number) ? new AbiValue.Integer(number) : throw new Misuse($"{what} is {number}, which is no {type}");
            case AbiType.Bool when value.ValueKind is JsonValueKind.True or JsonValueKind.False:
                return AbiValue.Bool.Of(value.GetBoolean());
            case AbiType.Text when value.ValueKind == JsonValueKind.String:
                return new AbiValue.Text(value.GetString()!);
            case AbiType.Address when value.ValueKind == JsonValueKind.String:
                return new AbiValue.Address(ReadAddress(value.GetString()!, what));
            case AbiType.Bytes when value.ValueKind == JsonValueKind.Object && value.TryGetProperty("b", out JsonElement hex):
                return new AbiValue.Bytes(Convert.FromHexString(hex.GetString()!));
            case AbiType.Optional optional:
                return IsUndefined(value) || value.ValueKind == JsonValueKind.Null ? AbiValue.None.Instance : Read(value, optional.Of, what);
            case AbiType.List list when value.ValueKind == JsonValueKind.Array:
                return new AbiValue.List([.. value.EnumerateArray().Select((item, i) => Read(item, list.Of, $"{what}[{i}]"))]);
            case AbiType.Struct made when value.ValueKind == JsonValueKind.Object:
                return new AbiValue.Struct(ReadNamed(value, made.Fields, what));
            default:
                throw new Misuse($"{what} must be {Article(type)}, not {Shown(value)}");
        }
    }

    /// <summary>Arguments, by name or in order.</summary>
    public static ImmutableArray<AbiValue> ReadArguments(JsonElement value, ImmutableArray<AbiField> fields, string method)
    {
        if (IsUndefined(value))
            return ReadArguments(s_none, fields, method);
        if (value.ValueKind == JsonValueKind.Object)
            return ReadNamed(value, fields, method);
        if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() != fields.Length)
        {
            string takes = fields.Length == 0 ? "no arguments" : string.Join(", ", fields.Select(field => $"{field.Name}: {field.Type}"));
            throw new Misuse($"{method} takes {takes}; {(value.ValueKind == JsonValueKind.Array ? $"{value.GetArrayLength()} were given" : "give an array or an object")}");
        }
        return [.. value.EnumerateArray().Select((item, i) => Read(item, fields[i].Type, $"{method}: {fields[i].Name}"))];
    }

    /// <summary>An address, in the form that contracts use.</summary>
    public static Address ReadAddress(string text, string what) =>
        AddressText.TryParse(text, DevelopmentGenesis.Prefix, out Address address, out AddressTextError error) ? address : throw new Misuse($"{what} must be an address, and '{text}' is none ({error})");

    private static readonly JsonElement s_none = JsonDocument.Parse("[]").RootElement.Clone();

    private static ImmutableArray<AbiValue> ReadNamed(JsonElement value, ImmutableArray<AbiField> fields, string what)
    {
        Dictionary<string, JsonElement> given = Fields(value, what);
        if (given.Keys.FirstOrDefault(name => fields.All(field => field.Name != name)) is { } unknown)
            throw new Misuse($"{what} has no '{unknown}'; it has {string.Join(", ", fields.Select(field => field.Name))}");
        return [.. fields.Select(field => given.TryGetValue(field.Name, out JsonElement part) || field.Type is AbiType.Optional
            ? Read(part, field.Type, $"{what}: {field.Name}")
            : throw new Misuse($"{what} needs '{field.Name}'"))];
    }

    private static AbiType ItemType(AbiType type) => type switch
    {
        AbiType.List list => list.Of,
        AbiType.Optional optional => ItemType(optional.Of),
        _ => type,
    };

    private static string Article(AbiType type) => type switch
    {
        AbiType.Bool => "a boolean",
        AbiType.Text => "a string",
        AbiType.Bytes => "a Uint8Array",
        AbiType.Address => "an address",
        AbiType.List => $"an array ({type})",
        _ => $"an object ({type})",
    };

    private static string Shown(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object when value.TryGetProperty("n", out JsonElement digits) => $"{digits.GetString()}n",
        JsonValueKind.Object when value.TryGetProperty("b", out _) => "a Uint8Array",
        JsonValueKind.Object when value.TryGetProperty("o", out _) => "an object",
        JsonValueKind.Object or JsonValueKind.Undefined => "undefined",
        JsonValueKind.Array => "an array",
        _ => value.GetRawText(),
    };
}
