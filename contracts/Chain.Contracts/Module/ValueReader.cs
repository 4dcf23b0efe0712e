using System.Collections.Immutable;
using System.Numerics;
using Chain.Primitives;
using Chain.Script.Errors;
using Chain.Script.Execution;
using Chain.Script.Hosting;
using Chain.Script.Values;

namespace Chain.Contracts;

/// <summary>
/// Takes values of a script as values of declared types. It runs none of the script: accessors are refused, and nothing is converted. Recursion follows the type, so
/// a value that contains itself ends where the type does. The first fault sticks.
/// </summary>
internal ref struct ValueReader(Machine machine, AddressTexts addresses, LoadedContract code)
{
    /// <summary>No border takes more bytes than half of this; so what is read stays small, however often one array stands in another.</summary>
    private const int BytesMax = 2 * StorageAccess.ValueBytesMax;

    private string? fault;
    private string path = "";
    private int bytes;

    /// <summary>What is wrong with a value, and where in it; null while nothing is.</summary>
    public readonly string? Fault => fault is null || path.Length == 0 ? fault : $"{path}: {fault}";

    /// <summary>Whether the kind is right and the value is too large or too small.</summary>
    public bool IsRange { get; private set; }

    /// <summary>The kind of error that the fault is.</summary>
    public readonly ErrorKind ErrorKind => IsRange ? ErrorKind.RangeError : ErrorKind.TypeError;

    /// <summary>A value; null after a fault.</summary>
    public AbiValue? Read(AbiType type, Value value)
    {
        machine.Meter.Charge(HostGas.Part);
        bytes += type.BytesMin;
        if (bytes > BytesMax)
            return TooLong();
        switch (type)
        {
            case AbiType.UInt { IsNumber: true } unsigned:
                return ReadNumber(unsigned, value);
            case AbiType.UInt unsigned:
                return ReadBigInt(unsigned.Name, unsigned.Max, BigInteger.Zero, value);
            case AbiType.Int signed:
                return ReadBigInt(signed.Name, signed.Max, signed.Min, value);
            case AbiType.Bool:
                return value.IsBoolean ? AbiValue.Bool.Of(value.AsBoolean) : Wrong("a boolean", value);
            case AbiType.Text:
                return ReadText(value);
            case AbiType.Bytes:
                return ReadBytes(value);
            case AbiType.Address:
                return ReadAddress(value);
            case AbiType.Optional optional:
                return value.IsNullish ? AbiValue.None.Instance : Read(optional.Of, value);
            case AbiType.List list:
                return ReadList(list, value);
            default:
                return ReadStruct((AbiType.Struct)type, value);
        }
    }

    /// <summary>What a value is, for messages.</summary>
    internal static string Describe(Value value) => value.Kind switch
    {
        ValueKind.Number => "a number",
        ValueKind.Undefined => "undefined",
        ValueKind.Null => "null",
        ValueKind.Boolean => "a boolean",
        ValueKind.String => "a text",
        ValueKind.Symbol => "a symbol",
        ValueKind.BigInt => "a bigint",
        _ when value.IsCallable => "a function",
        _ when value.AsObject is JsArray => "an array",
        _ when value.AsObject.ObjectClass == ObjectClass.Uint8Array => "bytes",
        _ => "an object",
    };

    private AbiValue? ReadNumber(AbiType.UInt type, Value value)
    {
        if (!value.IsNumber)
            return Wrong($"a number ({type.Name})", value);
        if (HostData.TryInteger(value, 0, (1L << type.Bits) - 1, out long integer))
            return new AbiValue.Integer(integer);
        IsRange = true;
        return Fail($"an integer from 0 to {type.Max} is needed ({type.Name})");
    }

    private AbiValue? ReadBigInt(string name, BigInteger max, BigInteger min, Value value)
    {
        if (!value.IsBigInt)
            return Wrong($"a bigint ({name})", value);
        BigInteger integer = value.AsBigInt;
        if (integer >= min && integer <= max)
            return new AbiValue.Integer(integer);
        IsRange = true;
        return Fail($"the bigint does not fit {name}");
    }

    private AbiValue? ReadText(Value value)
    {
        if (!value.IsString)
            return Wrong("a text", value);
        if ((bytes += value.AsString.Length) > BytesMax)
            return TooLong();
        machine.Meter.Charge(value.AsString.Length / HostGas.PartBytesPerGas);
        string text = value.AsString.Flat(machine.Meter);
        return AbiCodec.IsWellFormed(text) ? new AbiValue.Text(text) : Fail("half a surrogate pair stands alone in the text");
    }

    private AbiValue? ReadBytes(Value value)
    {
        if (!HostData.TryBytes(value, out ReadOnlySpan<byte> given))
            return Wrong("a Uint8Array", value);
        if ((bytes += given.Length) > BytesMax)
            return TooLong();
        machine.Meter.Charge(given.Length / HostGas.PartBytesPerGas);
        return new AbiValue.Bytes(given.ToArray());
    }

    private AbiValue? ReadAddress(Value value)
    {
        machine.Meter.Charge(HostGas.AddressText);
        if (!value.IsString)
            return Wrong("an address", value);
        return value.AsString.Length <= Primitives.Encoding.Bech32m.LengthMax && addresses.TryParse(value.AsString.Flat(machine.Meter), out Address address)
            ? new AbiValue.Address(address)
            : Fail("the text is no address of this network");
    }

    private AbiValue? ReadList(AbiType.List list, Value value)
    {
        if (!value.IsObject || value.AsObject is not JsArray array)
            return Wrong("an array", value);
        if (array.Count > BytesMax)
            return TooLong();
        var items = ImmutableArray.CreateBuilder<AbiValue>(array.Count);
        for (int i = 0; i < array.Count; i++)
        {
            if (Read(list.Of, array.Span[i]) is not { } item)
                return Inside($"[{i}]");
            items.Add(item);
        }
        return new AbiValue.List(items.MoveToImmutable());
    }

    private AbiValue? ReadStruct(AbiType.Struct type, Value value)
    {
        if (!HostData.IsPlain(value))
            return Wrong($"a plain object ({type.Name})", value);
        StructShape shape = code.ShapeOf(type);
        return ReadFields(type.Fields, shape.Keys, value.AsObject) is { } fields ? new AbiValue.Struct(fields) : null;
    }

    /// <summary>All the fields of a plain object, which has no others; null after a fault.</summary>
    public ImmutableArray<AbiValue>? ReadFields(ImmutableArray<AbiField> fields, PropertyKey[] keys, JsObject from)
    {
        var values = ImmutableArray.CreateBuilder<AbiValue>(fields.Length);
        int present = 0;
        for (int i = 0; i < fields.Length; i++)
        {
            HostLookup found = HostData.Read(machine, from, keys[i], out Value value);
            present += found == HostLookup.Absent ? 0 : 1;
            // A field that is absent counts as undefined, which optional types take.
            AbiValue? read = found == HostLookup.Accessor ? Fail("only plain data is taken, and this is an accessor") : Read(fields[i].Type, value);
            if (read is null)
            {
                Inside($".{fields[i].Name}");
                return null;
            }
            values.Add(read);
        }
        if (present == HostData.CountNames(machine, from))
            return values.MoveToImmutable();
        Fail("the object has fields that are not declared");
        return null;
    }

    private AbiValue? Wrong(string wanted, Value value) => Fail($"{wanted} is needed, and {Describe(value)} is given");

    private AbiValue? TooLong()
    {
        IsRange = true;
        return Fail($"a value has at most {StorageAccess.ValueBytesMax} bytes");
    }

    private AbiValue? Fail(string text)
    {
        fault ??= text;
        return null;
    }

    private AbiValue? Inside(string part)
    {
        path = part + path;
        return null;
    }
}
