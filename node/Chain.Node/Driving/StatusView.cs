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
            Consensus = new ConsensusStatus(
                state.IsOpen ? state.Height : tip.NextHeight, state.IsOpen ? state.Round : 0, state.IsOpen ? state.Step.ToString().ToLowerInvariant() : "idle",
                log?.Prevotes.VotedPower ?? 0, log?.Precommits.VotedPower ?? 0, tip.Validators.TotalPower),
            ConnectedPeers = peers.Statuses(),
        };
    }
}
