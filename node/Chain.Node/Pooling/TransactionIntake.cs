using Chain.Network;
using Chain.Node.Driving;
using Chain.Node.Executing;
using Chain.Node.Face;
using Chain.Node.Gossip;
using Chain.Node.Peers;
using Chain.Node.Seams;
using Chain.Primitives;
using Chain.Primitives.Encoding;
using Chain.State;
using Chain.Storage.Stores;
using Chain.Types;

namespace Chain.Node.Pooling;

/// <summary>
/// The way of transactions into the pool: bytes are decoded and their signatures checked on workers, a batch at a time; then they
/// are admitted here. While workers are busy what comes waits, so that batches grow with the load; what waits is bounded. When there is too much of
/// everything, most of the work is for what comes from peers: a node that took all that its clients send would know less and less of what the others propose.
/// </summary>
internal sealed class TransactionIntake(DriverContext context, PeerBook peers, PoolGate pool, VerifiedTransactions known, TransactionGossip gossip)
{
    private const int BatchMax = 128;
    private const int ClientShare = BatchMax / 4;
    private const int JobsMax = 4;

    // A second or two of checks, so that whoever sends one transaction does not wait behind minutes of others'; and a queue for each, so that neither closes the other's.
    private readonly WaitingQueue _clients = new(20_000, 32L * 1024 * 1024);
    private readonly WaitingQueue _peers = new(50_000, 64L * 1024 * 1024);
    private readonly SortedDictionary<ulong, CheckedItem[]> _done = [];
    private int _submissions;
    private int _jobs;
    private ulong _started;
    private ulong _taken;

    /// <summary>A batch from the API.</summary>
    public void Submit(Submission submission)
    {
        if (submission.Transactions.Count == 0)
        {
            submission.Complete([]);
            return;
        }
        if (_submissions >= context.Settings.SubmissionsMax || !_clients.HasRoom)
        {
            submission.CompleteAll(SubmitOutcome.Busy, "NodeBusy", "The node has too much to do; send the transaction again in a moment.");
            return;
        }
        _submissions++;
        var pending = new PendingSubmission(submission);
        for (int i = 0; i < submission.Transactions.Count; i++)
            _clients.Enqueue(new IntakeItem(submission.Transactions[i], pending, i, default));
        StartJobs();
    }

    /// <summary>What a peer sends would be taken now. Asking for it else is of no use.</summary>
    public bool HasRoom => _peers.HasRoom;

    /// <summary>Transactions that a peer sent. What does not fit is dropped: a peer that has them will say so again.</summary>
    public void FromPeer(Peer peer, IEnumerable<ReadOnlyMemory<byte>> transactions)
    {
        foreach (ReadOnlyMemory<byte> bytes in transactions)
        {
            if (!HasRoom || !peer.Conduct.Transactions.TryTake(1, context.NowMs))
                break;
            _peers.Enqueue(new IntakeItem(bytes, null, 0, peer.Id));
        }
        StartJobs();
    }

    private void StartJobs()
    {
        while (_jobs < JobsMax && (_clients.Count > 0 || _peers.Count > 0))
        {
            List<IntakeItem> batch = NextBatch();
            _jobs++;
            ulong number = ++_started;
            Hash256 genesisHash = context.GenesisHash;
            context.Work.Start(WorkKind.Verify, () => new Checked(number, [.. batch.Select(item => Check(item, genesisHash, known))]), OnChecked);
        }
    }

    private List<IntakeItem> NextBatch()
    {
        int clients = Math.Min(_clients.Count, Math.Max(ClientShare, BatchMax - _peers.Count));
        var batch = new List<IntakeItem>(Math.Min(BatchMax, clients + _peers.Count));
        while (batch.Count < BatchMax && (batch.Count < clients ? _clients : _peers).TryDequeue(out IntakeItem? item))
            batch.Add(item);
        return batch;
    }

    private static CheckedItem Check(IntakeItem item, Hash256 genesisHash, VerifiedTransactions known)
    {
        DecodeError error = Transaction.TryDecode(item.Bytes.Span, out Transaction? transaction);
        if (error != DecodeError.None)
            return new CheckedItem(item, error, null, null, false);
        VerifiedTransaction? verified = known.Verify(transaction!, genesisHash, out bool isNew);
        return new CheckedItem(item, error, transaction, verified, isNew);
    }

    // Workers finish in any order; what was sent first is admitted first, or a lane's later sequences would come before its earlier ones.
    private void OnChecked(Checked done)
    {
        _jobs--;
        _done.Add(done.Number, done.Items);
        StartJobs();
        if (done.Number != _taken + 1)
            return;
        using StateSnapshot state = pool.OpenState();
        while (_done.Remove(_taken + 1, out CheckedItem[]? items))
        {
            _taken++;
            foreach (CheckedItem item in items)
                Take(item, state);
        }
    }

    private void Take(in CheckedItem item, IStateReader state)
    {
        if (item.IsNew)
            context.Counters.SignaturesVerified++;
        SubmitResult result = Judge(item, state);
        bool isNew = result.Outcome is SubmitOutcome.Pooled or SubmitOutcome.Replaced;
        if (item.Item.Submission is { } pending)
        {
            if (isNew)
                gossip.Added(item.Verified!, null);
            if (pending.Set(item.Item.Index, result))
                _submissions--;
            return;
        }
        gossip.Arrived(result.Id);
        if (isNew)
            gossip.Added(item.Verified!, item.Item.From);
        // Only what is wrong for everyone and for ever shows a faulty sender: bytes that are no transaction, or a signature that is none.
        bool isBad = item.Error != DecodeError.None || (item.Verified is null && item.Transaction!.Body.GenesisHash == context.GenesisHash);
        if (isBad && peers.Find(item.Item.From) is { } peer)
            peers.Reject(peer, PeerScore.Malformed, $"a transaction that nobody may pass on: {result.Code}");
    }

    private SubmitResult Judge(in CheckedItem item, IStateReader state)
    {
        if (item.Error != DecodeError.None)
            return new SubmitResult(default, SubmitOutcome.Refused, "Malformed", $"The bytes are not a canonical transaction ({item.Error}).", null);
        Transaction transaction = item.Transaction!;
        if (transaction.Body.GenesisHash != context.GenesisHash)
            return new SubmitResult(transaction.Id, SubmitOutcome.Refused, "WrongChain", "The transaction is signed for another chain.", transaction);
        if (item.Verified is null)
            return new SubmitResult(transaction.Id, SubmitOutcome.Refused, "SignatureWrong", "The signature is not one of the named key over this transaction.", transaction);
        return pool.Admit(item.Verified, state);
    }

    private sealed record IntakeItem(ReadOnlyMemory<byte> Bytes, PendingSubmission? Submission, int Index, PeerId From);

    private readonly record struct CheckedItem(IntakeItem Item, DecodeError Error, Transaction? Transaction, VerifiedTransaction? Verified, bool IsNew);

    private sealed record Checked(ulong Number, CheckedItem[] Items);

    /// <summary>What waits to be checked. It has room until it holds too many or too much: the last one in may go beyond.</summary>
    private sealed class WaitingQueue(int itemsMax, long bytesMax)
    {
        private readonly Queue<IntakeItem> _items = new();
        private long _bytes;

        public int Count => _items.Count;

        public bool HasRoom => _items.Count < itemsMax && _bytes < bytesMax;

        public void Enqueue(IntakeItem item)
        {
            _items.Enqueue(item);
            _bytes += item.Bytes.Length;
        }

        public bool TryDequeue([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out IntakeItem? item)
        {
            if (!_items.TryDequeue(out item))
                return false;
            _bytes -= item.Bytes.Length;
            return true;
        }
    }

    private sealed class PendingSubmission(Submission submission)
    {
        private readonly SubmitResult[] _results = new SubmitResult[submission.Transactions.Count];
        private int _open = submission.Transactions.Count;

        /// <summary>True when this was the last one.</summary>
        public bool Set(int index, SubmitResult result)
        {
            _results[index] = result;
            if (--_open > 0)
                return false;
            submission.Complete(_results);
            return true;
        }
    }
}
