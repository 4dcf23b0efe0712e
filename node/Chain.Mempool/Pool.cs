using Chain.Primitives;
using Chain.State;
using Chain.Types;

namespace Chain.Mempool;

/// <summary>The transactions that wait for a block (docs/spec/transaction.md). Deterministic: the same calls give the same pool on every machine.</summary>
/// <remarks>
/// Every transaction stands in its sender's lane. The pool's promise to the proposer: what <see cref="Select"/> yields, in its order, can be
/// included on the state of the last <see cref="OnBlock"/>, as far as lanes, balances, expiry and fees go. Not safe for use by two threads at once.
/// </remarks>
public sealed class Pool
{
    private readonly ChainParameters _parameters;
    private readonly PoolLimits _limits;
    private readonly Dictionary<TransactionId, PoolEntry> _entries;
    private readonly Dictionary<Address, PoolSender> _senders;
    private readonly List<PoolLane> _lanes = [];
    private readonly EvictionOrder _eviction = new();
    private readonly ExpiryIndex _expiry = new();
    // Three memories, so that nobody can wash out what became of pooled transactions by sending ones that are refused.
    private readonly FateMemory _refused;
    private readonly FateMemory _fates;
    private readonly FateMemory _included;
    private ulong _arrivals;
    private ulong _changes;

    /// <summary>An empty pool.</summary>
    /// <param name="parameters">The chain's parameters.</param>
    /// <param name="limits">The node's policy.</param>
    /// <param name="seed">Any number that senders do not know, for the pool's tables. Results never depend on it.</param>
    /// <param name="height">The height of the state that transactions are judged by.</param>
    /// <param name="baseFee">The base fee of the block after it.</param>
    public Pool(ChainParameters parameters, PoolLimits limits, ulong seed, ulong height, ulong baseFee)
    {
        _parameters = parameters;
        _limits = limits;
        var comparer = new SeededComparer(seed);
        _entries = new Dictionary<TransactionId, PoolEntry>(comparer);
        _senders = new Dictionary<Address, PoolSender>(comparer);
        _refused = new FateMemory(limits.FatesMax, comparer);
        _fates = new FateMemory(limits.FatesMax, comparer);
        _included = new FateMemory(limits.FatesMax, comparer);
        Height = height;
        BaseFee = baseFee;
    }

    /// <summary>The height of the state that transactions are judged by.</summary>
    public ulong Height { get; private set; }

    /// <summary>The base fee of the next block.</summary>
    public ulong BaseFee { get; private set; }

    /// <summary>Transactions in the pool.</summary>
    public int Count => _entries.Count;

    /// <summary>Their bytes.</summary>
    public long Bytes { get; private set; }

    /// <summary>True when there is something that the next block could include.</summary>
    public bool HasReady
    {
        get
        {
            foreach (PoolLane lane in _lanes)
            {
                if (lane.Ready > 0 && PoolSelection.IsIncludable(lane.Entries[0], BaseFee))
                    return true;
            }
            return false;
        }
    }

    /// <summary>The transaction, when it is in the pool.</summary>
    public bool TryGet(TransactionId id, out VerifiedTransaction? transaction)
    {
        transaction = _entries.TryGetValue(id, out PoolEntry? entry) ? entry.Transaction : null;
        return transaction is not null;
    }

    /// <summary>What became of a transaction. Included ones are remembered for a while; the history has the last word on them.</summary>
    public Fate FateOf(TransactionId id)
    {
        if (_entries.ContainsKey(id))
            return Fate.Pooled;
        return _included.TryGet(id, out Fate fate) || _fates.TryGet(id, out fate) || _refused.TryGet(id, out fate) ? fate : default;
    }

    /// <summary>True when looking at the transaction again is of no use: it is pooled, included, or will never be admitted. Gossip asks before it fetches or verifies.</summary>
    public bool IsSettled(TransactionId id)
    {
        Fate fate = FateOf(id);
        return fate.Kind is FateKind.Pooled or FateKind.Included or FateKind.Expired or FateKind.Replaced
            || (fate.Kind == FateKind.Refused && !fate.Refusal.MayPassLater());
    }

    /// <summary>The first sequence of a lane that neither the state nor the pool has taken without a gap.</summary>
    /// <param name="address">The sender.</param>
    /// <param name="lane">The lane.</param>
    /// <param name="state">The state of <see cref="Height"/>.</param>
    public ulong PendingSequence(Address address, uint lane, IStateReader state) =>
        _senders.TryGetValue(address, out PoolSender? sender) && sender.FindLane(lane) is { } pooled ? pooled.FirstGap : state.NextSequence(address, lane);

    /// <summary>How many transactions have come in so far. A mark for <see cref="Ids"/>: what came later has a higher number.</summary>
    public ulong Arrivals => _arrivals;

    /// <summary>
    /// Ids of pooled transactions, lane by lane, that came before a mark: at most <paramref name="max"/> and whole lanes only, unless one lane alone
    /// is longer. A caller that keeps <paramref name="lane"/> and asks again goes round the pool.
    /// </summary>
    /// <param name="lane">The place of the lane to begin at; becomes the place to go on at. Places move as lanes end: the way round is not exact.</param>
    /// <param name="max">The most ids.</param>
    /// <param name="before">A value of <see cref="Arrivals"/>.</param>
    public IReadOnlyList<TransactionId> Ids(ref int lane, int max, ulong before)
    {
        var ids = new List<TransactionId>(Math.Min(max, Count));
        for (int seen = 0; seen < _lanes.Count; seen++)
        {
            lane = lane < _lanes.Count ? lane : 0;
            ReadOnlySpan<PoolEntry> entries = _lanes[lane].Entries;
            if (ids.Count > 0 && ids.Count + entries.Length > max)
                break;
            foreach (PoolEntry entry in entries)
            {
                if (entry.Arrival < before && ids.Count < max)
                    ids.Add(entry.Transaction.Id);
            }
            lane++;
        }
        return ids;
    }

    /// <summary>Admits a transaction, or says why not. A refusal changes nothing but what <see cref="FateOf"/> remembers.</summary>
    /// <param name="transaction">The transaction.</param>
    /// <param name="state">The state of <see cref="Height"/>.</param>
    public PoolAdmission Add(VerifiedTransaction transaction, IStateReader state)
    {
        if (_entries.ContainsKey(transaction.Id))
            return PoolAdmission.Refused(PoolRefusal.AlreadyPooled);
        if (_included.TryGet(transaction.Id, out _))
            return PoolAdmission.Refused(PoolRefusal.AlreadyIncluded);
        if (transaction.Body.MaxDebit is not { } debit)
            return Refuse(transaction.Id, PoolRefusal.CannotPay);
        UnsignedTransaction body = transaction.Body;
        _senders.TryGetValue(transaction.Sender, out PoolSender? sender);
        state.TryGetAccount(transaction.Sender, out AccountRecord account);
        PoolLane? lane = sender?.FindLane(body.Lane);
        var candidate = new Candidate
        {
            Transaction = transaction,
            Debit = debit,
            Parameters = _parameters,
            Limits = _limits,
            NextHeight = Height + 1,
            BaseFee = BaseFee,
            Account = account,
            NextSequence = lane is not null ? lane.Next : body.Lane == 0 ? account.Sequence : state.NextSequence(transaction.Sender, body.Lane),
            Sender = sender,
            Lane = lane,
            Occupant = lane?.Find(body.Sequence),
        };
        PoolRefusal refusal = AdmissionRules.Check(candidate);
        if (refusal == PoolRefusal.None)
            refusal = MakeRoom(candidate);
        return refusal == PoolRefusal.None ? Insert(candidate) : Refuse(transaction.Id, refusal);
    }

    /// <summary>What the next block may contain, best paying first, each lane in its order. The pool must not change while this is read.</summary>
    public IEnumerable<VerifiedTransaction> Select()
    {
        ulong changes = _changes;
        foreach (VerifiedTransaction transaction in PoolSelection.InOrder(_lanes, BaseFee))
        {
            Invariant.Holds(changes == _changes, "the pool does not change while transactions are selected from it");
            yield return transaction;
        }
    }

    /// <summary>A block was executed: takes out what it included, replaced, used up or let expire, and what its senders can no longer pay.</summary>
    /// <param name="height">The block's height.</param>
    /// <param name="nextBaseFee">The base fee of the block after it.</param>
    /// <param name="included">The block's transactions.</param>
    /// <param name="state">The state after the block.</param>
    public void OnBlock(ulong height, ulong nextBaseFee, IReadOnlyList<Transaction> included, IStateReader state)
    {
        Invariant.Holds(height > Height, "blocks are executed in ascending order");
        var lanes = new List<PoolLane>();
        var senders = new List<PoolSender>();
        foreach (Transaction transaction in included)
            Settle(transaction, height, lanes, senders);
        foreach (PoolLane lane in lanes)
            RemoveUsed(lane);
        for (ulong expired = Height + 1; expired <= height; expired++)
        {
            foreach (PoolEntry entry in _expiry.At(expired))
                Remove(entry, Fate.Expired(expired));
        }
        foreach (PoolSender sender in senders)
            RemoveUnpayable(sender, state);
        Height = height;
        BaseFee = nextBaseFee;
        _changes++;
    }

    private PoolAdmission Refuse(TransactionId id, PoolRefusal refusal)
    {
        _refused.Remember(id, Fate.Refused(refusal));
        return PoolAdmission.Refused(refusal);
    }

    // One in, at most one out: whoever offers a large transaction cannot throw out many small ones.
    private PoolRefusal MakeRoom(in Candidate candidate)
    {
        int size = candidate.Transaction.Transaction.Encoded.Length;
        int count = candidate.Occupant is null ? Count + 1 : Count;
        long bytes = Bytes + size - (candidate.Occupant?.Bytes ?? 0);
        if (count <= _limits.TransactionsMax && bytes <= _limits.BytesMax)
            return PoolRefusal.None;
        if (candidate.Occupant is not null || _eviction.Cheapest is not { } cheapest || bytes - cheapest.Bytes > _limits.BytesMax)
            return PoolRefusal.PoolFull;
        if (!IsWorthMore(candidate, cheapest))
            return PoolRefusal.PoolFull;
        Remove(cheapest, Fate.Refused(PoolRefusal.Evicted));
        return PoolRefusal.None;
    }

    private bool IsWorthMore(in Candidate candidate, PoolEntry cheapest)
    {
        // What it builds on must not make room for it.
        if (ReferenceEquals(cheapest.Lane, candidate.Lane))
            return false;
        bool waits = candidate.Body.Sequence != (candidate.Lane?.FirstGap ?? candidate.NextSequence);
        if (waits != _eviction.CheapestWaits)
            return !waits;
        ulong bid = candidate.Lane?.BidOf(candidate.Body.Sequence, candidate.Body.MaxFee) ?? candidate.Body.MaxFee;
        return bid != cheapest.Bid ? bid > cheapest.Bid : candidate.Body.Tip > cheapest.Transaction.Body.Tip;
    }

    private PoolAdmission Insert(in Candidate candidate)
    {
        PoolLane lane = candidate.Lane is { IsEmpty: false } existing ? existing : OpenLane(candidate);
        var entry = new PoolEntry(candidate.Transaction, candidate.Debit, lane, _arrivals++);
        TransactionId? replaced = null;
        if (candidate.Occupant is { } occupant)
        {
            replaced = occupant.Transaction.Id;
            Forget(occupant);
            _fates.Remember(occupant.Transaction.Id, Fate.Replaced(entry.Transaction.Id));
        }
        _eviction.Leave(lane);
        lane.Put(entry);
        _eviction.Enter(lane);
        lane.Sender.Charge(entry);
        _entries.Add(entry.Transaction.Id, entry);
        _expiry.Add(entry);
        Bytes += entry.Bytes;
        _fates.Forget(entry.Transaction.Id);
        _changes++;
        return new PoolAdmission(PoolRefusal.None, replaced);
    }

    private PoolLane OpenLane(in Candidate candidate)
    {
        Address address = candidate.Transaction.Sender;
        if (!_senders.TryGetValue(address, out PoolSender? sender))
        {
            sender = new PoolSender(address);
            _senders.Add(address, sender);
        }
        var lane = new PoolLane(sender, candidate.Body.Lane, candidate.NextSequence) { Place = _lanes.Count };
        sender.AddLane(lane);
        _lanes.Add(lane);
        return lane;
    }

    private void Remove(PoolEntry entry, Fate fate)
    {
        PoolLane lane = entry.Lane;
        _eviction.Leave(lane);
        lane.Remove(entry);
        _eviction.Enter(lane);
        Forget(entry);
        _fates.Remember(entry.Transaction.Id, fate);
        CloseIfEmpty(lane);
        _changes++;
    }

    // Everything but the lane, whose order the caller keeps.
    private void Forget(PoolEntry entry)
    {
        entry.Lane.Sender.Release(entry);
        _entries.Remove(entry.Transaction.Id);
        _expiry.Remove(entry);
        Bytes -= entry.Bytes;
    }

    private void CloseIfEmpty(PoolLane lane)
    {
        if (!lane.IsEmpty)
            return;
        PoolLane last = _lanes[^1];
        _lanes[lane.Place] = last;
        last.Place = lane.Place;
        _lanes.RemoveAt(_lanes.Count - 1);
        lane.Sender.RemoveLane(lane);
        if (lane.Sender.Lanes.Count == 0)
            _senders.Remove(lane.Sender.Address);
    }

    private void Settle(Transaction transaction, ulong height, List<PoolLane> lanes, List<PoolSender> senders)
    {
        _included.Remember(transaction.Id, Fate.Included(height));
        _fates.Forget(transaction.Id);
        UnsignedTransaction body = transaction.Body;
        if (!_senders.TryGetValue(transaction.Sender, out PoolSender? sender))
            return;
        // A transaction that came in by another lane, or from elsewhere, makes the sender poorer too.
        if (!sender.IsTouched)
            senders.Add(sender);
        sender.IsTouched = true;
        if (sender.FindLane(body.Lane) is not { } lane)
            return;
        if (lane.Find(body.Sequence) is { } occupant && occupant.Transaction.Id != transaction.Id)
            _fates.Remember(occupant.Transaction.Id, Fate.Replaced(transaction.Id));
        if (!lane.IsTouched)
            lanes.Add(lane);
        lane.IsTouched = true;
        lane.Advance(body.Sequence + 1);
    }

    private void RemoveUsed(PoolLane lane)
    {
        lane.IsTouched = false;
        _eviction.Leave(lane);
        foreach (PoolEntry entry in lane.Entries)
        {
            if (entry.Sequence >= lane.Next)
                break;
            Forget(entry);
            TransactionId id = entry.Transaction.Id;
            if (!_included.TryGet(id, out _) && !_fates.TryGet(id, out _))
                _fates.Remember(id, Fate.Refused(PoolRefusal.SequenceUsed));
        }
        lane.RemoveUsed();
        _eviction.Enter(lane);
        CloseIfEmpty(lane);
    }

    // Only a sender's own transactions debit it, so only senders of included ones can have become poorer. The newest go first.
    private void RemoveUnpayable(PoolSender sender, IStateReader state)
    {
        sender.IsTouched = false;
        if (sender.Count == 0)
            return;
        Amount balance = state.Balance(sender.Address);
        while (sender.Debit > balance)
        {
            PoolEntry newest = sender.Lanes[0].Tail;
            foreach (PoolLane lane in sender.Lanes)
            {
                if (lane.Tail.Arrival > newest.Arrival)
                    newest = lane.Tail;
            }
            Remove(newest, Fate.Refused(PoolRefusal.CannotPay));
        }
    }
}
