using Chain.Network;
using Chain.Protocol.Peer.V1;
using Chain.Types;

namespace Chain.Node.Agreeing;

/// <summary>A proposal with what came with it.</summary>
internal sealed record FutureProposal(VerifiedProposal Proposal, ProposalMessage Message, PeerId From, ulong ReceivedAtMs);
