using Chain.Primitives;

namespace Chain.Types;

/// <summary>The hash of a transaction's full bytes, signature included.</summary>
public readonly record struct TransactionId(Hash256 Value) : IComparable<TransactionId>
{
    /// <inheritdoc/>
    public int CompareTo(TransactionId other) => Value.CompareTo(other.Value);

    /// <summary>64 hexadecimal digits.</summary>
    public override string ToString() => Value.ToString();

    public static bool operator <(TransactionId left, TransactionId right) => left.CompareTo(right) < 0;

    public static bool operator >(TransactionId left, TransactionId right) => left.CompareTo(right) > 0;

    public static bool operator <=(TransactionId left, TransactionId right) => left.CompareTo(right) <= 0;

    public static bool operator >=(TransactionId left, TransactionId right) => left.CompareTo(right) >= 0;
}
