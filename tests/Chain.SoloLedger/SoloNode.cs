using Chain.Node;
using Chain.Solo;
using Chain.Storage.KeyValue;
using Chain.Types;

namespace Chain.SoloLedger;

/// <summary>The ledger of one process for tests of what stands on a node: it makes a block when the test says so, and can be made to fail its callers.</summary>
public sealed class SoloNode(GenesisDocument? genesis = null, SnapshotLimits? snapshots = null)
    : InstantLedger(genesis ?? SoloGenesis.Create(), [.. Enumerable.Range(SoloGenesis.FirstConsensusKey, 100).Select(SoloKeys.Key)], snapshots)
{
    /// <summary>While true, the node answers nothing that is asked of its pool: as one whose driver is stuck.</summary>
    public bool IsDeaf { get; set; }

    /// <summary>While true, the node takes nothing more to do: as one whose queue is full.</summary>
    public bool IsBusy { get; set; }

    /// <inheritdoc/>
    protected override bool Take(NodeInput input)
    {
        if (IsBusy)
            return false;
        return IsDeaf || base.Take(input);
    }
}
