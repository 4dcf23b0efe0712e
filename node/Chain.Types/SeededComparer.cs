using System.Runtime.InteropServices;
using Chain.Primitives;

namespace Chain.Types;

/// <summary>Hashes addresses and ids for tables with a seed, so that nobody who chooses them can make a table slow. Results never depend on it, only speed.</summary>
/// <remarks>Whoever picks a recipient picks 32 bytes freely; with a known hash a block of 10,000 such transfers would fall into one bucket.</remarks>
public sealed class SeededComparer(ulong seed) : IEqualityComparer<Address>, IEqualityComparer<TransactionId>
{
    private const ulong Odd = 0x9E3779B97F4A7C15;

    /// <summary>A comparer seeded by eight bytes of a hash that was not known when keys were chosen.</summary>
    public static SeededComparer Of(Hash256 hash) => new(MemoryMarshal.Read<ulong>(hash.Span));

    /// <inheritdoc/>
    public bool Equals(Address x, Address y) => x == y;

    /// <inheritdoc/>
    public bool Equals(TransactionId x, TransactionId y) => x.Value == y.Value;

    /// <inheritdoc/>
    public int GetHashCode(Address obj) => Mix(obj.Value);

    /// <inheritdoc/>
    public int GetHashCode(TransactionId obj) => Mix(obj.Value);

    private int Mix(Hash256 value)
    {
        ReadOnlySpan<ulong> words = MemoryMarshal.Cast<byte, ulong>(value.Span);
        ulong hash = Fold(Fold(seed ^ words[0]) ^ words[1]);
        hash = Fold(Fold(hash ^ words[2]) ^ words[3]);
        return (int)(hash ^ (hash >> 32));
    }

    private ulong Fold(ulong value)
    {
        ulong high = Math.BigMul(value ^ seed, Odd, out ulong low);
        return high ^ low;
    }
}
