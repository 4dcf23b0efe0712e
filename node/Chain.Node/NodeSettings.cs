using Chain.Network;
using Chain.Primitives;

namespace Chain.Node;

/// <summary>What an operator may choose. Nothing here changes what is valid.</summary>
public sealed record NodeSettings
{
    /// <summary>Operator address of this node's validator; null for a node that only follows.</summary>
    public Address? Validator { get; init; }

    /// <summary>Peers to keep links to.</summary>
    public IReadOnlyList<PeerEndpoint> Peers { get; init; } = [];

    /// <summary>Transactions in the pool, at most.</summary>
    public int PoolTransactionsMax { get; init; } = 100_000;

    /// <summary>Bytes of the transactions in the pool, at most.</summary>
    public long PoolBytesMax { get; init; } = 256L * 1024 * 1024;

    /// <summary>Submitted batches that may wait for their signature checks; more are answered with Busy.</summary>
    public int SubmissionsMax { get; init; } = 2_000;
}
