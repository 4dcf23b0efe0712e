using Chain.Primitives;

namespace Chain.Types;

/// <summary>The hash of a header's canonical bytes: names a block and, through the header's roots, everything in it.</summary>
public readonly record struct BlockId(Hash256 Value) : IComparable<BlockId>
{
    /// <summary>True for "no block": what a nil vote names.</summary>
    public bool IsNil => Value.IsZero;

    /// <summary>"No block".</summary>
    public static BlockId Nil => default;

    /// <inheritdoc/>
    public int CompareTo(BlockId other) => Value.CompareTo(other.Value);

    /// <summary>64 hexadecimal digits.</summary>
    public override string ToString() => Value.ToString();

    public static bool operator <(BlockId left, BlockId right) => left.CompareTo(right) < 0;

    public static bool operator >(BlockId left, BlockId right) => left.CompareTo(right) > 0;

    public static bool operator <=(BlockId left, BlockId right) => left.CompareTo(right) <= 0;

    public static bool operator >=(BlockId left, BlockId right) => left.CompareTo(right) >= 0;
}
