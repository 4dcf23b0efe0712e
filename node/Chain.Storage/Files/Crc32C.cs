using System.Buffers.Binary;
using System.Runtime.Intrinsics.X86;
using Arm = System.Runtime.Intrinsics.Arm.Crc32;

namespace Chain.Storage.Files;

/// <summary>CRC-32C (Castagnoli polynomial, reflected, as in iSCSI): by the processor where it can, else by table. Finds accidents, not forgeries.</summary>
public static class Crc32C
{
    private static readonly uint[] Table = MakeTable();

    /// <summary>The checksum of the bytes.</summary>
    public static uint Of(ReadOnlySpan<byte> bytes) => Append(0, bytes);

    /// <summary>The checksum of what gave <paramref name="crc"/>, followed by the bytes; 0 is the checksum of nothing.</summary>
    public static uint Append(uint crc, ReadOnlySpan<byte> bytes)
    {
        uint state = ~crc;
        if (Sse42.X64.IsSupported)
            state = Processor(state, ref bytes);
        else if (Arm.Arm64.IsSupported)
            state = ArmProcessor(state, ref bytes);
        return ~ByTable(state, bytes);
    }

    /// <summary>The same without help of the processor.</summary>
    internal static uint AppendByTable(uint crc, ReadOnlySpan<byte> bytes) => ~ByTable(~crc, bytes);

    private static uint Processor(uint state, ref ReadOnlySpan<byte> bytes)
    {
        ulong wide = state;
        while (bytes.Length >= 8)
        {
            wide = Sse42.X64.Crc32(wide, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes[8..];
        }
        state = (uint)wide;
        foreach (byte b in bytes)
            state = Sse42.Crc32(state, b);
        bytes = default;
        return state;
    }

    private static uint ArmProcessor(uint state, ref ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length >= 8)
        {
            state = Arm.Arm64.ComputeCrc32C(state, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes[8..];
        }
        return state;
    }

    private static uint ByTable(uint state, ReadOnlySpan<byte> bytes)
    {
        foreach (byte b in bytes)
            state = Table[(byte)(state ^ b)] ^ (state >> 8);
        return state;
    }

    private static uint[] MakeTable()
    {
        var table = new uint[256];
        for (uint i = 0; i < table.Length; i++)
        {
            uint value = i;
            for (int bit = 0; bit < 8; bit++)
                value = (value >> 1) ^ ((value & 1) * 0x82F63B78);
            table[i] = value;
        }
        return table;
    }
}
