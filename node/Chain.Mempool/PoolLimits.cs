namespace Chain.Mempool;

/// <summary>How much a node is willing to keep. A node's own policy: no other node needs to agree.</summary>
/// <param name="TransactionsMax">Transactions in the pool.</param>
/// <param name="BytesMax">Their bytes.</param>
/// <param name="PerAccountMax">Transactions of one sender, over all its lanes.</param>
/// <param name="FutureWindow">How far a sequence may lie ahead of the first gap of its lane: gossip brings a busy lane in any order.</param>
/// <param name="FatesMax">Transactions that left the pool and whose fate is remembered; as many again for those that left it into a block, and for those that were refused.</param>
public sealed record PoolLimits(int TransactionsMax, long BytesMax, int PerAccountMax, ulong FutureWindow, int FatesMax)
{
    /// <summary>About 100 MB of memory when full.</summary>
    public static PoolLimits Default { get; } = new(TransactionsMax: 100_000, BytesMax: 64L * 1024 * 1024, PerAccountMax: 4_096, FutureWindow: 1_024, FatesMax: 65_536);
}
