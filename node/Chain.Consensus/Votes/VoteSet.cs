using System.Collections.Immutable;
using Chain.Primitives.Crypto;
using Chain.Types;

namespace Chain.Consensus;

/// <summary>The votes of one kind in one round. Immutable.</summary>
/// <remarks>
/// Bounded whatever arrives: a voter has at most two votes here, a first one and one that contradicts it, and at most
/// <see cref="CertificatesMax"/> certificates are kept whole. A contradicting vote counts for its own block, as in the paper, where
/// every message counts: else nodes that saw the two in different order would disagree about a polka for as long as the voter
/// likes. In "two thirds of anything" a voter counts once.
/// </remarks>
public sealed class VoteSet
{
    /// <summary>How many certificates are kept whole. With less than a third of faulty power there is never more than one.</summary>
    public const int CertificatesMax = 2;

    private readonly Vote?[] _first;
    private readonly Vote?[] _second;
    private readonly ImmutableArray<Tally> _tallies;
    private readonly ImmutableArray<Certificate> _certificates;

    private VoteSet(Vote?[] first, Vote?[] second, ImmutableArray<Tally> tallies, ImmutableArray<Certificate> certificates, ulong votedPower)
    {
        _first = first;
        _second = second;
        _tallies = tallies;
        _certificates = certificates;
        VotedPower = votedPower;
    }

    private readonly record struct Tally(Vote Example, ulong Power);

    private readonly record struct Certificate(BlockId BlockId, ImmutableArray<Vote?> Votes);

    /// <summary>The power of all who voted, for anything.</summary>
    public ulong VotedPower { get; }

    /// <summary>The validators of the set.</summary>
    public int Count => _first.Length;

    /// <summary>An empty set for that many validators.</summary>
    public static VoteSet Empty(int validators) => new(new Vote?[validators], [], [], [], 0);

    /// <summary>The first vote of a validator.</summary>
    public Vote? First(int index) => _first[index];

    /// <summary>The vote of a validator that contradicts its first one.</summary>
    public Vote? Second(int index) => _second.Length == 0 ? null : _second[index];

    /// <summary>The votes that are for a block (or nil), by validator, from single votes and certificates.</summary>
    public Vote?[] For(BlockId blockId)
    {
        var votes = new Vote?[Count];
        for (int i = 0; i < votes.Length; i++)
            votes[i] = VoteFor(i, blockId);
        return votes;
    }

    /// <summary>The precommits for a block as a commit. Whether they are a quorum is the caller's knowledge.</summary>
    internal Commit ToCommit(ulong height, uint round, BlockId blockId)
    {
        var signatures = new Signature?[Count];
        for (int i = 0; i < signatures.Length; i++)
            signatures[i] = VoteFor(i, blockId)?.Signature;
        return Commit.Create(height, round, blockId, signatures);
    }

    /// <summary>One bit a validator, least significant first: who voted.</summary>
    public byte[] Bitmap()
    {
        var bits = new byte[(Count + 7) / 8];
        for (int i = 0; i < Count; i++)
        {
            if (_first[i] is not null)
                bits[i >> 3] |= (byte)(1 << (i & 7));
        }
        return bits;
    }

    internal VoteSet Add(Vote vote, int index, ulong power, VotingRules rules, out VoteAddition addition)
    {
        addition = Judge(vote, index);
        if (addition is VoteAddition.Known or VoteAddition.Dropped)
            return this;
        // Two prevotes of one voter for one block, with different valid rounds, contradict each other but are one voice.
        bool isCounted = addition == VoteAddition.Contradiction && _first[index]!.BlockId == vote.BlockId;
        ImmutableArray<Tally> tallies = isCounted ? _tallies : Counted(vote, power, rules);
        if (addition == VoteAddition.Added)
            return new VoteSet(With(_first, index, vote), _second, tallies, _certificates, VotedPower + power);
        Vote?[] second = _second.Length == 0 ? new Vote?[Count] : _second;
        return new VoteSet(_first, With(second, index, vote), tallies, _certificates, VotedPower);
    }

    /// <summary>Keeps a verified certificate whole, unless the single votes make the quorum themselves. The votes must have been added before.</summary>
    internal VoteSet AddCertificate(BlockId blockId, IReadOnlyList<Vote?> votesByIndex, VotingRules rules, ValidatorSet validators)
    {
        if (_certificates.Length == CertificatesMax || IsQuorumFor(blockId, rules, validators))
            return this;
        return new VoteSet(_first, _second, _tallies, _certificates.Add(new Certificate(blockId, [.. votesByIndex])), VotedPower);
    }

    /// <summary>Forgets a validator's votes.</summary>
    internal VoteSet Without(int index, ValidatorSet validators, VotingRules rules)
    {
        if (_first[index] is null)
            return this;
        VoteSet set = Empty(Count);
        for (int i = 0; i < Count; i++)
        {
            if (i == index)
                continue;
            ulong power = validators.Members[i].Power;
            if (_first[i] is { } first)
                set = set.Add(first, i, power, rules, out _);
            if (Second(i) is { } second)
                set = set.Add(second, i, power, rules, out _);
        }
        return new VoteSet(set._first, set._second, set._tallies, _certificates, set.VotedPower);
    }

    internal bool IsQuorumFor(BlockId blockId, VotingRules rules, ValidatorSet validators)
    {
        foreach (Certificate certificate in _certificates)
        {
            if (certificate.BlockId == blockId)
                return true;
        }
        foreach (Tally tally in _tallies)
        {
            if (tally.Example.BlockId == blockId && rules.IsQuorum(validators, tally.Power))
                return true;
        }
        return false;
    }

    /// <summary>A block (not nil) that has a quorum; null when there is none.</summary>
    internal BlockId? QuorumBlock(VotingRules rules, ValidatorSet validators)
    {
        foreach (Certificate certificate in _certificates)
        {
            if (!certificate.BlockId.IsNil)
                return certificate.BlockId;
        }
        foreach (Tally tally in _tallies)
        {
            if (!tally.Example.BlockId.IsNil && rules.IsQuorum(validators, tally.Power))
                return tally.Example.BlockId;
        }
        return null;
    }

    private VoteAddition Judge(Vote vote, int index)
    {
        if (_first[index] is not { } first)
            return VoteAddition.Added;
        if (SaysTheSame(first, vote))
            return VoteAddition.Known;
        if (Second(index) is not { } second)
            return VoteAddition.Contradiction;
        return SaysTheSame(second, vote) ? VoteAddition.Known : VoteAddition.Dropped;
    }

    // A voter can make many signatures of one content; only the content counts.
    private static bool SaysTheSame(Vote left, Vote right) => left.BlockId == right.BlockId && left.ValidRound == right.ValidRound;

    private ImmutableArray<Tally> Counted(Vote vote, ulong power, VotingRules rules)
    {
        for (int i = 0; i < _tallies.Length; i++)
        {
            if (!rules.CountTogether(_tallies[i].Example, vote))
                continue;
            return _tallies.SetItem(i, _tallies[i] with { Power = _tallies[i].Power + power });
        }
        return _tallies.Add(new Tally(vote, power));
    }

    private Vote? VoteFor(int index, BlockId blockId)
    {
        if (_first[index] is { } first && first.BlockId == blockId)
            return first;
        if (Second(index) is { } second && second.BlockId == blockId)
            return second;
        foreach (Certificate certificate in _certificates)
        {
            if (certificate.BlockId == blockId)
                return certificate.Votes[index];
        }
        return null;
    }

    private static Vote?[] With(Vote?[] votes, int index, Vote vote)
    {
        Vote?[] copy = [.. votes];
        copy[index] = vote;
        return copy;
    }
}
