using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Numerics;

namespace Chain.Script.Bytecode;

/// <summary>
/// Reads the parts of a unit. The first thing that no writer would have written sets <see cref="Failed"/>; from then on everything reads as zero or empty, and the caller
/// looks once at the end. Memory is taken in proportion to the bytes that are really there.
/// </summary>
internal ref struct UnitReader(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> bytes = bytes;
    private int at;

    public bool Failed { get; private set; }

    public readonly bool IsAtEnd => at == bytes.Length && !Failed;

    public byte Byte()
    {
        if (Failed || at >= bytes.Length)
        {
            Failed = true;
            return 0;
        }

        return bytes[at++];
    }

    public bool Flag()
    {
        byte value = Byte();
        if (value > 1)
            Failed = true;
        return value == 1;
    }

    /// <summary>A number that is not negative.</summary>
    public int Count()
    {
        uint value = Unsigned();
        if (value > int.MaxValue)
            Failed = true;
        return Failed ? 0 : (int)value;
    }

    /// <summary>A number of items of which each takes at least some bytes: no more than the bytes left can hold.</summary>
    public int Count(int itemBytesMin)
    {
        int count = Count();
        if (count > (bytes.Length - at) / itemBytesMin)
            Failed = true;
        return Failed ? 0 : count;
    }

    public int Word()
    {
        uint value = Unsigned();
        return (int)(value >> 1) ^ -(int)(value & 1);
    }

    public string String()
    {
        int length = Count(1);
        char[] units = new char[length];
        for (int i = 0; i < units.Length; i++)
        {
            uint unit = Unsigned();
            if (unit > char.MaxValue)
                Failed = true;
            units[i] = (char)unit;
        }

        return Failed ? "" : new string(units);
    }

    public Constant Constant() => Byte() switch
    {
        (byte)ConstantKind.Number => Number(),
        (byte)ConstantKind.String => Bytecode.Constant.Of(String()),
        (byte)ConstantKind.BigInt => BigInt(),
        _ => Fail(),
    };

    public FunctionCode? Function(ImmutableArray<FunctionCode> functions)
    {
        string name = String();
        int flags = Count(), parameters = Count(), length = Count(), locals = Count(), stackMax = Count(), caches = Count();
        var captures = UnitEncoding.ReadList(ref this, 2, static (ref r) => new Capture(r.Flag(), r.Count()));
        int[] code = Words();
        var ranges = UnitEncoding.ReadList(ref this, 4, static (ref r) => new HandlerRange(r.Count(), r.Count(), r.Count(), r.Count()));
        var positions = Positions();
        var names = UnitEncoding.ReadList(ref this, 5, static (ref r) => new LocalName(r.String(), r.Count(), r.Flag(), r.Count(), r.Count()));
        if (Failed || HandlerTable.TryCreate([.. ranges]) is not { } handlers)
            return null;
        return new FunctionCode(code)
        {
            Name = name,
            Flags = (FunctionFlags)flags,
            ParameterCount = parameters,
            Length = length,
            LocalCount = locals,
            StackMax = stackMax,
            CacheCount = caches,
            Captures = captures,
            Functions = functions,
            Handlers = handlers,
            Positions = positions,
            LocalNames = names,
        };
    }

    private int[] Words()
    {
        int[] words = new int[Count(1)];
        for (int i = 0; i < words.Length; i++)
            words[i] = Word();
        return words;
    }

    private PositionTable Positions()
    {
        int count = Count(2);
        int[] words = new int[count], marks = new int[count];
        long word = -1, mark = 0;
        for (int i = 0; i < count; i++)
        {
            word += (long)Count() + 1;
            mark += Word();
            if (word > int.MaxValue || mark is < 0 or > int.MaxValue)
                Failed = true;
            (words[i], marks[i]) = Failed ? (0, 0) : ((int)word, (int)mark);
        }

        return new PositionTable(words, marks);
    }

    private Constant Number()
    {
        if (Failed || bytes.Length - at < 8)
            return Fail();
        long bits = BinaryPrimitives.ReadInt64BigEndian(bytes[at..]);
        at += 8;
        var constant = Bytecode.Constant.Of(BitConverter.Int64BitsToDouble(bits));
        return BitConverter.DoubleToInt64Bits(constant.AsNumber) == bits ? constant : Fail();
    }

    private Constant BigInt()
    {
        int length = Count(1);
        if (Failed || length == 0)
            return Fail();
        var value = new BigInteger(bytes.Slice(at, length));
        at += length;
        return value.GetByteCount() == length && value.GetBitLength() <= ScriptLimits.BigIntBitsMax ? Bytecode.Constant.Of(value) : Fail();
    }

    private Constant Fail()
    {
        Failed = true;
        return Bytecode.Constant.Of(0.0);
    }

    private uint Unsigned()
    {
        // Most numbers are one byte.
        if (!Failed && at < bytes.Length && bytes[at] < 0x80)
            return bytes[at++];
        uint value = 0;
        for (int shift = 0; shift < 35; shift += 7)
        {
            byte next = Byte();
            if (Failed || (shift == 28 && next > 0x0F) || (shift > 0 && next == 0))
                break;
            value |= (uint)(next & 0x7F) << shift;
            if (next < 0x80)
                return value;
        }

        Failed = true;
        return 0;
    }
}
