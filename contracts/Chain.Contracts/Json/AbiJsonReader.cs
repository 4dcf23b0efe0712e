using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using Chain.Primitives.Encoding;
using Chain.Primitives.Json;
using Chain.Types;

namespace Chain.Contracts;

/// <summary>Reads values from JSON. The first fault stays; recursion follows the type, whose depth is bounded.</summary>
internal sealed class AbiJsonReader(AbiJsonOptions options)
{
    /// <summary>More digits than any integer type has: longer texts are not looked at.</summary>
    private const int IntegerLengthMax = 100;

    private static readonly System.Buffers.SearchValues<char> HexDigits = System.Buffers.SearchValues.Create("0123456789abcdefABCDEF");

    public AbiJsonFault? Fault { get; private set; }

    public ImmutableArray<AbiValue>? Arguments(ImmutableArray<AbiField> fields, JsonValue json)
    {
        if (json is JsonObject named)
            return Fields(fields, named, "");
        if (json is not JsonArray list)
            return RefuseMany("", $"arguments are an array or an object, not {json.Kind}");
        if (list.Items.Count != fields.Length)
            return RefuseMany("", $"{Count(fields.Length, "argument")} expected{Names(fields)}, not {list.Items.Count}");
        var values = ImmutableArray.CreateBuilder<AbiValue>(fields.Length);
        for (int i = 0; i < fields.Length; i++)
        {
            if (Value(fields[i].Type, list.Items[i], fields[i].Name) is not { } value)
                return null;
            values.Add(value);
        }
        return values.MoveToImmutable();
    }

    public AbiValue? Value(AbiType type, JsonValue json, string path) => (type, json) switch
    {
        (AbiType.Optional, JsonNull) => AbiValue.None.Instance,
        (AbiType.Optional optional, _) => Value(optional.Of, json, path),
        (AbiType.UInt or AbiType.Int, JsonNumber number) => Integer(type, number.Text, path),
        (AbiType.UInt or AbiType.Int, JsonText text) => Integer(type, text.Value, path),
        (AbiType.Bool, JsonBool flag) => AbiValue.Bool.Of(flag.Value),
        (AbiType.Text, JsonText text) => new AbiValue.Text(text.Value),
        (AbiType.Bytes, JsonText text) => Bytes(text.Value, path),
        (AbiType.Address, JsonText text) => Address(text.Value, path),
        (AbiType.List list, JsonArray items) => Items(list.Of, items, path),
        (AbiType.Struct declared, JsonObject named) => Fields(declared.Fields, named, path) is { } fields ? new AbiValue.Struct(fields) : null,
        _ => Refuse(path, $"{Expected(type)} expected, not {json.Kind}"),
    };

    private ImmutableArray<AbiValue>? Fields(ImmutableArray<AbiField> fields, JsonObject named, string path)
    {
        foreach (JsonMember member in named.Members)
        {
            if (fields.Any(item => string.Equals(item.Name, member.Name, StringComparison.Ordinal)))
                continue;
            string hint = Spelling.Nearest(member.Name, [.. fields.Select(item => item.Name)]) is { } near ? $"; did you mean {near}?" : Names(fields);
            return RefuseMany(Join(path, member.Name), $"there is no such name{hint}");
        }
        var values = ImmutableArray.CreateBuilder<AbiValue>(fields.Length);
        foreach (AbiField item in fields)
        {
            if (!named.TryGet(item.Name, out JsonValue? json))
            {
                if (item.Type is not AbiType.Optional)
                    return RefuseMany(Join(path, item.Name), $"missing; {Expected(item.Type)} expected");
                values.Add(AbiValue.None.Instance);
                continue;
            }
            if (Value(item.Type, json, Join(path, item.Name)) is not { } value)
                return null;
            values.Add(value);
        }
        return values.MoveToImmutable();
    }

    private AbiValue.List? Items(AbiType type, JsonArray items, string path)
    {
        var values = ImmutableArray.CreateBuilder<AbiValue>(items.Items.Count);
        foreach (JsonValue item in items.Items)
        {
            if (Value(type, item, $"{path}[{values.Count}]") is not { } value)
                return null;
            values.Add(value);
        }
        return new AbiValue.List(values.MoveToImmutable());
    }

    private AbiValue? Integer(AbiType type, string text, string path)
    {
        if (text.Length > IntegerLengthMax || !BigInteger.TryParse(text, NumberStyles.AllowLeadingSign, NumberFormatInfo.InvariantInfo, out BigInteger value) || text[0] == '+')
            return Refuse(path, "a whole number expected, written out in digits");
        var integer = new AbiValue.Integer(value);
        if (AbiCodec.Fits(type, integer))
            return integer;
        (BigInteger min, BigInteger max) = type is AbiType.Int signed ? (signed.Min, signed.Max) : (BigInteger.Zero, ((AbiType.UInt)type).Max);
        return Refuse(path, $"does not fit {type}: {min} to {max}");
    }

    private AbiValue? Bytes(string text, string path)
    {
        if (!text.StartsWith("0x", StringComparison.Ordinal) || text.Length % 2 != 0 || text.AsSpan(2).ContainsAnyExcept(HexDigits))
            return Refuse(path, "bytes are written as 0x and two hexadecimal digits for each byte");
        return new AbiValue.Bytes(Convert.FromHexString(text.AsSpan(2)));
    }

    private AbiValue? Address(string text, string path)
    {
        if (AddressText.TryParse(text, options.AddressPrefix, out Primitives.Address address, out AddressTextError error))
            return new AbiValue.Address(address);
        if (options.FindAddress?.Invoke(text) is { } found)
            return new AbiValue.Address(found);
        string what = options.FindAddress is null ? "an address" : "an address, nor the name of one";
        return Refuse(path, error switch
        {
            AddressTextError.Checksum => "the address is mistyped or cut: its checksum does not fit",
            AddressTextError.WrongPrefix => $"the address is one of another network; here they begin with {options.AddressPrefix}1",
            _ => $"{Shown(text)} is not {what}",
        });
    }

    private static string Expected(AbiType type) => type switch
    {
        AbiType.UInt { IsNumber: true } => $"a number ({type})",
        AbiType.UInt or AbiType.Int => $"a whole number, as a number or in a string ({type}),",
        AbiType.Bool => "true or false",
        AbiType.Text => "a string",
        AbiType.Bytes => "bytes as \"0x…\"",
        AbiType.Address => "an address",
        AbiType.Optional optional => Expected(optional.Of),
        AbiType.List => $"an array ({type})",
        AbiType.Struct declared => $"an object ({type}{Names(declared.Fields)})",
        _ => throw new InvalidOperationException($"unknown type {type}"),
    };

    private static string Names(ImmutableArray<AbiField> fields) =>
        fields.IsEmpty ? "" : $": {string.Join(", ", fields.Select(item => $"{item.Name}: {item.Type}"))}";

    private static string Count(int count, string what) => count == 1 ? $"1 {what}" : $"{count} {what}s";

    private static string Shown(string text) => FaultSink.Quoted(text);

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    private AbiValue? Refuse(string path, string message)
    {
        Fault ??= new AbiJsonFault(path, message);
        return null;
    }

    private ImmutableArray<AbiValue>? RefuseMany(string path, string message)
    {
        Fault ??= new AbiJsonFault(path, message);
        return null;
    }
}
