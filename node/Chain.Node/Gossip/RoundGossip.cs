using Chain.Consensus;
using Chain.Network;
using Chain.Node.Agreeing;
using Chain.Node.Driving;
using Chain.Node.Executing;
using Chain.Node.Peers;
using Chain.Primitives;
using Chain.Protocol.Peer.V1;
using Google.Protobuf;
using ConsensusState = Chain.Consensus.State;

namespace Chain.Node.Gossip;

/// <summary>
/// Round states: tells peers where this node stands, and sends a peer what it lacks by what it said of itself, at most that. So whatever
/// was lost on its way arrives a second later.
/// </summary>
internal sealed class RoundGossip(
    DriverContext context, PeerBook peers, ConsensusHost host, CandidateDesk desk, ExecutionPipeline pipeline, BlockArchive archive)
{
    /// <summary>The height that consensus works on or will start next.</summary>
    public ulong Height => IsOpen(host.State) ? host.State.Height : Math.Max(host.State.Height, pipeline.Tip.Height) + 1;

    /// <summary>Where this node stands, for its peers.</summary>
    public RoundState DescribeRound()
    {
        ConsensusState state = host.State;
        ulong height = Height;
        var round = new RoundState { Height = height, StoredHeight = Math.Min(pipeline.Tip.Height, height - 1), ValidRound = -1 };
        if (!IsOpen(state))
            return round;
        round.Round = state.Round;
        round.Step = (uint)state.Step;
        round.ValidRound = state.ValidRound;
        if (state.Log(state.Round) is not { } log)
            return round;
        round.Prevotes = ByteString.CopyFrom(log.Prevotes.Bitmap());
        round.Precommits = ByteString.CopyFrom(log.Precommits.Bitmap());
        if (log.Proposal?.Proposal is not { } proposal)
            return round;
        round.HasProposal = true;
        round.HasBlock = desk.Find(proposal.BlockId)?.Block is not null;
        round.BlockId = ByteString.CopyFrom(proposal.BlockId.Value.Span);
        return round;
    }

    /// <summary>A peer says where it stands.</summary>
    public void OnRoundState(Peer peer, RoundState message)
    {
        if (PeerRound.TryRead(message) is not { } round)
        {
            peers.Reject(peer, PeerScore.Malformed, "a round state that cannot be");
            return;
        }
        if (!peer.Conduct.RoundStates.TryTake(1, context.NowMs))
            return;
        if (round.Height != peer.Round.Height || round.Round != peer.Round.Round)
            peer.RoundSinceMs = context.NowMs;
        peer.Round = round;
        peer.StoredHeight = Math.Max(peer.StoredHeight, round.StoredHeight);
        Help(peer, round);
    }

    // The machine may have open what was taken from a peer as decided meanwhile.
    private bool IsOpen(ConsensusState state) => state.IsOpen && state.Height > pipeline.Tip.Height;

    /// <summary>Sends a peer what it lacks, by what it said of itself.</summary>
    private void Help(Peer peer, PeerRound round)
    {
        ConsensusState state = host.State;
        if (round.Height < Height && archive.FindCommit(round.Height) is { } commit)
        {
            if (round.Height + 1 >= pipeline.Tip.Height && ShouldSend(peer, round.Height, "commit"u8, 0, 0, 1_000))
                peers.Send(peer, new ConsensusMessage { CommitCertificate = ByteString.CopyFrom(commit.Span) });
            return;
        }
        if (round.Height != state.Height || state.Validators is null)
            return;
        // What is on its way to everyone needs no help: a peer is helped when it has stood in its round for a moment.
        if (context.NowMs < peer.RoundSinceMs + 250)
            return;
        HelpInRound(peer, round, round.Round, round.Prevotes, round.Precommits, round.HasProposal);
        if (round.Round < state.Round)
            HelpInRound(peer, round, state.Round, default, default, hasProposal: false);
        if (state.ValidRound >= 0 && state.ValidRound < round.Round)
            SendPolka(peer, state, (uint)state.ValidRound);
    }

    private void HelpInRound(Peer peer, PeerRound round, uint number, ReadOnlyMemory<byte> prevotes, ReadOnlyMemory<byte> precommits, bool hasProposal)
    {
        ConsensusState state = host.State;
        if (state.Log(number) is not { } log)
            return;
        if (!hasProposal && log.Proposal?.Proposal is { } proposal && desk.Find(proposal.BlockId)?.Body is { } body
            && ShouldSend(peer, round.Height, "proposal"u8, number, 0, 1_500))
        {
            if (proposal.ValidRound >= 0)
                SendPolka(peer, state, (uint)proposal.ValidRound);
            peers.Send(peer, new ConsensusMessage { Proposal = body.ToMessage(proposal) });
        }
        SendVotes(peer, round.Height, log.Prevotes, prevotes, number, "prevote"u8);
        SendVotes(peer, round.Height, log.Precommits, precommits, number, "precommit"u8);
    }

    private void SendVotes(Peer peer, ulong height, VoteSet votes, ReadOnlyMemory<byte> has, uint round, ReadOnlySpan<byte> what)
    {
        for (int i = 0; i < votes.Count; i++)
        {
            if (votes.First(i) is { } vote && !PeerRound.HasBit(has, i) && ShouldSend(peer, height, what, round, i, 800))
                peers.Send(peer, new ConsensusMessage { Vote = ByteString.CopyFrom(vote.Encode()) });
        }
    }

    private void SendPolka(Peer peer, ConsensusState state, uint round)
    {
        if (state.Polka(round) is { } polka && ShouldSend(peer, state.Height, "polka"u8, round, 0, 2_000))
            peers.Send(peer, new ConsensusMessage { PolkaCertificate = ByteString.CopyFrom(polka.Encode()) });
    }

    private bool ShouldSend(Peer peer, ulong height, ReadOnlySpan<byte> what, uint round, int member, ulong pauseMs)
    {
        Span<byte> name = stackalloc byte[32];
        what.CopyTo(name);
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(name[16..], round);
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(name[20..], member);
        return peer.Sent.ShouldSend(height, new Hash256(name), context.NowMs, pauseMs);
    }
}
