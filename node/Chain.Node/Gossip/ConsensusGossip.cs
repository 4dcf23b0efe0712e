using Chain.Consensus;
using Chain.Network;
using Chain.Node.Accusing;
using Chain.Node.Agreeing;
using Chain.Node.Driving;
using Chain.Node.Executing;
using Chain.Node.Peers;
using Chain.Primitives;
using Chain.Primitives.Encoding;
using Chain.Protocol;
using Chain.Protocol.Peer.V1;
using Chain.Storage.Stores;
using Chain.Types;
using Google.Protobuf;
using ConsensusState = Chain.Consensus.State;

namespace Chain.Node.Gossip;

/// <summary>
/// Messages of the consensus connection: checks what comes, hands it to consensus, and answers. Only what is provably bad costs the
/// sender; what is late, early or known is ignored.
/// </summary>
internal sealed class ConsensusGossip(
    DriverContext context, PeerBook peers, ConsensusHost host, CandidateDesk desk, ExecutionPipeline pipeline, BlockArchive archive, EvidencePool evidence)
{
    // Of rounds ahead of ours only these are judged: a proposer is found in as many steps as there are rounds.
    private const uint ProposalRoundsAhead = 1;

    /// <summary>What came for the height after the open one.</summary>
    public FutureMessages Future { get; } = new();

    /// <summary>The height that consensus works on or will start next.</summary>
    public ulong Height => IsOpen(host.State) ? host.State.Height : Math.Max(host.State.Height, pipeline.Tip.Height) + 1;

    /// <summary>One message of a peer.</summary>
    public void OnMessage(Peer peer, ReadOnlyMemory<byte> payload, ulong receivedAtMs)
    {
        if (!Envelope.TryParse(ConsensusMessage.Parser, payload, out ConsensusMessage? message))
        {
            peers.Reject(peer, PeerScore.Malformed, "a malformed consensus message");
            return;
        }
        switch (message.MessageCase)
        {
            case ConsensusMessage.MessageOneofCase.RoundState:
                OnRoundState(peer, message.RoundState);
                break;
            case ConsensusMessage.MessageOneofCase.Proposal:
                OnProposal(peer, message.Proposal, receivedAtMs);
                break;
            case ConsensusMessage.MessageOneofCase.Vote:
                OnVote(peer, message.Vote);
                break;
            case ConsensusMessage.MessageOneofCase.PolkaCertificate:
                OnPolka(peer, message.PolkaCertificate);
                break;
            case ConsensusMessage.MessageOneofCase.CommitCertificate:
                OnCommit(peer, message.CommitCertificate);
                break;
            case ConsensusMessage.MessageOneofCase.Evidence:
                OnEvidence(peer, message.Evidence);
                break;
            case ConsensusMessage.MessageOneofCase.GetBlockTransactions:
                desk.OnGetTransactions(peer, message.GetBlockTransactions, archive.FindBlock);
                break;
            case ConsensusMessage.MessageOneofCase.BlockTransactions:
                desk.OnTransactions(peer, message.BlockTransactions);
                break;
            case ConsensusMessage.MessageOneofCase.GetProposal:
                OnGetProposal(peer, message.GetProposal);
                break;
            default:
                peers.Reject(peer, PeerScore.UnknownKind, "a consensus message of an unknown kind");
                break;
        }
    }

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

    /// <summary>Applies what was kept for the height that has just been started.</summary>
    public void ReplayFuture()
    {
        if (Future.Height != host.State.Height)
        {
            Future.Reset(host.State.Height + 1);
            return;
        }
        (IReadOnlyList<FutureProposal> proposals, IReadOnlyList<Input> inputs) = Future.Take();
        Future.Reset(host.State.Height + 1);
        foreach (FutureProposal proposal in proposals)
            Accept(proposal);
        foreach (Input input in inputs)
            host.Apply(input);
    }

    // The machine may have open what was taken from a peer as decided meanwhile.
    private bool IsOpen(ConsensusState state) => state.IsOpen && state.Height > pipeline.Tip.Height;

    /// <summary>The validators of a height, when they are known: of the open height, the one after it, and the one before.</summary>
    private ValidatorSet? ValidatorsOf(ulong height)
    {
        ChainTip tip = pipeline.Tip;
        if (height == tip.Height + 1)
            return tip.Validators;
        if (height == tip.Height + 2)
            return tip.Parent.NextValidators;
        return height == tip.Height ? tip.Parent.LastValidators : null;
    }

    private void OnRoundState(Peer peer, RoundState message)
    {
        if (PeerRound.TryRead(message) is not { } round)
        {
            peers.Reject(peer, PeerScore.Malformed, "a round state that cannot be");
            return;
        }
        if (round.Height != peer.Round.Height || round.Round != peer.Round.Round)
            peer.RoundSinceMs = context.NowMs;
        peer.Round = round;
        peer.StoredHeight = Math.Max(peer.StoredHeight, round.StoredHeight);
        Help(peer, round);
    }

    private void OnProposal(Peer peer, ProposalMessage message, ulong receivedAtMs)
    {
        if (Proposal.TryDecode(message.Proposal.Span, out Proposal? proposal) != DecodeError.None)
        {
            peers.Reject(peer, PeerScore.Malformed, "a malformed proposal");
            return;
        }
        ConsensusState state = host.State;
        if (state.IsOpen && proposal!.Height == state.Height)
        {
            OnCurrentProposal(peer, proposal, message, receivedAtMs);
            return;
        }
        if (proposal!.Height != Future.Height || proposal.Round > ProposalRoundsAhead || Future.HasProposal(proposal.Round))
            return;
        if (ValidatorsOf(proposal.Height) is not { } validators || !TakeSignature(peer))
            return;
        if (VerifiedProposal.Verify(proposal, validators, context.GenesisHash) is { } verified)
            Future.Add(new FutureProposal(verified, message, peer.Id, receivedAtMs));
        else
            peers.Reject(peer, PeerScore.Malformed, "a proposal that its proposer did not sign");
    }

    private void OnCurrentProposal(Peer peer, Proposal proposal, ProposalMessage message, ulong receivedAtMs)
    {
        ConsensusState state = host.State;
        BlockId id = proposal.BlockId;
        bool isKnown = state.Log(proposal.Round)?.Proposal is { } first && first.Proposal.BlockId == id && first.Proposal.ValidRound == proposal.ValidRound;
        bool isBodyWanted = desk.Find(id) is { Body: null };
        if (proposal.Round > state.Round + ProposalRoundsAhead || (isKnown && !isBodyWanted) || !TakeSignature(peer))
            return;
        if (VerifiedProposal.Verify(proposal, state.Validators!, context.GenesisHash) is { } verified)
            Accept(new FutureProposal(verified, message, peer.Id, receivedAtMs));
        else
            peers.Reject(peer, PeerScore.Malformed, "a proposal that its proposer did not sign");
    }

    // The body is taken only under the first proposal of a round, or when consensus asks for the block.
    private void Accept(FutureProposal received)
    {
        Proposal proposal = received.Proposal.Proposal;
        host.Apply(new Input.ProposalReceived(received.Proposal, received.ReceivedAtMs));
        ConsensusState state = host.State;
        bool isFirst = state.Log(proposal.Round)?.Proposal?.Proposal.BlockId == proposal.BlockId;
        if (!isFirst && desk.Find(proposal.BlockId) is not { Body: null })
            return;
        if (desk.Offer(proposal.Header, proposal.BlockId, proposal.Round, received.Message, received.From, state.Wants))
            return;
        if (peers.Find(received.From) is { } peer)
            peers.Reject(peer, PeerScore.Lie, "a proposal with other contents than its header names");
    }

    private void OnVote(Peer peer, ByteString bytes)
    {
        if (Vote.TryDecode(bytes.Span, out Vote? vote) != DecodeError.None)
        {
            peers.Reject(peer, PeerScore.Malformed, "a malformed vote");
            return;
        }
        ConsensusState state = host.State;
        bool isCurrent = vote!.Height == state.Height && (state.IsOpen || (vote.Kind == VoteKind.Precommit && state.Validators is not null));
        bool isLate = vote.Height == state.Last?.Height && vote.Kind == VoteKind.Precommit && vote.Round == state.Last.Decision.Round;
        bool isEarly = vote.Height == Future.Height && !isCurrent;
        if (!isCurrent && !isLate && !isEarly)
            return;
        ValidatorSet? validators = isCurrent ? state.Validators : isLate ? state.Last!.Validators : ValidatorsOf(vote.Height);
        if (validators is null)
            return;
        int index = validators.IndexOf(vote.Validator);
        if (index < 0)
        {
            peers.Reject(peer, PeerScore.Malformed, "a vote of somebody who is no validator");
            return;
        }
        if (isCurrent && (IsKnown(state.Log(vote.Round), vote, index) || !IsRoundNear(peer, state, vote)))
            return;
        if ((isEarly && Future.Has(vote, index)) || (isLate && state.Last!.Precommits.First(index) is not null) || !TakeSignature(peer))
            return;
        if (VerifiedVote.Verify(vote, validators, context.GenesisHash) is not { } verified)
        {
            peers.Reject(peer, PeerScore.Malformed, "a vote with a wrong signature");
            return;
        }
        context.Counters.VotesAccepted++;
        if (isEarly)
            Future.Add(verified);
        else
            host.Apply(new Input.VoteReceived(verified));
    }

    private static bool IsKnown(RoundLog? log, Vote vote, int index)
    {
        VoteSet? votes = vote.Kind == VoteKind.Prevote ? log?.Prevotes : log?.Precommits;
        return votes?.First(index) == vote || votes?.Second(index) == vote;
    }

    // Votes of rounds further ahead are taken from a peer for two rounds only: they cannot fill the memory, and f + 1 of them pull us along.
    private static bool IsRoundNear(Peer peer, ConsensusState state, Vote vote)
    {
        peer.CatchUp.Reached(state.Round);
        return vote.Round <= state.Round + 1 || peer.CatchUp.Allows(state.Height, vote.Round);
    }

    private void OnPolka(Peer peer, ByteString bytes)
    {
        if (PolkaCertificate.TryDecode(bytes.Span, out PolkaCertificate? certificate) != DecodeError.None)
        {
            peers.Reject(peer, PeerScore.Malformed, "a malformed polka certificate");
            return;
        }
        ConsensusState state = host.State;
        if (!state.IsOpen || certificate!.Height != state.Height || state.Polka(certificate.Round)?.BlockId == certificate.BlockId)
            return;
        if (certificate.Round > state.Round + 1 && !peer.CatchUp.Allows(state.Height, certificate.Round))
            return;
        if (!peer.Signatures.TryTake(certificate.Prevotes.Count, context.NowMs))
            return;
        if (VerifiedPolka.Verify(certificate, state.Validators, context.GenesisHash) is { } polka)
            host.Apply(new Input.PolkaReceived(polka));
        else
            peers.Reject(peer, PeerScore.Malformed, "a polka certificate that proves nothing");
    }

    private void OnCommit(Peer peer, ByteString bytes)
    {
        if (Commit.TryDecode(bytes.Span, out Commit? commit) != DecodeError.None)
        {
            peers.Reject(peer, PeerScore.Malformed, "a malformed commit");
            return;
        }
        ConsensusState state = host.State;
        bool isCurrent = state.IsOpen && commit!.Height == state.Height;
        if (!isCurrent && commit!.Height != Future.Height)
            return;
        ValidatorSet? validators = isCurrent ? state.Validators : ValidatorsOf(commit!.Height);
        if (validators is null || !peer.Signatures.TryTake(validators.Members.Count, context.NowMs))
            return;
        VerifiedCommit? verified = VerifiedCommit.Verify(commit!, validators, context.GenesisHash, out CommitCheck check);
        if (verified is null)
            peers.Reject(peer, PeerScore.Malformed, $"a commit that decides nothing: {check}");
        else if (isCurrent)
            host.Apply(new Input.CommitReceived(verified));
        else
            Future.Add(verified);
    }

    private void OnEvidence(Peer peer, ByteString bytes)
    {
        if (Types.Evidence.TryDecode(bytes.Span, out Evidence? piece) != DecodeError.None)
        {
            peers.Reject(peer, PeerScore.Malformed, "malformed evidence");
            return;
        }
        if (!peer.Signatures.TryTake(2, context.NowMs))
            return;
        using StateSnapshot state = context.Stores.State.OpenSnapshot(pipeline.Tip.Version);
        switch (evidence.Add(piece!, pipeline.Tip, state))
        {
            case EvidenceVerdict.Added:
                peers.Broadcast(new ConsensusMessage { Evidence = bytes });
                break;
            case EvidenceVerdict.Bad:
                peers.Reject(peer, PeerScore.Malformed, "evidence that the accused did not sign");
                break;
            default:
                break;
        }
    }

    private void OnGetProposal(Peer peer, GetProposal request)
    {
        if (!CandidateDesk.TryReadId(request.BlockId, out BlockId id) || !peer.BlockRequests.TryTake(1, context.NowMs))
        {
            peers.Reject(peer, PeerScore.UnknownKind, "a bad request for a proposal, or too many");
            return;
        }
        ConsensusState state = host.State;
        if (request.Height != state.Height || desk.Find(id)?.Body is not { } body)
            return;
        foreach ((_, RoundLog log) in state.Rounds)
        {
            if (log.Proposal?.Proposal is not { } proposal || proposal.BlockId != id)
                continue;
            peers.Send(peer, new ConsensusMessage { Proposal = body.ToMessage(proposal) });
            return;
        }
    }

    private bool TakeSignature(Peer peer) => peer.Signatures.TryTake(1, context.NowMs);

    // ---- helping a peer ----

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
