using Chain.Contracts;
using Chain.Execution;
using Chain.Mempool;
using Chain.Node;
using Chain.Node.Executing;
using Chain.Node.Face;
using Chain.Primitives;
using Chain.Primitives.Crypto;
using Chain.Primitives.Encoding;
using Chain.Storage.KeyValue;
using Chain.Storage.Stores;
using Chain.Types;

namespace Chain.Solo;

/// <summary>
/// A ledger without consensus or network, in memory: the real pool, execution and stores behind a real <see cref="NodeHandle"/>, and a block whenever its
/// owner asks for one, decided by the signatures of all validators, whose keys it holds. Development and tests only.
/// </summary>
public class InstantLedger : IDisposable
{
    private const ulong StepMs = 400;

    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _offered = new(0);
    private readonly ChainRules _rules;
    private readonly Dictionary<PublicKey, PrivateKey> _keys = [];
    private readonly Func<ulong, ulong> _timeAfter;
    private readonly Address _validator;
    private readonly ContractRuntime _runtime;
    private Pool _pool;
    private ParentContext _parent;
    private StateVersion _version;
    private Commit? _lastCommit;
    private bool _isDisposed;

    /// <summary>Starts at genesis.</summary>
    /// <param name="genesis">The chain.</param>
    /// <param name="consensusKeys">The keys of its validators, and of those that may come; the first is that of the validator which the status names. They stay the caller's.</param>
    /// <param name="snapshots">Limits of reading the stores; the usual ones when null.</param>
    /// <param name="timeAfter">The time of a block, by its parent's; a fixed step later when null.</param>
    /// <param name="runtime">What runs contracts; that of a network when null.</param>
    public InstantLedger(GenesisDocument genesis, IReadOnlyList<PrivateKey> consensusKeys, SnapshotLimits? snapshots = null, Func<ulong, ulong>? timeAfter = null,
        ContractRuntime? runtime = null)
    {
        Genesis = genesis;
        _rules = ChainRules.Of(Genesis);
        _runtime = runtime ?? new ContractRuntime();
        _timeAfter = timeAfter ?? (static parentMs => parentMs + StepMs);
        State = StateStore.Create(new MemoryStore(Schema.State.All, snapshots), Genesis.Hash, GenesisState.Build(Genesis));
        History = HistoryStore.Create(new MemoryStore(Schema.History.All, snapshots), Genesis.Hash);
        _version = State.Newest;
        using (StateSnapshot state = State.OpenSnapshot(_version))
            _parent = ParentContext.Genesis(Genesis, state, _version.Root);
        foreach (PrivateKey key in consensusKeys)
            AddConsensusKey(key);
        PublicKey first = consensusKeys[0].GetPublicKey();
        _validator = genesis.Validators.First(validator => validator.ConsensusKey == first).Operator;
        _pool = NewPool();
        Handle = new NodeHandle(Genesis, Status(), Take);
    }

    /// <summary>The chain.</summary>
    public GenesisDocument Genesis { get; }

    /// <summary>The node as the API sees it.</summary>
    public NodeHandle Handle { get; }

    /// <summary>Its state.</summary>
    public StateStore State { get; }

    /// <summary>Its history.</summary>
    public HistoryStore History { get; }

    /// <summary>The newest executed height.</summary>
    public ulong Height => Handle.Status.Height;

    /// <summary>Decides, executes and publishes blocks with what the pool holds.</summary>
    public void Produce(int blocks = 1)
    {
        for (int i = 0; i < blocks; i++)
            ProduceOne();
    }

    /// <summary>Returns when transactions were offered since the last time it returned.</summary>
    public Task WaitForOfferAsync(CancellationToken cancellationToken) => _offered.WaitAsync(cancellationToken);

    /// <summary>How many transactions wait for a block.</summary>
    public int Waiting
    {
        get
        {
            lock (_gate)
                return _pool.Count;
        }
    }

    /// <summary>Forgets the pool, as a restart does.</summary>
    public void LosePool()
    {
        lock (_gate)
            _pool = NewPool();
        Handle.Publish(Status());
    }

    /// <summary>Lets a key sign commits for validators that register later.</summary>
    public void AddConsensusKey(PrivateKey key) => _keys[key.GetPublicKey()] = key;

    /// <summary>Forgets old blocks, as an operator may choose.</summary>
    public void Prune(ulong below)
    {
        bool isDone = false;
        while (!isDone)
            isDone = History.Prune(below);
        Handle.Publish(Status());
    }

    /// <summary>The status with other words about peers or catching up.</summary>
    public void Publish(Func<NodeStatus, NodeStatus> change) => Handle.Publish(change(Status()));

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Closes the stores.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (!disposing || _isDisposed)
            return;
        _isDisposed = true;
        Handle.Stop();
        State.Dispose();
        History.Dispose();
        _offered.Dispose();
    }

    private Pool NewPool() => new(Genesis.Parameters, PoolLimits.Default, 1, _parent.Height, _parent.BaseFee);

    private void ProduceOne()
    {
        ExecutedBlock executed;
        NodeStatus status;
        lock (_gate)
        {
            executed = Execute();
            status = Status();
        }
        Handle.Publish(executed, status);
    }

    private ExecutedBlock Execute()
    {
        using StateSnapshot state = State.OpenSnapshot(_version);
        IReadOnlyList<VerifiedTransaction> picked = BlockSelection.Select(_pool.Select(), _rules, _parent, state);
        Block block = BlockBuilder.Build(_parent, 0, _timeAfter(_parent.TimeMs), picked, [], _lastCommit);
        BlockRefusal refusal = BlockValidator.Check(block, _parent, state, picked, _rules);
        Invariant.Holds(refusal == BlockRefusal.None, $"the block is valid, not {refusal}");
        ValidatorSet validators = _parent.Validators;
        BlockResult result = BlockExecutor.Execute(block, picked, state, _rules, _runtime);
        Commit commit = Sign(block, validators);
        StateVersion next = State.Prepare(_version, result.Writes);
        State.Commit(next);
        History.Append(HistoryEntry.Of(new DecidedBlock(block, commit), result.Receipts, BlockResults.Of(result, next.Root).Encode(), result.EventContracts));
        History.Flush();
        _version = next;
        _parent = ParentContext.After(block, result, next.Root);
        _lastCommit = commit;
        using (StateSnapshot after = State.OpenSnapshot(next))
            _pool.OnBlock(block.Header.Height, result.NextBaseFee, block.Transactions, after);
        return new ExecutedBlock
        {
            Decided = new DecidedBlock(block, commit),
            Receipts = result.Receipts,
            StateRoot = next.Root,
            ReceiptsRoot = result.ReceiptsRoot,
            GasUsed = result.GasUsed,
            NextBaseFee = result.NextBaseFee,
            Validators = validators,
        };
    }

    private Commit Sign(Block block, ValidatorSet validators)
    {
        Hash256 digest = Vote.SigningDigest(Genesis.Hash, VoteKind.Precommit, block.Header.Height, 0, block.Id, -1);
        return Commit.Create(block.Header.Height, 0, block.Id, [.. validators.Members.Select(member => (Signature?)_keys[member.ConsensusKey].Sign(digest))]);
    }

    private NodeStatus Status() => new()
    {
        Height = _parent.Height,
        BlockId = _parent.Height == 0 ? BlockId.Nil : new BlockId(_parent.Id),
        StateRoot = _parent.StateRoot,
        TimeMs = _parent.TimeMs,
        ProvenHeight = _parent.Height == 0 ? 0 : _parent.Height - 1,
        Peers = 0,
        CatchingUp = false,
        BaseFee = _parent.BaseFee,
        PoolTransactions = _pool.Count,
        PoolBytes = _pool.Bytes,
        LowestHeight = History.LowestHeight,
        Validator = _validator,
        Validators = _parent.Validators,
        State = _version,
        Consensus = new ConsensusStatus(_parent.NextHeight, 0, "idle", 0, 0, _parent.Validators.TotalPower),
    };

    /// <summary>Takes what the API asks for; false when it is refused.</summary>
    protected virtual bool Take(NodeInput input)
    {
        lock (_gate)
        {
            switch (input)
            {
                case NodeInput.Submitted submitted:
                    submitted.Submission.Complete([.. submitted.Submission.Transactions.Select(Admit)]);
                    if (_offered.CurrentCount == 0)
                        _offered.Release();
                    break;
                case NodeInput.Asked { Question: PoolQuestion.Fate fate }:
                    fate.Complete(FateOf(fate.Id));
                    break;
                case NodeInput.Asked { Question: PoolQuestion.PendingSequence pending }:
                    using (StateSnapshot state = State.OpenSnapshot(_version))
                        pending.Complete(_pool.PendingSequence(pending.Account, pending.Lane, state));
                    break;
                default:
                    return false;
            }
        }
        return true;
    }

    private SubmitResult Admit(ReadOnlyMemory<byte> bytes)
    {
        DecodeError error = Transaction.TryDecode(bytes.Span, out Transaction? transaction);
        if (error != DecodeError.None)
            return new SubmitResult(default, SubmitOutcome.Refused, "Malformed", $"The bytes are not a canonical transaction ({error}).", null);
        if (transaction!.Body.GenesisHash != Genesis.Hash)
            return new SubmitResult(transaction.Id, SubmitOutcome.Refused, "WrongChain", "The transaction is signed for another chain.", transaction);
        if (VerifiedTransaction.Verify(transaction, Genesis.Hash) is not { } verified)
            return new SubmitResult(transaction.Id, SubmitOutcome.Refused, "SignatureWrong", "The signature is not one of the named key over this transaction.", transaction);
        if (History.FindTransaction(transaction.Id) is not null)
            return new SubmitResult(transaction.Id, SubmitOutcome.AlreadyIncluded, "", "", transaction);
        using StateSnapshot state = State.OpenSnapshot(_version);
        PoolAdmission admission = _pool.Add(verified, state);
        return admission.Refusal switch
        {
            PoolRefusal.None => new SubmitResult(transaction.Id, admission.Replaced is null ? SubmitOutcome.Pooled : SubmitOutcome.Replaced, "", "", transaction),
            PoolRefusal.AlreadyPooled => new SubmitResult(transaction.Id, SubmitOutcome.AlreadyPooled, "", "", transaction),
            _ => new SubmitResult(transaction.Id, SubmitOutcome.Refused, admission.Refusal.ToString(), admission.Refusal.ToString(), transaction),
        };
    }

    private PoolFate FateOf(TransactionId id)
    {
        if (_pool.TryGet(id, out VerifiedTransaction? pooled))
            return new PoolFate(PoolFateKind.Pooled, "", default, pooled!.Transaction);
        Fate fate = _pool.FateOf(id);
        return new PoolFate((PoolFateKind)(int)fate.Kind, fate.Kind == FateKind.Refused ? fate.Refusal.ToString() : "", fate.ReplacedBy, null);
    }
}
