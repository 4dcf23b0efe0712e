using Chain.Primitives;
using Chain.Primitives.Crypto;
using Chain.Primitives.Encoding;
using Chain.Types;
using Chain.Wallet.Keystore;

namespace Chain.Fuzz;

/// <summary>Good objects of every kind, the same in every run.</summary>
internal static class Samples
{
    public static readonly Hash256 GenesisHash = Hashing.Sha256("fuzz"u8);

    public static PrivateKey Key(int index)
    {
        Invariant.Holds(PrivateKey.TryCreate(Hashing.Sha256([(byte)index, 1]).Span, out PrivateKey? key), "a hash is a key");
        return key;
    }

    public static Address AddressOf(int index) => Address.OfKey(Key(index).GetPublicKey());

    public static Transaction Transaction(int index)
    {
        PrivateKey key = Key(index);
        Amount amount = Amount.FromGrains((ulong)index * 1_000_000_007);
        TransactionAction action = (index % 8) switch
        {
            0 => new TransactionAction.Transfer(AddressOf(index + 1), amount),
            1 => new TransactionAction.Delegate(AddressOf(index + 1), amount),
            2 => new TransactionAction.Undelegate(AddressOf(index + 1), amount),
            3 => new TransactionAction.Deploy("export default class Ä extends Contract {}"u8.ToArray(), new byte[] { 1, 2, 3 }, amount, index % 16 == 3 ? null : AddressOf(2)),
            4 => new TransactionAction.Call(AddressOf(index + 1), "transfer", new byte[] { 4, 5, 6 }, amount),
            5 => new TransactionAction.Upgrade(AddressOf(index + 1), "const x = 1;"u8.ToArray(), default),
            6 => new TransactionAction.Freeze(AddressOf(index + 1)),
            _ => new TransactionAction.RegisterValidator(key.GetPublicKey(), key.Sign(GenesisHash), amount),
        };
        UnsignedTransaction.TryCreate(GenesisHash, (uint)index % 256, (ulong)index, 100, 50_000, 2_000, 10, index % 2 == 0 ? "" : "memo äöü", action, out UnsignedTransaction? body);
        return body!.Sign(key.GetPublicKey(), key.Sign(body.SigningDigest()));
    }

    public static Vote Vote(int index, VoteKind kind, bool nil)
    {
        BlockId block = nil ? BlockId.Nil : new BlockId(Hashing.Sha256([(byte)index]));
        int validRound = kind == VoteKind.Prevote && !nil && index % 2 == 0 ? 0 : -1;
        var unsigned = new Vote(kind, 7, 3, block, validRound, AddressOf(index % 4), default);
        return unsigned with { Signature = Key(index % 4).Sign(unsigned.SigningDigest(GenesisHash)) };
    }

    /// <summary>Made once: four public keys cost more than what most targets do with them.</summary>
    public static readonly ValidatorSet Validators =
        ValidatorSet.TryCreate(Enumerable.Range(0, 4).Select(i => new Validator(AddressOf(i), Key(i).GetPublicKey(), (ulong)(i + 1) * 10)))!.Next().Next();

    public static Commit Commit(int present)
    {
        BlockId block = new(Hashing.Sha256("block"u8));
        Hash256 digest = Types.Vote.SigningDigest(GenesisHash, VoteKind.Precommit, 6, 1, block, -1);
        return Types.Commit.Create(6, 1, block, [.. Enumerable.Range(0, 4).Select(i => i < present ? Key(i).Sign(digest) : (Signature?)null)]);
    }

    public static Block Block(int transactions)
    {
        Transaction[] list = [.. Enumerable.Range(0, transactions).Select(Transaction)];
        Evidence[] evidence = transactions % 2 == 0 ? [] : [Evidence()];
        Commit commit = Commit(3);
        Header header = Header() with
        {
            TransactionsRoot = Types.Block.TransactionsRoot([.. list.Select(transaction => transaction.Id)]),
            EvidenceRoot = Types.Block.EvidenceRoot(evidence),
            LastCommitHash = commit.Hash,
        };
        Invariant.Holds(Types.Block.TryCreate(header, list, evidence, commit, out Block? block) == BlockAssembly.Complete, "the sample block is whole");
        return block!;
    }

    public static Header Header() => new()
    {
        Height = 7,
        Round = 2,
        TimeMs = 1_700_000_000_000,
        ParentId = Hashing.Sha256("parent"u8),
        TransactionsRoot = default,
        EvidenceRoot = default,
        LastCommitHash = Commit(3).Hash,
        Proposer = AddressOf(0),
        BaseFee = 1_000,
        ValidatorsHash = Hashing.Sha256("now"u8),
        NextValidatorsHash = Hashing.Sha256("next"u8),
        StateRoot = Hashing.Sha256("state"u8),
        ReceiptsRoot = default,
    };

    public static Proposal Proposal(int index)
    {
        Header header = Header() with { Round = index % 2 == 0 ? 3u : 1u };
        int validRound = index % 2 == 0 ? -1 : 2;
        Signature signature = Key(1).Sign(Types.Proposal.SigningDigest(GenesisHash, header.Height, 3, header.ComputeId(), validRound));
        return new Proposal(3, header, validRound, AddressOf(1), signature);
    }

    public static Evidence Evidence() => Types.Evidence.FromVotes(
        Vote(4, VoteKind.Precommit, nil: false), Vote(8, VoteKind.Precommit, nil: false))!;

    public static Evidence ProposalEvidence() => Types.Evidence.FromProposals(Proposal(0), Proposal(1))!;

    public static Receipt Receipt(int events) => new()
    {
        TransactionId = Transaction(1).Id,
        Status = ReceiptStatus.NotEnoughBonded,
        GasUsed = 12_345,
        Burned = Amount.FromGrains(13),
        Tip = Amount.FromGrains(2),
        SenderPrevious = new HistoryLink(5, 2),
        Events = [.. Enumerable.Range(0, events).Select(i => new ChainEvent(AddressOf(i), $"Event{i}", new byte[] { 1, 2, (byte)i }))],
        Result = events == 0 ? ContractResult.None : new ContractResult
        {
            Code = "ZERO",
            Message = "nothing to add",
            FailedAt = AddressOf(1),
            Function = "add",
            Line = 12,
            Column = 5,
            ReturnValue = new byte[] { 7, 8 },
            Contract = AddressOf(2),
            Moves = [new ValueMove(AddressOf(1), AddressOf(2), Amount.FromGrains(9))],
            Calls = [new InnerCall(1, AddressOf(1), AddressOf(2), "add", Amount.Zero, 77, "ZERO")],
            CallCount = 1,
        },
    };

    public static byte[] Proof(int siblings, bool present)
    {
        var writer = new WireWriter();
        for (int i = 0; i < siblings; i++)
            writer.Item(1, Hashing.Sha256([(byte)i]).Span);
        if (present)
            writer.Item(2, "value"u8);
        else
            writer.Item(3, new byte[64]);
        return writer.ToArray();
    }

    public static GenesisDocument Genesis()
    {
        ChainParameters parameters = ChainParameters.FromValues([400, 2_000, 1_000, 500, 500, 250, 500, 2_000, 1_000, 200_000_000, 4_194_304, 12_000, 1_000, 100, Amount.GrainsPerCoin, 60_000, 100, 30_000, 50])!;
        GenesisAccount[] accounts = [new(AddressOf(0), Amount.FromGrains(5)), new(AddressOf(1), Amount.FromGrains(7))];
        Signature possession = Key(9).Sign(TransactionAction.PossessionDigest(default, AddressOf(2)));
        GenesisValidator[] validators = [new(AddressOf(2), Key(9).GetPublicKey(), possession, Amount.FromGrains(3 * Amount.GrainsPerCoin))];
        IReadOnlyList<string> problems = GenesisDocument.TryCreate("chain-fuzz", "chn", 1_700_000_000_000, parameters, accounts, validators, out GenesisDocument? genesis);
        Invariant.Holds(genesis is not null, string.Join("; ", problems));
        return genesis;
    }

    public static byte[] EncryptedKey()
    {
        Invariant.Holds(Password.TryCreate("fuzzing password", out Password? password, out _), "the password is one");
        using (password)
            return KeyFile.Create(Key(0), password).ToJson();
    }
}
