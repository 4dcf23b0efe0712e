using Chain.Consensus;
using Chain.Types;

namespace Chain.Simulation;

/// <summary>What simulated nodes say to each other: the consensus messages of the peer protocol, without frames.</summary>
internal abstract record Message
{
    private Message()
    {
    }

    public sealed record OfVote(Vote Vote) : Message;

    public sealed record OfProposal(Proposal Proposal, bool HasBody) : Message;

    public sealed record OfPolka(PolkaCertificate Certificate) : Message;

    public sealed record GetBlock(ulong Height, BlockId BlockId) : Message;

    public sealed record Body(Header Header) : Message;

    /// <summary>A decided block, for whoever is behind.</summary>
    public sealed record Decided(Header Header, Commit Commit) : Message;

    public sealed record RoundState(ulong Height, uint Round, Step Step, byte[] Prevotes, byte[] Precommits, bool HasProposal, int ValidRound) : Message;
}
