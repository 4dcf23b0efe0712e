using System.Buffers.Binary;

namespace Chain.State;

/// <summary>Equality of keys, with a seeded hash so that nobody who chooses keys can choose collisions. Nothing depends on the hash but speed.</summary>
internal sealed class KeyComparer(ulong seed) : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
{
    private const ulong Odd = 0x9E3779B97F4A7C15;

    public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

    public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

    public int GetHashCode(byte[] obj) => GetHashCode(obj.AsSpan());

    public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();

    /// <summary>Multiply and fold, eight bytes a step: each step's product depends on the seed.</summary>
    public int GetHashCode(ReadOnlySpan<byte> alternate)
    {
        ulong hash = seed ^ (Odd * ((ulong)alternate.Length + 1));
        while (alternate.Length >= 8)
        {
            hash = Fold(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(alternate));
            alternate = alternate[8..];
        }
        ulong tail = 0;
        foreach (byte b in alternate)
            tail = (tail << 8) | b;
        hash = Fold(hash ^ tail);
        return (int)(hash ^ (hash >> 32));
    }

    private ulong Fold(ulong value)
    {
        ulong high = Math.BigMul(value ^ seed, Odd, out ulong low);
        return high ^ low;
    }
}
