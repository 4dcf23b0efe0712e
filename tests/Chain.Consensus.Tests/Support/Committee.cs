using Chain.Primitives;
using Chain.Primitives.Crypto;
using Chain.Types;

namespace Chain.Consensus.Tests.Support;

/// <summary>Validators with their keys, and everything they sign. Member i is the i-th of the set.</summary>
internal sealed class Committee
{
    public static readonly Hash256 Genesis = Hashing.Sha256("a genesis"u8);

    public static readonly ChainParameters Parameters = new()
    {
        BlockIntervalMs = 400,
        HeartbeatMs = 10_000,
        ProposeTimeoutMs = 1000,
        ProposeTimeoutDeltaMs = 500,
        VoteTimeoutMs = 500,
        VoteTimeoutDeltaMs = 250,
        PrecisionMs = 500,
        MessageDelayMs = 2000,
        ExpiryWindow = 1000,
        BlockGasMax = 200_000_000,
        BlockBytesMax = 4 << 20,
        BlockTransactionsMax = 12_000,
        BaseFeeMin = 1000,
        ValidatorsMax = 100,
        StakeMin = Amount.FromGrains(Amount.GrainsPerCoin),
        UnbondingMs = 60_000,
        UnbondingBlocks = 100,
        EvidenceMs = 30_000,
        EvidenceBlocks = 50,
    };

    private readonly PrivateKey[] _keys;

    public Committee(params ulong[] powers)
    {
        var members = new List<(PrivateKey Key, Validator Validator)>();
        for (int i = 0; i < powers.Length; i++)
        {
            Assert.True(PrivateKey.TryCreate(Hashing.Sha256([(byte)i, 0x55]).Span, out PrivateKey? key));
            members.Add((key, new Validator(Address.OfKey(key.GetPublicKey()), key.GetPublicKey(), powers[i])));
        }
        Set = ValidatorSet.TryCreate(members.Select(member => member.Validator))!;
        _keys = [.. Set.Members.Select(member => members.First(other => other.Validator.Operator == member.Operator).Key)];
    }

    public ValidatorSet Set { get; init; }

    public Address Operator(int index) => Set.Members[index].Operator;

    public int Proposer(uint round) => Set.IndexOf(Set.Proposer(round).Operator);

    /// <summary>Some members other than those, in order.</summary>
    public int[] Others(params int[] without) => [.. Enumerable.Range(0, Set.Members.Count).Except(without)];

    public Header Header(uint round, byte content = 0, ulong height = 1, ulong timeMs = 10_000) => new()
    {
        Height = height,
        Round = round,
        TimeMs = timeMs,
        ParentId = Genesis,
        TransactionsRoot = Hashing.Sha256([content]),
        EvidenceRoot = default,
        LastCommitHash = default,
        Proposer = Set.Proposer(round).Operator,
        BaseFee = 1000,
        ValidatorsHash = Set.Hash,
        NextValidatorsHash = Set.Hash,
        StateRoot = Genesis,
        ReceiptsRoot = default,
    };

    public Proposal Sign(UnsignedProposal proposal) =>
        proposal.Sign(Set.Proposer(proposal.Round).Operator, _keys[Proposer(proposal.Round)].Sign(proposal.SigningDigest(Genesis)));

    public Vote Sign(UnsignedVote vote, int voter) => vote.Sign(Operator(voter), _keys[voter].Sign(vote.SigningDigest(Genesis)));

    public VerifiedProposal Proposal(uint round, Header header, int validRound = -1) =>
        VerifiedProposal.Verify(Sign(new UnsignedProposal(round, header, validRound)), Set, Genesis)!;

    public VerifiedVote Prevote(int voter, uint round, BlockId block, int validRound = -1, ulong height = 1) =>
        Verified(voter, new UnsignedVote(VoteKind.Prevote, height, round, block, validRound));

    public VerifiedVote Precommit(int voter, uint round, BlockId block, ulong height = 1) =>
        Verified(voter, new UnsignedVote(VoteKind.Precommit, height, round, block, -1));

    public VerifiedPolka Polka(uint round, BlockId block, params int[] voters) =>
        VerifiedPolka.TryCreate([.. voters.Select(voter => Prevote(voter, round, block))], Set)!;

    public VerifiedCommit Commit(uint round, BlockId block, params int[] voters)
    {
        var signatures = new Signature?[Set.Members.Count];
        foreach (int voter in voters)
            signatures[voter] = Precommit(voter, round, block).Vote.Signature;
        return VerifiedCommit.Verify(Types.Commit.Create(1, round, block, signatures), Set, Genesis, out _)!;
    }

    private VerifiedVote Verified(int voter, UnsignedVote vote) => VerifiedVote.Verify(Sign(vote, voter), Set, Genesis)!;
}
