using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;

namespace Chain.Script.Bytecode;

/// <summary>Writes the parts of a unit; <see cref="UnitEncoding"/> says in which order.</summary>
internal sealed class UnitWriter(IBufferWriter<byte> output)
{
    public void Byte(byte value)
    {
        output.GetSpan(1)[0] = value;
        output.Advance(1);
    }

    public void Flag(bool value) => Byte(value ? (byte)1 : (byte)0);

    public void Count(int value) => Unsigned((uint)value);

    public void Word(int value) => Unsigned((uint)((value << 1) ^ (value >> 31)));

    public void String(string value)
    {
        Count(value.Length);
        foreach (char unit in value)
            Unsigned(unit);
    }

    public void Constant(Constant constant)
    {
        Byte((byte)constant.Kind);
        switch (constant.Kind)
        {
            case ConstantKind.Number:
                BinaryPrimitives.WriteInt64BigEndian(output.GetSpan(8), BitConverter.DoubleToInt64Bits(constant.AsNumber));
                output.Advance(8);
                break;
            case ConstantKind.String:
                String(constant.AsString);
                break;
            default:
                BigInt(constant.AsBigInt);
                break;
        }
    }

    public void Function(FunctionCode function)
    {
        Flag(true);
        Count(function.Functions.Length);
        String(function.Name);
        Count((int)function.Flags);
        Count(function.ParameterCount);
        Count(function.Length);
        Count(function.LocalCount);
        Count(function.StackMax);
        Count(function.CacheCount);
        Count(function.Captures.Length);
        foreach (var capture in function.Captures)
        {
            Flag(capture.FromSlot);
            Count(capture.Index);
        }

        Count(function.Code.Length);
        foreach (int word in function.Code)
            Word(word);
        Count(function.Handlers.Ranges.Length);
        foreach (var range in function.Handlers.Ranges)
        {
            Count(range.Start);
            Count(range.End);
            Count(range.Target);
            Count(range.Depth);
        }

        Positions(function.Positions);
        Count(function.LocalNames.Length);
        foreach (var local in function.LocalNames)
        {
            String(local.Name);
            Count(local.Slot);
            Flag(local.IsCell);
            Count(local.Start);
            Count(local.End);
        }
    }

    private void Positions(PositionTable positions)
    {
        Count(positions.Count);
        int word = -1, mark = 0;
        for (int i = 0; i < positions.Count; i++)
        {
            Count(positions.Words[i] - word - 1);
            Word(positions.Marks[i] - mark);
            (word, mark) = (positions.Words[i], positions.Marks[i]);
        }
    }

    private void BigInt(BigInteger value)
    {
        byte[] bytes = value.ToByteArray();
        Count(bytes.Length);
        output.Write(bytes);
    }

    private void Unsigned(uint value)
    {
        while (value >= 0x80)
        {
            Byte((byte)(value | 0x80));
            value >>= 7;
        }

        Byte((byte)value);
    }
}
