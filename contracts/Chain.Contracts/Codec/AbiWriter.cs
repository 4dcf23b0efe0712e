using System.Buffers;
using System.Numerics;
using System.Text;
using System.Text.Unicode;

namespace Chain.Contracts;

/// <summary>Writes values in their byte form. Recursion follows the type, whose depth is bounded.</summary>
internal static class AbiWriter
{
    public static void Write(AbiType type, AbiValue value, IBufferWriter<byte> output)
    {
        switch (type, value)
        {
            case (AbiType.UInt unsigned, AbiValue.Integer integer) when unsigned.Fits(integer.Value):
                Integer(integer.Value, unsigned.Bits / 8, output);
                return;
            case (AbiType.Int signed, AbiValue.Integer integer) when signed.Fits(integer.Value):
                Integer(integer.Value, signed.Bits / 8, output);
                return;
            case (AbiType.Bool, AbiValue.Bool flag):
                Byte(flag.Value ? (byte)1 : (byte)0, output);
                return;
            case (AbiType.Text, AbiValue.Text text) when TryText(text.Value, output):
                return;
            case (AbiType.Bytes, AbiValue.Bytes bytes):
                Count(bytes.Value.Length, output);
                output.Write(bytes.Value.Span);
                return;
            case (AbiType.Address, AbiValue.Address address):
                output.Write(address.Value.Span);
                return;
            case (AbiType.Optional, AbiValue.None):
                Byte(0, output);
                return;
            case (AbiType.Optional optional, _):
                Byte(1, output);
                Write(optional.Of, value, output);
                return;
            case (AbiType.List list, AbiValue.List items):
                Count(items.Items.Length, output);
                foreach (AbiValue item in items.Items)
                    Write(list.Of, item, output);
                return;
            case (AbiType.Struct declared, AbiValue.Struct given) when declared.Fields.Length == given.Fields.Length:
                for (int i = 0; i < declared.Fields.Length; i++)
                    Write(declared.Fields[i].Type, given.Fields[i], output);
                return;
            default:
                throw new ArgumentException($"The value is none of the type {type}.", nameof(value));
        }
    }

    /// <summary>An integer that fits a width.</summary>
    public static void Integer(BigInteger value, int width, IBufferWriter<byte> output)
    {
        Span<byte> span = output.GetSpan(width)[..width];
        span.Fill(value.Sign < 0 ? (byte)0xFF : (byte)0);
        // The value fits, so its bytes without a sign byte are at most the width; those of a negative one carry the sign.
        int length = value.GetByteCount(isUnsigned: value.Sign >= 0);
        bool written = value.TryWriteBytes(span[(width - length)..], out _, isUnsigned: value.Sign >= 0, isBigEndian: true);
        Primitives.Invariant.Holds(written, "an integer that fits is as wide as its type");
        output.Advance(width);
    }

    /// <summary>A text; false, with nothing but its length written, when half a surrogate pair stands alone in it.</summary>
    public static bool TryText(string text, IBufferWriter<byte> output)
    {
        int length = Encoding.UTF8.GetByteCount(text);
        Count(length, output);
        if (Utf8.FromUtf16(text, output.GetSpan(length), out _, out _, replaceInvalidSequences: false) != OperationStatus.Done)
            return false;
        output.Advance(length);
        return true;
    }

    /// <summary>A length or a count.</summary>
    public static void Count(int count, IBufferWriter<byte> output)
    {
        uint rest = (uint)count;
        while (rest >= 0x80)
        {
            Byte((byte)(rest | 0x80), output);
            rest >>= 7;
        }
        Byte((byte)rest, output);
    }

    /// <summary>A flag, or a number of 8 bits.</summary>
    public static void Byte(byte value, IBufferWriter<byte> output)
    {
        output.GetSpan(1)[0] = value;
        output.Advance(1);
    }
}
