using Chain.Primitives;
using Chain.Primitives.Crypto;
using Chain.Primitives.Encoding;

namespace Chain.Types;

/// <summary>Proof that a validator signed what no correct one signs. Each fault has exactly one valid byte form (docs/spec/consensus.md).</summary>
public abstract record Evidence
{
    private Evidence()
    {
    }

    /// <summary>The accused, by operator address.</summary>
    public abstract Address Accused { get; }

    /// <summary>The height of the fault.</summary>
    public abstract ulong Height { get; }

    /// <summary>Two votes of one kind, height and round that differ in what they sign; the one with the smaller bytes first.</summary>
    public sealed record DuplicateVote(Vote First, Vote Second) : Evidence
    {
        /// <inheritdoc/>
        public override Address Accused => First.Validator;

        /// <inheritdoc/>
        public override ulong Height => First.Height;
    }

    /// <summary>Two proposals of one height and round that differ in what they sign; the one with the smaller bytes first.</summary>
    public sealed record DuplicateProposal(Proposal First, Proposal Second) : Evidence
    {
        /// <summary>Equal when the bytes are: proposals themselves are compared by reference.</summary>
        public bool Equals(DuplicateProposal? other) => other is not null && Encode().AsSpan().SequenceEqual(other.Encode());

        /// <inheritdoc/>
        public override int GetHashCode() => First.BlockId.GetHashCode() ^ Second.BlockId.GetHashCode();

        /// <inheritdoc/>
        public override Address Accused => First.Proposer;

        /// <inheritdoc/>
        public override ulong Height => First.Height;
    }

    /// <summary>
    /// A precommit for v in round r, and a prevote for another block in a later round r′ whose valid round is below r: the
    /// voter forgot its lock. A polka in a round from r to r′ − 1 would have been named by the prevote.
    /// </summary>
    public sealed record Amnesia(Vote Precommit, Vote Prevote) : Evidence
    {
        /// <inheritdoc/>
        public override Address Accused => Precommit.Validator;

        /// <inheritdoc/>
        public override ulong Height => Precommit.Height;
    }

    /// <summary>H("chain.evidence", canonical bytes).</summary>
    public Hash256 Id => Hashing.Tagged(DomainTag.Evidence, Encode());

    /// <summary>Two votes of one validator, as evidence in its one form; null when they do not contradict each other. Signatures are not looked at.</summary>
    public static Evidence? FromVotes(Vote one, Vote other)
    {
        if (one.Validator != other.Validator || one.Height != other.Height)
            return null;
        if (one.Kind == other.Kind && one.Round == other.Round)
        {
            if (one.BlockId == other.BlockId && one.ValidRound == other.ValidRound)
                return null;
            return one.Encode().AsSpan().SequenceCompareTo(other.Encode()) < 0 ? new DuplicateVote(one, other) : new DuplicateVote(other, one);
        }
        if (one.Kind == VoteKind.Prevote)
            (one, other) = (other, one);
        bool amnesia = one.Kind == VoteKind.Precommit && other.Kind == VoteKind.Prevote && !one.BlockId.IsNil && !other.BlockId.IsNil
            && one.BlockId != other.BlockId && other.Round > one.Round && other.ValidRound < one.Round;
        return amnesia ? new Amnesia(one, other) : null;
    }

    /// <summary>Two proposals of one proposer, as evidence in its one form; null when they do not contradict each other.</summary>
    public static Evidence? FromProposals(Proposal one, Proposal other)
    {
        if (one.Proposer != other.Proposer || one.Height != other.Height || one.Round != other.Round)
            return null;
        if (one.BlockId == other.BlockId && one.ValidRound == other.ValidRound)
            return null;
        return one.Encode().AsSpan().SequenceCompareTo(other.Encode()) < 0 ? new DuplicateProposal(one, other) : new DuplicateProposal(other, one);
    }

    /// <summary>True when both parts were signed by <paramref name="consensusKey"/>, the accused's. Age and repetition are judged by the chain's state.</summary>
    public bool IsSignedBy(PublicKey consensusKey, Hash256 genesisHash) => this switch
    {
        DuplicateVote votes => IsSigned(votes.First, consensusKey, genesisHash) && IsSigned(votes.Second, consensusKey, genesisHash),
        Amnesia votes => IsSigned(votes.Precommit, consensusKey, genesisHash) && IsSigned(votes.Prevote, consensusKey, genesisHash),
        DuplicateProposal proposals => Secp256k1.Verify(consensusKey, proposals.First.SigningDigest(genesisHash), proposals.First.Signature)
            && Secp256k1.Verify(consensusKey, proposals.Second.SigningDigest(genesisHash), proposals.Second.Signature),
        _ => false,
    };

    /// <summary>The canonical bytes.</summary>
    public byte[] Encode()
    {
        (int field, byte[] first, byte[] second) = this switch
        {
            DuplicateVote votes => (1, votes.First.Encode(), votes.Second.Encode()),
            DuplicateProposal proposals => (2, proposals.First.Encode(), proposals.Second.Encode()),
            Amnesia votes => (3, votes.Precommit.Encode(), votes.Prevote.Encode()),
            _ => (0, [], []),
        };
        Invariant.Holds(field != 0, "every kind of evidence has a byte form");
        var pair = new WireWriter(first.Length + second.Length + 8);
        pair.Bytes(1, first);
        pair.Bytes(2, second);
        var writer = new WireWriter(pair.Written.Length + 8);
        writer.Item(field, pair.Written);
        return writer.ToArray();
    }

    /// <summary>Reads the canonical bytes and nothing else: parts that do not contradict each other, or in the other order, are refused.</summary>
    public static DecodeError TryDecode(ReadOnlySpan<byte> bytes, out Evidence? evidence)
    {
        evidence = null;
        if (bytes.Length > ProtocolLimits.EvidenceBytesMax)
            return DecodeError.Size;
        var reader = new WireReader(bytes);
        int field = 0;
        ReadOnlySpan<byte> pair = default;
        for (int candidate = 1; candidate <= 3 && field == 0; candidate++)
        {
            if (reader.Message(candidate, ProtocolLimits.EvidenceBytesMax, out pair))
                field = candidate;
        }
        reader.Require(field != 0, DecodeError.Missing);
        DecodeError error = reader.End();
        if (error != DecodeError.None)
            return error;
        error = ReadPair(pair, field, out evidence);
        if (error != DecodeError.None)
            return error;
        if (evidence is not null && evidence.Encode().AsSpan().SequenceEqual(bytes))
            return DecodeError.None;
        evidence = null;
        return DecodeError.Order;
    }

    private static DecodeError ReadPair(ReadOnlySpan<byte> pair, int field, out Evidence? evidence)
    {
        evidence = null;
        var reader = new WireReader(pair);
        ReadOnlySpan<byte> first = reader.Bytes(1, ProtocolLimits.ProposalBytesMax);
        ReadOnlySpan<byte> second = reader.Bytes(2, ProtocolLimits.ProposalBytesMax);
        DecodeError error = reader.End();
        if (error != DecodeError.None)
            return error;
        if (field == 2)
        {
            error = Proposal.TryDecode(first, out Proposal? one);
            DecodeError otherError = Proposal.TryDecode(second, out Proposal? other);
            if (error == DecodeError.None && otherError == DecodeError.None)
                evidence = FromProposals(one!, other!);
            return error == DecodeError.None ? otherError : error;
        }
        error = Vote.TryDecode(first, out Vote? firstVote);
        DecodeError secondError = Vote.TryDecode(second, out Vote? secondVote);
        if (error == DecodeError.None && secondError == DecodeError.None)
            evidence = FromVotes(firstVote!, secondVote!);
        return error == DecodeError.None ? secondError : error;
    }

    private static bool IsSigned(Vote vote, PublicKey key, Hash256 genesisHash) =>
        Secp256k1.Verify(key, vote.SigningDigest(genesisHash), vote.Signature);
}
