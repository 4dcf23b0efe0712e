using Chain.Network;
using Chain.Node.Driving;
using Chain.Node.Peers;
using Chain.Node.Pooling;
using Chain.Node.Seams;
using Chain.Primitives;
using Chain.Protocol.Peer.V1;
using Chain.Types;
using Google.Protobuf;

namespace Chain.Node.Gossip;

/// <summary>
/// New transactions: pushed to a few peers when they came from a client, announced by id to the rest; announced ones are fetched once,
/// from one peer at a time: when it does not deliver, from the next that announced them. A peer that has too much to do drops what it gets, so what stays
/// in the pool is announced again and again, a part of it each second: without that a lost transaction keeps back all that follow it in its lane.
/// A block's proposal fetches what its receivers lack. No peer has more than a share of the questions, so that none can use them up with ids of nothing.
/// </summary>
internal sealed class TransactionGossip(DriverContext context, PeerBook peers, PoolGate pool)
{
    private const int PushPeers = 4;
    private const int MessageBytesMax = 128 * 1024;
    private const int IdsPerMessage = 2_000;
    private const int RequestedMax = 200_000;
    private const int RequestedOfPeerMax = 8_000;
    private const ulong FlushMs = 15;
    private const ulong RequestMaxMs = 2_000;
    private const int FreshMax = 20_000;
    private const int GreetedMax = 4 * IdsPerMessage;
    // For all peers together: 2 MiB a second when the pool holds as much.
    private const int RemindedMax = 64_000;

    private readonly List<(VerifiedTransaction Transaction, PeerId? Source)> _fresh = [];
    private readonly Dictionary<TransactionId, Question> _requested = [];
    private readonly Queue<(TransactionId Id, ulong AtMs)> _requestOrder = new();
    private (ulong Last, ulong BeforeLast) _arrivals;
    private int _remindedLane;

    /// <summary>A transaction entered the pool.</summary>
    public void Added(VerifiedTransaction transaction, PeerId? source)
    {
        if (peers.Count == 0)
            return;
        if (_fresh.Count == 0)
            context.Timers.Set(new TimerKey(TimerKind.FlushTransactions), FlushMs);
        _fresh.Add((transaction, source));
        if (_fresh.Count >= FreshMax)
            Flush();
    }

    /// <summary>A transaction came, good or bad: it is not waited for any more.</summary>
    public void Arrived(TransactionId id)
    {
        // Over a link that is newer than the question its peer has asked for nothing yet.
        if (_requested.Remove(id, out Question? question) && peers.Find(question.Asked) is { } peer)
            peer.RequestedTransactions = Math.Max(0, peer.RequestedTransactions - 1);
    }

    /// <summary>Tells peers what is new.</summary>
    public void Flush()
    {
        if (_fresh.Count == 0)
            return;
        Peer[] all = [.. peers.All];
        int first = all.Length == 0 ? 0 : context.Random.Below(all.Length);
        for (int i = 0; i < all.Length; i++)
        {
            Peer peer = all[(first + i) % all.Length];
            if (i < PushPeers)
                SendAll(peer, _fresh.Where(item => item.Source is null).Select(item => item.Transaction));
            Announce(peer, _fresh
                .Where(item => item.Source is { } source ? source != peer.Id : i >= PushPeers)
                .Select(item => item.Transaction.Id));
        }
        _fresh.Clear();
    }

    /// <summary>Tells a new peer what the pool holds.</summary>
    public void Greet(Peer peer)
    {
        int lane = 0;
        Announce(peer, pool.Ids(ref lane, GreetedMax, ulong.MaxValue));
    }

    /// <summary>Once a second: tells all peers a part of what has waited in the pool for longer than a second.</summary>
    public void Remind()
    {
        ulong before = _arrivals.BeforeLast;
        _arrivals = (pool.Arrivals, _arrivals.Last);
        if (peers.Count == 0)
            return;
        IReadOnlyList<TransactionId> ids = pool.Ids(ref _remindedLane, Math.Min(GreetedMax, RemindedMax / peers.Count), before);
        foreach (Peer peer in peers.All)
            Announce(peer, ids);
    }

    /// <summary>One message of a peer.</summary>
    public void OnMessage(Peer peer, TransactionsMessage message, TransactionIntake intake)
    {
        switch (message.MessageCase)
        {
            case TransactionsMessage.MessageOneofCase.Announce:
                OnAnnounce(peer, message.Announce.Ids, intake);
                break;
            case TransactionsMessage.MessageOneofCase.Request:
                OnRequest(peer, message.Request.Ids);
                break;
            case TransactionsMessage.MessageOneofCase.Transactions:
                intake.FromPeer(peer, message.Transactions.Transactions_.Select(bytes => bytes.Memory));
                break;
            default:
                peers.Reject(peer, PeerScore.UnknownKind, "a transactions message of an unknown kind");
                break;
        }
    }

    /// <summary>Asks the next peer for what was not delivered, and forgets what nobody else has announced.</summary>
    public void Expire()
    {
        var again = new SortedDictionary<PeerId, List<TransactionId>>();
        while (_requestOrder.TryPeek(out (TransactionId Id, ulong AtMs) oldest) && context.NowMs >= oldest.AtMs + RequestMaxMs)
        {
            _requestOrder.Dequeue();
            if (!_requested.TryGetValue(oldest.Id, out Question? question) || question.AtMs != oldest.AtMs)
                continue;
            Arrived(oldest.Id);
            if (question.Next(peers) is not { } next || next.RequestedTransactions >= RequestedOfPeerMax)
                continue;
            Request(oldest.Id, next, question);
            if (!again.TryGetValue(next.Id, out List<TransactionId>? ids))
                again.Add(next.Id, ids = []);
            ids.Add(oldest.Id);
        }
        foreach ((PeerId id, List<TransactionId> ids) in again)
            Ask(peers.Find(id)!, ids);
    }

    private void Announce(Peer peer, IEnumerable<TransactionId> ids)
    {
        foreach (TransactionId[] chunk in ids.Chunk(IdsPerMessage))
            peers.Send(peer, new TransactionsMessage { Announce = new TransactionIds { Ids = Join(chunk) } });
    }

    private void OnAnnounce(Peer peer, ByteString ids, TransactionIntake intake)
    {
        if (!TrySplit(peer, ids, out TransactionId[] announced))
            return;
        var wanted = new List<TransactionId>();
        foreach (TransactionId id in announced)
        {
            if (_requested.TryGetValue(id, out Question? question))
                question.AlsoHas(peer.Id);
            else if (intake.HasRoom && _requested.Count < RequestedMax && peer.RequestedTransactions < RequestedOfPeerMax && !pool.IsSettled(id))
                wanted.Add(Request(id, peer, new Question()));
        }
        Ask(peer, wanted);
    }

    private TransactionId Request(TransactionId id, Peer peer, Question question)
    {
        question.Asked = peer.Id;
        question.AtMs = context.NowMs;
        _requested.Add(id, question);
        _requestOrder.Enqueue((id, context.NowMs));
        peer.RequestedTransactions++;
        return id;
    }

    private void Ask(Peer peer, List<TransactionId> ids)
    {
        foreach (TransactionId[] chunk in ids.Chunk(IdsPerMessage))
            peers.Send(peer, new TransactionsMessage { Request = new TransactionIds { Ids = Join(chunk) } });
    }

    private void OnRequest(Peer peer, ByteString ids)
    {
        if (!TrySplit(peer, ids, out TransactionId[] requested))
            return;
        SendAll(peer, requested.Select(pool.Find).OfType<VerifiedTransaction>().Where(found => peer.Conduct.ServedBytes.TryTake(found.Transaction.Encoded.Length, context.NowMs)));
    }

    private void SendAll(Peer peer, IEnumerable<VerifiedTransaction> transactions)
    {
        var batch = new Transactions();
        int bytes = 0;
        foreach (VerifiedTransaction transaction in transactions)
        {
            ReadOnlyMemory<byte> encoded = transaction.Transaction.Encoded;
            if (bytes > 0 && bytes + encoded.Length > MessageBytesMax)
            {
                peers.Send(peer, new TransactionsMessage { Transactions = batch });
                batch = new Transactions();
                bytes = 0;
            }
            batch.Transactions_.Add(UnsafeByteOperations.UnsafeWrap(encoded));
            bytes += encoded.Length;
        }
        if (bytes > 0)
            peers.Send(peer, new TransactionsMessage { Transactions = batch });
    }

    private bool TrySplit(Peer peer, ByteString joined, out TransactionId[] ids)
    {
        ids = [];
        if (joined.Length == 0 || joined.Length % Hash256.Length != 0 || joined.Length / Hash256.Length > IdsPerMessage)
        {
            peers.Reject(peer, PeerScore.Malformed, "a malformed list of transaction ids");
            return false;
        }
        ids = new TransactionId[joined.Length / Hash256.Length];
        for (int i = 0; i < ids.Length; i++)
            ids[i] = new TransactionId(new Hash256(joined.Span.Slice(i * Hash256.Length, Hash256.Length)));
        return true;
    }

    private static ByteString Join(ReadOnlySpan<TransactionId> ids)
    {
        byte[] joined = new byte[ids.Length * Hash256.Length];
        for (int i = 0; i < ids.Length; i++)
            ids[i].Value.Span.CopyTo(joined.AsSpan(i * Hash256.Length));
        return UnsafeByteOperations.UnsafeWrap(joined);
    }

    /// <summary>Who was asked for a transaction, and who else announced it.</summary>
    private sealed class Question
    {
        private const int OthersMax = 3;

        private readonly Queue<PeerId> _others = new();

        public PeerId Asked { get; set; }

        public ulong AtMs { get; set; }

        public void AlsoHas(PeerId peer)
        {
            if (peer != Asked && _others.Count < OthersMax && !_others.Contains(peer))
                _others.Enqueue(peer);
        }

        public Peer? Next(PeerBook peers)
        {
            while (_others.TryDequeue(out PeerId other))
            {
                if (peers.Find(other) is { } connected)
                    return connected;
            }
            return null;
        }
    }
}
