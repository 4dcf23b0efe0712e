using Chain.Primitives;
using Chain.State;
using Chain.Types;

namespace Chain.Mempool;

/// <summary>An offered transaction and what the rules judge it by.</summary>
internal readonly ref struct Candidate
{
    public required VerifiedTransaction Transaction { get; init; }

    /// <summary>The most that it may debit; checked to exist before the rules that use it.</summary>
    public required Amount Debit { get; init; }

    public required ChainParameters Parameters { get; init; }

    public required PoolLimits Limits { get; init; }

    /// <summary>The height of the next block.</summary>
    public required ulong NextHeight { get; init; }

    /// <summary>Its base fee.</summary>
    public required ulong BaseFee { get; init; }

    public required AccountRecord Account { get; init; }

    /// <summary>The next sequence of the lane on the state.</summary>
    public required ulong NextSequence { get; init; }

    /// <summary>What the pool holds of the sender; null for nothing.</summary>
    public required PoolSender? Sender { get; init; }

    /// <summary>What the pool holds of the lane; null for nothing.</summary>
    public required PoolLane? Lane { get; init; }

    /// <summary>The pooled transaction of the same slot; null for none.</summary>
    public required PoolEntry? Occupant { get; init; }

    public UnsignedTransaction Body => Transaction.Body;
}
