using Chain.Primitives;
using Chain.Types;
using Chain.Wallet.Files;

namespace Chain.Wallet.Outbox;

/// <summary>
/// The transactions that one account signed on one chain. It is also where slots are given out: an open transaction's file is the
/// reservation of its slot, written and synced, under a lock between processes, before anything is sent.
/// </summary>
/// <remarks>
/// There is no reservation without signed bytes, so a crash leaves either nothing or a transaction that can be sent again as it is:
/// a lane cannot be blocked by a slot that nobody remembers. open/ holds what may still be included, done/ what no longer can or was.
/// </remarks>
public sealed class AccountOutbox
{
    private const int EntryBytesMax = 1024 * 1024;

    private readonly string _open;
    private readonly string _done;
    private readonly string _lock;
    private readonly LaneFloors _floors;

    /// <summary>Under the wallet's outbox directory; nothing is created before something is written.</summary>
    public AccountOutbox(string outboxDirectory, Hash256 genesisHash, Address account)
    {
        string directory = Path.Combine(outboxDirectory, genesisHash.ToString(), account.ToString());
        _open = Path.Combine(directory, "open");
        _done = Path.Combine(directory, "done");
        _lock = Path.Combine(directory, "lock");
        _floors = new LaneFloors(Path.Combine(directory, "lanes.json"));
    }

    /// <summary>Open transactions by lane and sequence, without reading them.</summary>
    public IReadOnlyList<OpenSlot> OpenSlots() => Slots(_open);

    /// <summary>The lock under which slots are given out.</summary>
    public Task<FileLock> LockAsync(CancellationToken cancellationToken) => FileLock.AcquireAsync(_lock, cancellationToken);

    /// <summary>Writes a newly signed transaction down, durably. To be called under the lock, before the transaction is sent.</summary>
    /// <exception cref="WalletException">Another open transaction of this wallet has the slot and <paramref name="replaces"/> does not name it.</exception>
    public OutboxEntry Add(string network, Transaction transaction, TransactionId? replaces, ulong signedAtMs)
    {
        foreach (OpenSlot other in OpenSlots())
        {
            if (other.Lane != transaction.Body.Lane || other.Sequence != transaction.Body.Sequence || other.Id == transaction.Id || other.Id == replaces)
                continue;
            throw new WalletException(
                ProblemKind.Refused, "slot-taken", $"lane {other.Lane}, sequence {other.Sequence} is taken by transaction {other.Id}",
                "it may still be included, and only one of the two ever will be", $"tx status {other.Id}, or tx replace or tx cancel it");
        }
        string path = Path.Combine(_open, OpenSlot.Of(transaction).FileName);
        var entry = new OutboxEntry(network, transaction, OutboxState.Signed, "", ProcessMark.Current, signedAtMs);
        if (DurableFile.TryCreate(path, entry.Encode()))
            return entry;
        return Read(path) ?? throw new IOException($"'{path}' appeared and vanished");
    }

    /// <summary>Writes what became known. What can change no more moves to done/. Takes the lock.</summary>
    public OutboxEntry Record(OutboxEntry entry, OutboxState state, string detail)
    {
        using FileLock held = FileLock.Acquire(_lock);
        return RecordLocked(entry, state, detail);
    }

    /// <summary>Moves those to done/ that the node's answer settles. To be called under the lock.</summary>
    public void Settle(uint lane, LaneView view)
    {
        foreach (OpenSlot slot in OpenSlots())
        {
            if (slot.Lane != lane || !LanePlan.IsOver(slot, view) || Read(Path.Combine(_open, slot.FileName)) is not { } entry)
                continue;
            bool used = slot.Sequence < view.Sequence;
            RecordLocked(entry, used ? OutboxState.SlotUsed : OutboxState.Expired, "");
        }
    }

    /// <summary>
    /// A node's answer, raised to what is known already: a node that is a few blocks behind must not make us give out a place that
    /// another node has seen used. To be called under the lock.
    /// </summary>
    public LaneView Raise(uint lane, LaneView view)
    {
        ulong floor = _floors.Read(lane);
        return floor <= view.Sequence ? view : view with { Sequence = floor, PendingSequence = Math.Max(floor, view.PendingSequence) };
    }

    /// <summary>The transaction that holds up a lane, or null. One whose process still runs is about to be sent and holds up nothing.</summary>
    public Stall? FindStall(uint lane, LaneView view)
    {
        OpenSlot? next = null;
        foreach (OpenSlot slot in OpenSlots())
        {
            if (slot.Lane == lane && slot.Sequence == view.PendingSequence)
                next = slot;
        }
        if (next is not { } head || Read(Path.Combine(_open, head.FileName)) is not { } entry)
            return null;
        if (entry.State == OutboxState.Sent)
            return new Stall(entry, WasTaken: true);
        return entry.Owner.IsAlive ? null : new Stall(entry, WasTaken: false);
    }

    /// <summary>The entry of an id, open or done; null when this account never signed it.</summary>
    public OutboxEntry? Find(TransactionId id)
    {
        foreach (string directory in (string[])[_open, _done])
        {
            foreach (OpenSlot slot in Slots(directory))
            {
                if (slot.Id == id && Read(Path.Combine(directory, slot.FileName)) is { } entry)
                    return entry;
            }
        }
        return null;
    }

    /// <summary>Open entries, then the newest done ones, by the time of signing.</summary>
    public IReadOnlyList<OutboxEntry> List(int doneMax)
    {
        List<OutboxEntry> open = [.. ReadAll(_open)];
        IEnumerable<OutboxEntry> done = ReadAll(_done).OrderByDescending(static entry => entry.SignedAtMs).Take(doneMax);
        return [.. open.OrderByDescending(static entry => entry.SignedAtMs), .. done];
    }

    private OutboxEntry RecordLocked(OutboxEntry entry, OutboxState state, string detail)
    {
        OutboxEntry changed = entry with { State = state, Detail = detail };
        string name = OpenSlot.Of(entry.Transaction).FileName;
        string open = Path.Combine(_open, name);
        if (state is OutboxState.Final or OutboxState.Proven or OutboxState.Replaced or OutboxState.SlotUsed)
            _floors.Raise(entry.Transaction.Body.Lane, entry.Transaction.Body.Sequence + 1);
        if (!changed.IsOpen)
        {
            DurableFile.Replace(Path.Combine(_done, name), changed.Encode());
            DurableFile.Delete(open);
        }
        else if (File.Exists(open))
        {
            // Otherwise another process has settled it meanwhile, and knows more.
            DurableFile.Replace(open, changed.Encode());
        }
        return changed;
    }

    private static IEnumerable<OutboxEntry> ReadAll(string directory)
    {
        foreach (OpenSlot slot in Slots(directory))
        {
            if (Read(Path.Combine(directory, slot.FileName)) is { } entry)
                yield return entry;
        }
    }

    private static IReadOnlyList<OpenSlot> Slots(string directory)
    {
        if (!Directory.Exists(directory))
            return [];
        var slots = new List<OpenSlot>();
        foreach (string path in Directory.EnumerateFiles(directory))
        {
            if (OpenSlot.TryParse(Path.GetFileName(path), out OpenSlot slot))
                slots.Add(slot);
        }
        slots.Sort(static (a, b) => (a.Lane, a.Sequence).CompareTo((b.Lane, b.Sequence)));
        return slots;
    }

    /// <summary>Null when another process has just moved it.</summary>
    private static OutboxEntry? Read(string path)
    {
        byte[]? content = DurableFile.TryRead(path, EntryBytesMax);
        if (content is null)
            return null;
        string? problem = OutboxEntry.TryDecode(content, out OutboxEntry? entry);
        return problem is null
            ? entry
            : throw new WalletException(ProblemKind.Unexpected, "outbox-file", $"the outbox file '{path}' is damaged", problem, "move it away; its transaction may still be included until its expiry height");
    }
}
