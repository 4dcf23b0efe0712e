using Chain.Api.Requests;
using Chain.Node.Face;
using Chain.Protocol.V1;
using Chain.Rpc;

namespace Chain.Api.Streams;

/// <summary>What consensus does, for dashboards: the newest picture whenever there is one. A slow reader sees fewer pictures, not older ones.</summary>
internal sealed class ConsensusStream(NodeHandle node, AddressField addresses, StreamPace pace)
{
    public async Task RunAsync(IRpcStreamWriter<StreamConsensusResponse> responses, RpcContext context)
    {
        PacedWriter<StreamConsensusResponse> writer = pace.For(responses);
        ConsensusStatus? last = null;
        while (true)
        {
            NodeStatus seen = node.Status;
            if (seen.Consensus != last)
                await writer.WriteAsync(Map(seen), "", context.CancellationToken);
            last = seen.Consensus;
            if (!await node.WaitForChangeAsync(seen, context.CancellationToken))
                throw ApiFault.Stopping();
        }
    }

    private StreamConsensusResponse Map(NodeStatus status) => new()
    {
        Height = status.Consensus.Height,
        Round = status.Consensus.Round,
        Step = status.Consensus.Step,
        Proposer = Proposer(status),
        PrevotePower = status.Consensus.PrevotePower,
        PrecommitPower = status.Consensus.PrecommitPower,
        TotalPower = status.Consensus.TotalPower,
    };

    /// <summary>The proposer is told for the rounds that are cheap to compute; the validators of the picture are those of the next height.</summary>
    private string Proposer(NodeStatus status) =>
        status.Consensus.Height == status.Height + 1 && status.Consensus.Round <= 100
            ? addresses.Format(status.Validators.Proposer(status.Consensus.Round).Operator)
            : "";
}
