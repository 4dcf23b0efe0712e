using Chain.Primitives;
using Chain.Primitives.Crypto;
using Chain.Primitives.Tests.Support;

namespace Chain.Types.Tests.Support;

/// <summary>Random canonical objects of every kind: well formed, signed where a decoder cannot tell, boundaries common.</summary>
public static class Samples
{
    private static readonly Hash256 s_genesis = TestKeys.Hash("samples");

    public static UnsignedTransaction Body(FuzzRandom random)
    {
        ulong maxFee = random.AnySize() % (ProtocolLimits.PriceMax + 1);
        TransactionAction action = random.Below(8) switch
        {
            0 => new TransactionAction.Transfer(TestKeys.Address(random.Below(20)), Grains(random)),
            1 => new TransactionAction.Delegate(TestKeys.Address(random.Below(20)), Grains(random)),
            2 => new TransactionAction.Undelegate(TestKeys.Address(random.Below(20)), Grains(random)),
            3 => new TransactionAction.Deploy(Source(random), random.Bytes(random.Below(60)), Grains(random), random.OneIn(2) ? null : TestKeys.Address(random.Below(20))),
            4 => new TransactionAction.Call(TestKeys.Address(random.Below(20)), random.Pick(["add", "_", "$pay1", new string('m', 64)]), random.Bytes(random.Below(60)), Grains(random)),
            5 => new TransactionAction.Upgrade(TestKeys.Address(random.Below(20)), Source(random), random.Bytes(random.Below(60))),
            6 => new TransactionAction.Freeze(TestKeys.Address(random.Below(20))),
            _ => new TransactionAction.RegisterValidator(TestKeys.Public(random.Below(20)), RandomSignature(random), Grains(random)),
        };
        string memo = random.Below(4) switch { 0 => "", 1 => "grüße 🎈", 2 => "\u202Eevil\u0000\n", _ => new string('m', random.Below(257)) };
        UnsignedTransaction.TryCreate(
            random.OneIn(5) ? default : s_genesis, (uint)random.Below(256), random.AnySize() & (ulong.MaxValue - 1), 1 + (random.AnySize() % ProtocolLimits.HeightMax),
            1 + (random.AnySize() % ProtocolLimits.GasMax), maxFee, random.AnySize() % (maxFee + 1), memo, action, out UnsignedTransaction? body);
        return body!;
    }

    public static Transaction Transaction(FuzzRandom random) => Body(random).Sign(TestKeys.Public(random.Below(20)), RandomSignature(random));

    public static Header Header(FuzzRandom random) => new()
    {
        Height = 1 + (random.AnySize() % ProtocolLimits.HeightMax),
        Round = (uint)(random.AnySize() % (ProtocolLimits.RoundMax + 1)),
        TimeMs = random.AnySize() % (ProtocolLimits.TimeMsMax + 1),
        ParentId = MaybeHash(random),
        TransactionsRoot = MaybeHash(random),
        EvidenceRoot = MaybeHash(random),
        LastCommitHash = MaybeHash(random),
        Proposer = TestKeys.Address(random.Below(20)),
        BaseFee = random.AnySize() % (ProtocolLimits.PriceMax + 1),
        ValidatorsHash = MaybeHash(random),
        NextValidatorsHash = MaybeHash(random),
        StateRoot = MaybeHash(random),
        ReceiptsRoot = MaybeHash(random),
    };

    public static Vote Vote(FuzzRandom random, VoteKind? kind = null)
    {
        VoteKind voteKind = kind ?? (random.OneIn(2) ? VoteKind.Prevote : VoteKind.Precommit);
        uint round = (uint)(random.AnySize() % ProtocolLimits.RoundMax);
        var id = new BlockId(MaybeHash(random));
        bool again = voteKind == VoteKind.Prevote && !id.IsNil && round > 0 && random.OneIn(2);
        int validRound = again ? random.Below((int)round) : -1;
        return new Vote(voteKind, 1 + (random.AnySize() % ProtocolLimits.HeightMax), round, id, validRound, TestKeys.Address(random.Below(20)), RandomSignature(random));
    }

    public static Proposal Proposal(FuzzRandom random)
    {
        Header header = Header(random) with { Round = (uint)random.Below(1000) };
        bool again = random.OneIn(2);
        int validRound = again ? (int)header.Round + random.Below(5) : -1;
        uint round = again ? (uint)validRound + 1 + (uint)random.Below(5) : header.Round;
        return new Proposal(round, header, validRound, TestKeys.Address(random.Below(20)), RandomSignature(random));
    }

    public static Commit Commit(FuzzRandom random) => Types.Commit.Create(
        1 + (random.AnySize() % ProtocolLimits.HeightMax), (uint)random.Below(1000), new BlockId(TestKeys.Hash($"block {random.Below(9)}")),
        [.. Enumerable.Range(0, random.Below(12)).Select(_ => random.OneIn(3) ? (Signature?)null : RandomSignature(random))]);

    public static PolkaCertificate Polka(FuzzRandom random)
    {
        Vote first = Vote(random, VoteKind.Prevote);
        Vote[] votes = [.. Enumerable.Range(0, 1 + random.Below(6)).Select(i => first with { Validator = TestKeys.Address(i), Signature = RandomSignature(random) })];
        return new PolkaCertificate(first.Height, first.Round, first.BlockId, votes);
    }

    public static Evidence Evidence(FuzzRandom random)
    {
        if (random.OneIn(3))
        {
            Proposal one = Proposal(random);
            Header other = one.Header with { TimeMs = one.Header.TimeMs ^ 1 };
            return Types.Evidence.FromProposals(one, new Proposal(one.Round, other, one.ValidRound, one.Proposer, RandomSignature(random)))!;
        }
        Vote vote = Vote(random) with { BlockId = new BlockId(TestKeys.Hash("a")), ValidRound = -1 };
        var otherBlock = new BlockId(TestKeys.Hash("b"));
        if (random.OneIn(2))
            return Types.Evidence.FromVotes(vote, vote with { BlockId = otherBlock, Signature = RandomSignature(random) })!;
        Vote precommit = vote with { Kind = VoteKind.Precommit };
        return Types.Evidence.FromVotes(precommit, precommit with { Kind = VoteKind.Prevote, Round = vote.Round + 1, BlockId = otherBlock })!;
    }

    public static ValidatorSet ValidatorSet(FuzzRandom random)
    {
        Validator[] members = [.. Enumerable.Range(0, 1 + random.Below(8)).Select(i => new Validator(TestKeys.Address(i), TestKeys.Public(i), 1 + (random.AnySize() % 100_000_000)))];
        ValidatorSet set = Types.ValidatorSet.TryCreate(members)!;
        for (int steps = random.Below(6); steps > 0; steps--)
            set = set.Next();
        return set;
    }

    public static Receipt Receipt(FuzzRandom random) => new()
    {
        TransactionId = new TransactionId(MaybeHash(random)),
        Status = (ReceiptStatus)random.Below((int)ReceiptStatus.StateWritesExceeded + 1),
        GasUsed = random.AnySize(),
        Burned = Amount.FromGrains(random.AnySize() & (Amount.MaxSupply / 2)),
        Tip = Amount.FromGrains(random.AnySize() & (Amount.MaxSupply / 2)),
        SenderPrevious = new HistoryLink(random.AnySize(), (uint)random.AnySize()),
        RecipientPrevious = new HistoryLink(random.AnySize(), (uint)random.AnySize()),
        Events = [.. Enumerable.Range(0, random.Below(4)).Select(i => new ChainEvent(TestKeys.Address(i), random.OneIn(3) ? "" : "unbonded", random.Bytes(random.Below(40))) { CodeHash = random.OneIn(2) ? default : new Hash256(random.Bytes(32)) })],
        Result = random.OneIn(2) ? ContractResult.None : Result(random),
    };

    public static ContractResult Result(FuzzRandom random) => new()
    {
        Code = random.Pick(["", "ZERO", "grüße"]),
        Message = random.Pick(["", "nothing is left 🎈", new string('m', 256)]),
        FailedAt = MaybeAddress(random),
        Function = random.Pick(["", "add"]),
        Line = (uint)random.AnySize(),
        Column = (uint)random.AnySize(),
        ReturnValue = random.Bytes(random.Below(40)),
        Contract = MaybeAddress(random),
        Moves = [.. Enumerable.Range(0, random.Below(3)).Select(i => new ValueMove(TestKeys.Address(i), TestKeys.Address(i + 1), Grains(random)))],
        Calls = [.. Enumerable.Range(0, random.Below(3)).Select(i => new InnerCall((uint)random.Below(17), TestKeys.Address(i), TestKeys.Address(i + 1), "add", Grains(random), random.AnySize(), random.Pick(["", "ZERO"])))],
        CallCount = (uint)random.AnySize(),
    };

    public static Block Block(FuzzRandom random)
    {
        Transaction[] transactions = [.. Enumerable.Range(0, random.Below(5)).Select(_ => Transaction(random))];
        Evidence[] evidence = [.. Enumerable.Range(0, random.Below(3)).Select(_ => Evidence(random))];
        Commit? commit = random.OneIn(3) ? null : Commit(random);
        Header header = Header(random) with
        {
            TransactionsRoot = Types.Block.TransactionsRoot([.. transactions.Select(t => t.Id)]),
            EvidenceRoot = Types.Block.EvidenceRoot(evidence),
            LastCommitHash = commit?.Hash ?? default,
        };
        Types.Block.TryCreate(header, transactions, evidence, commit, out Block? block);
        return block!;
    }

    public static Signature RandomSignature(FuzzRandom random)
    {
        Signature.TryCreate(random.Bytes(Signature.Length), out Signature signature);
        return signature;
    }

    private static Address? MaybeAddress(FuzzRandom random) => random.OneIn(2) ? null : TestKeys.Address(random.Below(20));

    private static byte[] Source(FuzzRandom random) => System.Text.Encoding.UTF8.GetBytes(random.Pick(["x", "export default class ü extends Contract {}", new string('a', 300)]));

    private static Amount Grains(FuzzRandom random) => Amount.FromGrains(random.AnySize() & Amount.MaxSupply);

    private static Hash256 MaybeHash(FuzzRandom random) => random.OneIn(4) ? default : TestKeys.Hash($"hash {random.Below(100)}");
}
