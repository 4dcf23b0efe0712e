using Chain.Primitives;
using Chain.Storage.Stores;
using Chain.Types;

namespace Chain.Node.Face;

/// <summary>Where a node stands, as one immutable picture. A new one is published after every executed block and every few hundred milliseconds.</summary>
public sealed record NodeStatus
{
    /// <summary>Newest executed height; 0 for genesis. Reads answer from its state.</summary>
    public required ulong Height { get; init; }

    /// <summary>The block of that height; nil at genesis.</summary>
    public required BlockId BlockId { get; init; }

    /// <summary>State root after that block.</summary>
    public required Hash256 StateRoot { get; init; }

    /// <summary>The block's time; genesis time at height 0.</summary>
    public required ulong TimeMs { get; init; }

    /// <summary>Newest height whose state root stands in a decided header: one below the newest decided height.</summary>
    public required ulong ProvenHeight { get; init; }

    /// <summary>Connected peers.</summary>
    public required int Peers { get; init; }

    /// <summary>True while decided blocks are fetched from peers.</summary>
    public required bool CatchingUp { get; init; }

    /// <summary>Why the node stands still and what it waits for; null when it does not.</summary>
    public string? Halted { get; init; }

    /// <summary>Base fee of the next block, grains per 10⁶ gas.</summary>
    public required ulong BaseFee { get; init; }

    /// <summary>Transactions in the pool.</summary>
    public required int PoolTransactions { get; init; }

    /// <summary>Bytes of the transactions in the pool.</summary>
    public required long PoolBytes { get; init; }

    /// <summary>Lowest height whose block this node serves.</summary>
    public required ulong LowestHeight { get; init; }

    /// <summary>Operator address of this node's validator; null when it has none.</summary>
    public Address? Validator { get; init; }

    /// <summary>Validators of the next height: those who decide it.</summary>
    public required ValidatorSet Validators { get; init; }

    /// <summary>What consensus does now.</summary>
    public required ConsensusStatus Consensus { get; init; }

    /// <summary>The state after <see cref="Height"/>, so that readers see what this picture shows though the store is still behind; null reads the newest stored height.</summary>
    public StateVersion? State { get; init; }

    /// <summary>The connected peers.</summary>
    public IReadOnlyList<PeerStatus> ConnectedPeers { get; init; } = [];
}
