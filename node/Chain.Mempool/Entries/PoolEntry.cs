using Chain.Primitives;
using Chain.Types;

namespace Chain.Mempool;

/// <summary>A transaction in the pool.</summary>
internal sealed class PoolEntry(VerifiedTransaction transaction, Amount debit, PoolLane lane, ulong arrival)
{
    public VerifiedTransaction Transaction { get; } = transaction;

    /// <summary>The most that it may debit.</summary>
    public Amount Debit { get; } = debit;

    public PoolLane Lane { get; } = lane;

    /// <summary>A number that grows with each admission: breaks ties, so that order never depends on a table.</summary>
    public ulong Arrival { get; } = arrival;

    /// <summary>
    /// What it offers for its place: the smallest max fee of it and of all before it in its lane. A high offer behind one that
    /// cannot be included is worth no more than that one.
    /// </summary>
    public ulong Bid { get; set; }

    /// <summary>Its place among the entries of the same expiry height.</summary>
    public int ExpiryPlace { get; set; }

    public ulong Sequence => Transaction.Body.Sequence;

    public int Bytes => Transaction.Transaction.Encoded.Length;
}
