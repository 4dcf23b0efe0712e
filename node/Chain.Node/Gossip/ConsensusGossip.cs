using Chain.Consensus;
using Chain.Network;
using Chain.Node.Accusing;
using Chain.Node.Agreeing;
using Chain.Node.Driving;
using Chain.Node.Executing;
using Chain.Node.Peers;
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
    DriverContext context, PeerBook peers, ConsensusHost host, CandidateDesk desk, ExecutionPipeline pipeline, EvidencePool evidence, RoundGossip rounds)
{
    // Of rounds ahead of ours only these are judged: a proposer is found in as many steps as there are rounds.
    private const uint ProposalRoundsAhead = 1;

    /// <summary>What came for the height after the open one.</summary>
    public FutureMessages Future { get; } = new();

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
                rounds.OnRoundState(peer, message.RoundState);
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
                desk.OnGetTransactions(peer, message.GetBlockTransactions);
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
        if (!peer.Conduct.Signatures.TryTake(certificate.Prevotes.Count, context.NowMs))
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
        if (validators is null || !peer.Conduct.Signatures.TryTake(validators.Members.Count, context.NowMs))
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
        if (!peer.Conduct.Signatures.TryTake(2, context.NowMs))
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
        if (!CandidateDesk.TryReadId(request.BlockId, out BlockId id) || !peer.Conduct.BlockRequests.TryTake(1, context.NowMs))
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

    private bool TakeSignature(Peer peer) => peer.Conduct.Signatures.TryTake(1, context.NowMs);
}
