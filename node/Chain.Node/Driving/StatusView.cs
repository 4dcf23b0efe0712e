using Chain.Node.Agreeing;
using Chain.Node.Executing;
using Chain.Node.Face;
using Chain.Node.Peers;
using Chain.Node.Pooling;
using Chain.Node.Sync;
using Chain.Types;

namespace Chain.Node.Driving;

/// <summary>Joins what the parts know into the picture that others see.</summary>
internal sealed class StatusView(
    DriverContext context, PeerBook peers, ExecutionPipeline pipeline, BlockArchive archive, PoolGate pool, ConsensusHost host, SyncFetcher fetcher)
{
    public NodeStatus Describe()
    {
        ChainTip tip = pipeline.Tip;
        Consensus.State state = host.State;
        Consensus.RoundLog? log = state.IsOpen ? state.Log(state.Round) : null;
        bool isHalted = state.Step == Consensus.Step.Halted && state.Height > tip.Height;
        return new NodeStatus
        {
            Height = tip.Height,
            BlockId = tip.Block?.Id ?? BlockId.Nil,
            StateRoot = tip.Version.Root,
            TimeMs = tip.Parent.TimeMs,
            ProvenHeight = tip.Height == 0 ? 0 : tip.Height - 1,
            Peers = peers.Count,
            CatchingUp = fetcher.IsCatchingUp,
            BaseFee = tip.Parent.BaseFee,
            PoolTransactions = pool.Count,
            PoolBytes = pool.Bytes,
            LowestHeight = archive.LowestHeight,
            Validator = context.Settings.Validator,
            Validators = tip.Validators,
            State = tip.Version,
            Halted = isHalted ? Halt(state) : null,
            Consensus = new ConsensusStatus(
                state.IsOpen ? state.Height : tip.NextHeight, state.IsOpen ? state.Round : 0, state.IsOpen || isHalted ? state.Step.ToString().ToLowerInvariant() : "idle",
                log?.Prevotes.VotedPower ?? 0, log?.Precommits.VotedPower ?? 0, tip.Validators.TotalPower),
            ConnectedPeers = peers.Statuses(),
        };
    }

    // Only after a start: the life in which the block was found invalid ended there.
    private static string Halt(Consensus.State state) =>
        $"height {state.Height} is decided: more than two thirds chose block {state.Decision!.BlockId}, which this node found invalid before it was started. "
        + "It waits for that block from a peer, judges it again, and goes on if it is valid to this software; if not, the node stops again: then install the version that the network runs";
}
