using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Numerics;
using System.Text;
using System.Text.Unicode;
using Chain.Primitives.Encoding;

namespace Chain.Contracts;

/// <summary>Reads values from their byte form. The first error sticks, and values after it are zeros, so the caller looks once, at the end.</summary>
internal ref struct AbiReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> rest = bytes;
    private DecodeError error;

    /// <summary>The first error, bytes left over included.</summary>
    public DecodeError End()
    {
        if (rest.Length > 0)
            Fail(DecodeError.UnexpectedBytes);
        return error;
    }

    public ImmutableArray<AbiValue> Fields(ImmutableArray<AbiField> fields)
    {
        var values = ImmutableArray.CreateBuilder<AbiValue>(fields.Length);
        foreach (AbiField item in fields)
            values.Add(Value(item.Type));
        return values.MoveToImmutable();
    }

    public AbiValue Value(AbiType type) => type switch
    {
        AbiType.UInt unsigned => new AbiValue.Integer(Integer(unsigned.Bits / 8, isUnsigned: true)),
        AbiType.Int signed => new AbiValue.Integer(Integer(signed.Bits / 8, isUnsigned: false)),
        AbiType.Bool => AbiValue.Bool.Of(Flag()),
        AbiType.Text => new AbiValue.Text(Text(Bytes())),
        AbiType.Bytes => new AbiValue.Bytes(Bytes().ToArray()),
        AbiType.Address => new AbiValue.Address(Address()),
        AbiType.Optional optional => Flag() ? Value(optional.Of) : AbiValue.None.Instance,
        AbiType.List list => new AbiValue.List(Items(list.Of)),
        AbiType.Struct declared => new AbiValue.Struct(Fields(declared.Fields)),
        _ => throw new InvalidOperationException($"unknown type {type}"),
    };

    private ImmutableArray<AbiValue> Items(AbiType type)
    {
        int count = Count(type.BytesMin);
        var items = ImmutableArray.CreateBuilder<AbiValue>(count);
        for (int i = 0; i < count && error == DecodeError.None; i++)
            items.Add(Value(type));
        return items.DrainToImmutable();
    }

    public BigInteger Integer(int width, bool isUnsigned)
    {
        ReadOnlySpan<byte> span = Take(width);
        if (span.IsEmpty)
            return BigInteger.Zero;
        if (width == sizeof(ulong) && isUnsigned)
            return BinaryPrimitives.ReadUInt64BigEndian(span);
        return new BigInteger(span, isUnsigned, isBigEndian: true);
    }

    public bool Flag()
    {
        ReadOnlySpan<byte> span = Take(1);
        if (span.IsEmpty)
            return false;
        if (span[0] > 1)
            Fail(DecodeError.Range);
        return span[0] == 1;
    }

    /// <summary>A number of at most 32 bits.</summary>
    public uint Number(int width)
    {
        uint number = 0;
        foreach (byte part in Take(width))
            number = (number << 8) | part;
        return number;
    }

    /// <summary>What a length stands before.</summary>
    public ReadOnlySpan<byte> Bytes() => Take(Count(1));

    /// <summary>The text of bytes that were taken.</summary>
    public string Text(ReadOnlySpan<byte> utf8)
    {
        if (Utf8.IsValid(utf8))
            return Encoding.UTF8.GetString(utf8);
        Fail(DecodeError.Utf8);
        return "";
    }

    public Primitives.Address Address()
    {
        ReadOnlySpan<byte> span = Take(Primitives.Address.Length);
        return span.IsEmpty ? default : new Primitives.Address(span);
    }

    /// <summary>A count of things that take so many bytes each, at least; 0 when they cannot be there.</summary>
    public int Count(int bytesMin)
    {
        ulong value = 0;
        for (int shift = 0; ; shift += 7)
        {
            ReadOnlySpan<byte> span = Take(1);
            if (span.IsEmpty)
                return 0;
            value |= (ulong)(span[0] & 0x7F) << shift;
            if (span[0] < 0x80)
            {
                // The last group of a minimal varint is not zero, unless it is the only one.
                if (span[0] == 0 && shift > 0)
                    return Refused(DecodeError.Varint);
                break;
            }
            if (shift == 28)
                return Refused(DecodeError.Varint);
        }
        return value * (ulong)bytesMin <= (ulong)rest.Length ? (int)value : Refused(DecodeError.Truncated);
    }

    private ReadOnlySpan<byte> Take(int length)
    {
        if (error != DecodeError.None || length > rest.Length)
        {
            Fail(DecodeError.Truncated);
            return default;
        }
        ReadOnlySpan<byte> taken = rest[..length];
        rest = rest[length..];
        return taken;
    }

    private int Refused(DecodeError reason)
    {
        Fail(reason);
        return 0;
    }

    private void Fail(DecodeError reason)
    {
        if (error == DecodeError.None)
            error = reason;
        rest = default;
    }
}
