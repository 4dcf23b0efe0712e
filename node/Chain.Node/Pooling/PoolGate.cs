using Chain.Mempool;
using Chain.Node.Driving;
using Chain.Node.Executing;
using Chain.Node.Face;
using Chain.State;
using Chain.Storage.Stores;
using Chain.Types;

namespace Chain.Node.Pooling;

/// <summary>The pool together with the state that it judges by.</summary>
internal sealed class PoolGate
{
    private readonly DriverContext _context;
    private readonly ExecutionPipeline _pipeline;
    private readonly Pool _pool;

    public PoolGate(DriverContext context, ExecutionPipeline pipeline)
    {
        _context = context;
        _pipeline = pipeline;
        PoolLimits limits = PoolLimits.Default with { TransactionsMax = context.Settings.PoolTransactionsMax, BytesMax = context.Settings.PoolBytesMax };
        ulong seed = ((ulong)(uint)context.Random.Below(int.MaxValue) << 32) | (uint)context.Random.Below(int.MaxValue);
        _pool = new Pool(context.Parameters, limits, seed, pipeline.Tip.Height, pipeline.Tip.Parent.BaseFee);
    }

    public int Count => _pool.Count;

    public long Bytes => _pool.Bytes;

    /// <summary>There is something that the next block could include.</summary>
    public bool HasReady => _pool.HasReady;

    public VerifiedTransaction? Find(TransactionId id) => _pool.TryGet(id, out VerifiedTransaction? transaction) ? transaction : null;

    /// <summary>Looking at it again is of no use.</summary>
    public bool IsSettled(TransactionId id) => _pool.IsSettled(id);

    public ulong Arrivals => _pool.Arrivals;

    /// <summary>Pooled transactions that came before a mark of <see cref="Arrivals"/>, from a lane on that moves on.</summary>
    public IReadOnlyList<TransactionId> Ids(ref int lane, int max, ulong before) => _pool.Ids(ref lane, max, before);

    /// <summary>Candidates for a block, best paying first.</summary>
    public IEnumerable<VerifiedTransaction> Select() => _pool.Select();

    /// <summary>The state that admission judges by. Disposed at the end of the batch.</summary>
    public StateSnapshot OpenState() => _context.Stores.State.OpenSnapshot(_pipeline.Tip.Version);

    /// <summary>Offers a transaction to the pool.</summary>
    public SubmitResult Admit(VerifiedTransaction transaction, IStateReader state)
    {
        TransactionId id = transaction.Id;
        if (_pool.FateOf(id).Kind == FateKind.Included)
            return new SubmitResult(id, SubmitOutcome.AlreadyIncluded, "", "", transaction.Transaction);
        PoolAdmission admission = _pool.Add(transaction, state);
        if (admission.IsAdded)
        {
            _context.Counters.TransactionsAdmitted++;
            return new SubmitResult(id, admission.Replaced is null ? SubmitOutcome.Pooled : SubmitOutcome.Replaced, "", "", transaction.Transaction);
        }
        if (admission.Refusal == PoolRefusal.AlreadyPooled)
            return new SubmitResult(id, SubmitOutcome.AlreadyPooled, "", "", transaction.Transaction);
        _context.Counters.TransactionsRefused++;
        return new SubmitResult(id, SubmitOutcome.Refused, admission.Refusal.ToString(), RefusalText.Of(admission.Refusal), transaction.Transaction);
    }

    /// <summary>Answers a question of the API.</summary>
    public void Answer(PoolQuestion question)
    {
        switch (question)
        {
            case PoolQuestion.Fate fate:
                fate.Complete(FateOf(fate.Id));
                break;
            case PoolQuestion.PendingSequence pending:
                using (StateSnapshot state = OpenState())
                    pending.Complete(_pool.PendingSequence(pending.Account, pending.Lane, state));
                break;
            default:
                break;
        }
    }

    /// <summary>The tip has moved on.</summary>
    public void OnBlock(Block block, ulong nextBaseFee, IStateReader state) =>
        _pool.OnBlock(block.Header.Height, nextBaseFee, block.Transactions, state);

    private PoolFate FateOf(TransactionId id)
    {
        Fate fate = _pool.FateOf(id);
        PoolFateKind kind = fate.Kind switch
        {
            FateKind.Pooled => PoolFateKind.Pooled,
            FateKind.Included => PoolFateKind.Included,
            FateKind.Expired => PoolFateKind.Expired,
            FateKind.Replaced => PoolFateKind.Replaced,
            FateKind.Refused => PoolFateKind.Refused,
            _ => PoolFateKind.Unknown,
        };
        string code = kind == PoolFateKind.Refused ? fate.Refusal.ToString() : "";
        return new PoolFate(kind, code, fate.ReplacedBy, Find(id)?.Transaction);
    }
}
