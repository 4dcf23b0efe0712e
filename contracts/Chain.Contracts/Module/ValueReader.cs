using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Numerics;
using Chain.Primitives;
using Chain.Script.Errors;
using Chain.Script.Execution;
using Chain.Script.Hosting;
using Chain.Script.Values;

namespace Chain.Contracts;

/// <summary>
/// Takes values of a script as bytes of declared types. It runs none of the script: accessors are refused, and nothing is converted. Recursion follows the type, so
/// a value that contains itself ends where the type does. The first fault sticks, and then the bytes are of no use.
/// </summary>
internal ref struct ValueReader(Machine machine, AddressTexts addresses, LoadedContract code, ArrayBufferWriter<byte> output)
{
    /// <summary>No border takes more bytes than half of this; so what is read stays small, however often one array stands in another.</summary>
    private const int BytesMax = 2 * StorageAccess.ValueBytesMax;

    private string? fault;
    private string path = "";

    /// <summary>What is wrong with a value, and where in it; null while nothing is.</summary>
    public readonly string? Fault => fault is null || path.Length == 0 ? fault : $"{path}: {fault}";

    /// <summary>Whether the kind is right and the value is too large or too small.</summary>
    public bool IsRange { get; private set; }

    /// <summary>The kind of error that the fault is.</summary>
    public readonly ErrorKind ErrorKind => IsRange ? ErrorKind.RangeError : ErrorKind.TypeError;

    /// <summary>Appends the bytes of a value; false after a fault.</summary>
    public bool Read(AbiType type, Value value)
    {
        machine.Meter.Charge(HostGas.Part);
        if (output.WrittenCount + type.BytesMin > BytesMax)
            return TooLong();
        switch (type)
        {
            case AbiType.UInt { IsNumber: true } number:
                return ReadNumber(number, value);
            case AbiType.UInt unsigned:
                return ReadBigInt(unsigned.Name, unsigned.Bits, unsigned.Max, BigInteger.Zero, value);
            case AbiType.Int signed:
                return ReadBigInt(signed.Name, signed.Bits, signed.Max, signed.Min, value);
            case AbiType.Bool:
                return value.IsBoolean ? Flag(value.AsBoolean) : Wrong("a boolean", value);
            case AbiType.Text:
                return ReadText(value);
            case AbiType.Bytes:
                return ReadBytes(value);
            case AbiType.Address:
                return ReadAddress(value);
            case AbiType.Optional optional:
                return Flag(!value.IsNullish) && (value.IsNullish || Read(optional.Of, value));
            case AbiType.List list:
                return ReadList(list, value);
            default:
                return ReadStruct((AbiType.Struct)type, value);
        }
    }

    /// <summary>All the fields of a plain object, which has no others; false after a fault.</summary>
    public bool ReadFields(ImmutableArray<AbiField> fields, PropertyKey[] keys, JsObject from)
    {
        int present = 0;
        for (int i = 0; i < fields.Length; i++)
        {
            HostLookup found = HostData.Read(machine, from, keys[i], out Value value);
            present += found == HostLookup.Absent ? 0 : 1;
            // A field that is absent counts as undefined, which optional types take.
            if (!(found == HostLookup.Accessor ? Fail("only plain data is taken, and this is an accessor") : Read(fields[i].Type, value)))
                return Inside($".{fields[i].Name}");
        }
        return present == HostData.CountNames(machine, from) || Fail("the object has fields that are not declared");
    }

    /// <summary>An address, not appended.</summary>
    public bool TryAddress(Value value, out Address address)
    {
        address = default;
        machine.Meter.Charge(HostGas.AddressText);
        if (!value.IsString)
            return Wrong("an address", value);
        return (value.AsString.Length <= Primitives.Encoding.Bech32m.LengthMax && addresses.TryParse(value.AsString.Flat(machine.Meter), out address))
            || Fail("the text is no address of this network");
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

    private bool ReadNumber(AbiType.UInt type, Value value)
    {
        if (!value.IsNumber)
            return Wrong($"a number ({type.Name})", value);
        if (HostData.TryInteger(value, 0, (1L << type.Bits) - 1, out long integer))
        {
            Span<byte> bytes = stackalloc byte[sizeof(uint)];
            BinaryPrimitives.WriteUInt32BigEndian(bytes, (uint)integer);
            output.Write(bytes[^(type.Bits / 8)..]);
            return true;
        }
        IsRange = true;
        return Fail($"an integer from 0 to {type.Max} is needed ({type.Name})");
    }

    private bool ReadBigInt(string name, int bits, BigInteger max, BigInteger min, Value value)
    {
        if (!value.IsBigInt)
            return Wrong($"a bigint ({name})", value);
        BigInteger integer = value.AsBigInt;
        if (integer >= min && integer <= max)
        {
            AbiWriter.Integer(integer, bits / 8, output);
            return true;
        }
        IsRange = true;
        return Fail($"the bigint does not fit {name}");
    }

    private bool ReadText(Value value)
    {
        if (!value.IsString)
            return Wrong("a text", value);
        // Each unit takes at least a byte.
        if (output.WrittenCount + value.AsString.Length > BytesMax)
            return TooLong();
        machine.Meter.Charge(value.AsString.Length / HostGas.PartBytesPerGas);
        return AbiWriter.TryText(value.AsString.Flat(machine.Meter), output) || Fail("half a surrogate pair stands alone in the text");
    }

    private bool ReadBytes(Value value)
    {
        if (!HostData.TryBytes(value, out ReadOnlySpan<byte> given))
            return Wrong("a Uint8Array", value);
        if (output.WrittenCount + given.Length > BytesMax)
            return TooLong();
        machine.Meter.Charge(given.Length / HostGas.PartBytesPerGas);
        AbiWriter.Count(given.Length, output);
        output.Write(given);
        return true;
    }

    private bool ReadAddress(Value value)
    {
        if (!TryAddress(value, out Address address))
            return false;
        output.Write(address.Span);
        return true;
    }

    private bool ReadList(AbiType.List list, Value value)
    {
        if (!value.IsObject || value.AsObject is not JsArray array)
            return Wrong("an array", value);
        if (array.Count > BytesMax)
            return TooLong();
        AbiWriter.Count(array.Count, output);
        for (int i = 0; i < array.Count; i++)
        {
            if (!Read(list.Of, array.Span[i]))
                return Inside($"[{i}]");
        }
        return true;
    }

    private bool ReadStruct(AbiType.Struct type, Value value)
    {
        if (!HostData.IsPlain(value))
            return Wrong($"a plain object ({type.Name})", value);
        return ReadFields(type.Fields, code.ShapeOf(type).Keys, value.AsObject);
    }

    private readonly bool Flag(bool value)
    {
        AbiWriter.Byte(value ? (byte)1 : (byte)0, output);
        return true;
    }

    private bool Wrong(string wanted, Value value) => Fail($"{wanted} is needed, and {Describe(value)} is given");

    private bool TooLong()
    {
        IsRange = true;
        return Fail($"a value has at most {StorageAccess.ValueBytesMax} bytes");
    }

    private bool Fail(string text)
    {
        fault ??= text;
        return false;
    }

    private bool Inside(string part)
    {
        path = part + path;
        return false;
    }
}
