using Chain.Primitives;
using Chain.Primitives.Crypto;
using Chain.State;
using Chain.Types;
using Chain.Types.Tests.Support;

namespace Chain.Execution.Tests.Support;

/// <summary>A chain of one honest everything: proposes, judges, executes and checks conservation after every block.</summary>
public sealed class TestChain
{
    private static readonly Dictionary<PublicKey, PrivateKey> s_consensusKeys =
        Enumerable.Range(0, 30).ToDictionary(i => TestGenesis.ConsensusKey(i), i => TestGenesis.ConsensusPrivate(i));

    public TestChain(GenesisDocument genesis)
    {
        Genesis = genesis;
        Rules = ChainRules.Of(genesis);
        State.Apply(GenesisState.Build(genesis));
        Parent = ParentContext.Genesis(genesis, State, State.Root());
        CheckConservation();
    }

    public TestChain(params ulong[] stakes)
        : this(TestGenesis.Create(stakes.Length == 0 ? [10] : stakes))
    {
    }

    public GenesisDocument Genesis { get; }

    public ChainRules Rules { get; }

    public MemoryState State { get; } = new();

    public ParentContext Parent { get; private set; }

    public BlockResult? LastResult { get; private set; }

    public Block? LastBlock { get; private set; }

    public TransactionBuilder From(int account, ulong? sequence = null, uint lane = 0) => new(Genesis.Hash, account)
    {
        Lane = lane,
        Sequence = sequence ?? State.NextSequence(TestKeys.Address(account), lane),
        Expiry = Parent.NextHeight + 10,
    };

    public Amount Balance(int account) => State.Balance(TestKeys.Address(account));

    public Amount Balance(Address account) => State.Balance(account);

    /// <summary>A valid block with these transactions, one second after its parent.</summary>
    public Block Propose(IReadOnlyList<VerifiedTransaction> transactions, IReadOnlyList<Evidence>? evidence = null, ulong afterMs = 1_000, uint round = 0) =>
        BlockBuilder.Build(Parent, round, Parent.TimeMs + afterMs, transactions, evidence ?? [], LastCommit());

    /// <summary>A commit of the parent by all validators; null after genesis.</summary>
    public Commit? LastCommit(Func<int, bool>? signs = null, BlockId? blockId = null, ulong? height = null)
    {
        if (Parent.LastValidators is not { } validators)
            return null;
        BlockId id = blockId ?? new BlockId(Parent.Id);
        Hash256 digest = Vote.SigningDigest(Genesis.Hash, VoteKind.Precommit, height ?? Parent.Height, 0, id, -1);
        var signatures = new Signature?[validators.Members.Count];
        for (int i = 0; i < signatures.Length; i++)
            signatures[i] = signs is null || signs(i) ? s_consensusKeys[validators.Members[i].ConsensusKey].Sign(digest) : null;
        return Commit.Create(height ?? Parent.Height, 0, id, signatures);
    }

    public BlockRefusal Judge(Block block, IReadOnlyList<VerifiedTransaction>? transactions = null) =>
        BlockValidator.Check(block, Parent, State, transactions ?? Verify(block), Rules);

    public IReadOnlyList<VerifiedTransaction> Verify(Block block) =>
        [.. block.Transactions.Select(transaction => VerifiedTransaction.Verify(transaction, transaction.Body.GenesisHash)!)];

    /// <summary>Judges, executes, checks; returns the receipts.</summary>
    public IReadOnlyList<Receipt> Apply(Block block)
    {
        IReadOnlyList<VerifiedTransaction> transactions = Verify(block);
        Assert.Equal(BlockRefusal.None, Judge(block, transactions));
        BlockResult result = BlockExecutor.Execute(block, transactions, State, Rules);
        State.Apply(result.Writes);
        Parent = ParentContext.After(block, result, State.Root());
        LastResult = result;
        LastBlock = block;
        Assert.Equivalent(Parent, ParentContext.Load(State, Parent.Id, Parent.StateRoot, Parent.ReceiptsRoot));
        CheckConservation();
        return [.. result.Receipts.Select(Decode)];
    }

    public IReadOnlyList<Receipt> Run(params VerifiedTransaction[] transactions) => Apply(Propose(transactions));

    /// <summary>Runs one transaction and returns its receipt.</summary>
    public Receipt RunOne(TransactionBuilder transaction) => Run(transaction.Verified())[0];

    public void RunEmpty(int blocks, ulong afterMs = 1_000)
    {
        for (int i = 0; i < blocks; i++)
            Apply(Propose([], afterMs: afterMs));
    }

    /// <summary>Balances + bonded + unbonding + burned = supply; and the totals are the sums of their parts.</summary>
    public void CheckConservation()
    {
        ChainRecord chain = State.ReadChain();
        UInt128 balances = 0;
        UInt128 delegated = 0;
        UInt128 queued = 0;
        foreach ((string key, byte[] value) in State.Items)
        {
            if (key.StartsWith("02", StringComparison.Ordinal) && AccountRecord.TryDecode(value, out AccountRecord account) == 0)
                balances += account.Balance.Grains;
            if (key.StartsWith("07", StringComparison.Ordinal) && NumberRecord.TryDecode(value, out ulong bonded) == 0)
                delegated += bonded;
            if (key.StartsWith("09", StringComparison.Ordinal) && QueuedUnbonding.TryDecode(value, out QueuedUnbonding entry) == 0)
                queued += entry.Pending.Amount.Grains;
        }
        Assert.Equal(chain.Bonded.Grains, delegated);
        Assert.Equal(chain.Unbonding.Grains, queued);
        Assert.Equal(chain.Supply.Grains, balances + chain.Bonded.Grains + chain.Unbonding.Grains + chain.Burned.Grains);
        Assert.Equal(Genesis.Supply, chain.Supply);
    }

    private static Receipt Decode(ReadOnlyMemory<byte> bytes)
    {
        Assert.Equal(Primitives.Encoding.DecodeError.None, Receipt.TryDecode(bytes.Span, out Receipt? receipt));
        return receipt!;
    }
}
