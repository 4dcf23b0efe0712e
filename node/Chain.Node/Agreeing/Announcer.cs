using Chain.Node.Peers;
using Chain.Protocol.Peer.V1;
using Chain.Types;
using Google.Protobuf;

namespace Chain.Node.Agreeing;

/// <summary>Sends this node's own votes and proposals to everyone, once. Whoever misses one gets it by round states.</summary>
internal sealed class Announcer(PeerBook peers)
{
    public void Vote(Vote vote) => peers.Broadcast(new ConsensusMessage { Vote = ByteString.CopyFrom(vote.Encode()) });

    public void Proposal(Proposal proposal, BlockBody? body)
    {
        if (body is not null)
            peers.Broadcast(new ConsensusMessage { Proposal = body.ToMessage(proposal) });
    }
}
