using System.Buffers.Binary;
using Chain.Primitives;
using Chain.State.Tree;

namespace Chain.Storage.Stores;

/// <summary>The sixteen slices of the key space (by the first four bits of the key's hash), and up to which height each is written in the tables.</summary>
/// <remarks>
/// Keys are random, and each changed row rewrites a page of four kilobytes. Were each height's changes written at once, ten thousand of a million keys
/// would rewrite a fifth of all pages, for a hundred bytes each. So every commit writes the changes of some slices only, those of several heights together: the pages
/// are the same few, the changes on each many. What is not in the tables yet is in memory, and for a start in the heights' records, which are written in sequence.
/// </remarks>
internal sealed class StateSlices
{
    public const int Count = 16;
    public const int Bits = 4;

    private const int TipLength = 8 + Hash256.Length + (8 * Count);

    private readonly ulong[] _heights;

    private StateSlices(ulong[] heights) => _heights = heights;

    /// <summary>The height of the slice that is furthest behind.</summary>
    public ulong Lowest => _heights.Min();

    public ulong this[int slice] => _heights[slice];

    public static int Of(Hash256 keyHash) => keyHash.Span[0] >> (8 - Bits);

    public static int Of(BitPrefix prefix) => prefix.Bits.Span[0] >> (8 - Bits);

    public static StateSlices All(ulong height) => new([.. Enumerable.Repeat(height, Count)]);

    /// <summary>The same with some slices written up to a height.</summary>
    public StateSlices With(IReadOnlyList<int> slices, ulong height)
    {
        ulong[] heights = [.. _heights];
        foreach (int slice in slices)
            heights[slice] = height;
        return new StateSlices(heights);
    }

    /// <summary>The slices that are furthest behind.</summary>
    public int[] Oldest(int count) => [.. Enumerable.Range(0, Count).OrderBy(slice => _heights[slice]).ThenBy(static slice => slice).Take(count).Order()];

    /// <summary>The row <c>tip</c>: height (8), root (32), and the height of each slice (8), big-endian.</summary>
    public byte[] ToTip(ulong height, Hash256 root)
    {
        byte[] tip = new byte[TipLength];
        BinaryPrimitives.WriteUInt64BigEndian(tip, height);
        root.Span.CopyTo(tip.AsSpan(8));
        for (int slice = 0; slice < Count; slice++)
            BinaryPrimitives.WriteUInt64BigEndian(tip.AsSpan(8 + Hash256.Length + (8 * slice)), _heights[slice]);
        return tip;
    }

    /// <summary>Reads the row <c>tip</c>; null when it is not one.</summary>
    public static StateSlices? ReadTip(byte[] tip, out ulong height, out Hash256 root)
    {
        height = 0;
        root = default;
        if (tip.Length != TipLength)
            return null;
        height = BinaryPrimitives.ReadUInt64BigEndian(tip);
        root = new Hash256(tip.AsSpan(8, Hash256.Length));
        var heights = new ulong[Count];
        for (int slice = 0; slice < Count; slice++)
        {
            heights[slice] = BinaryPrimitives.ReadUInt64BigEndian(tip.AsSpan(8 + Hash256.Length + (8 * slice)));
            if (heights[slice] > height)
                return null;
        }
        return new StateSlices(heights);
    }
}
