using Chain.Primitives;

namespace Chain.State;

/// <summary>Writes over a reader: what a block, a transaction or a call has changed so far, with marks to roll back to.</summary>
/// <remarks>
/// Each key that is touched is read from below once and remembered with that value, so that a write knows what it replaced
/// and repeated reads cost a dictionary look-up; a long value that is only read is not kept, or a block that reads much would hold all of it. Every change of a
/// key is journalled with what it was before; rolling back replays the journal backwards. Marks nest like calls: rolling back to an outer mark drops the inner ones.
/// What lies below must not change while the overlay is in use. Not safe for use by two threads at once.
/// </remarks>
public sealed class StateOverlay : IStateReader
{
    /// <summary>Bytes of the longest value that is remembered when it was only read.</summary>
    private const int ReadBytesKeptMax = 1_024;

    private readonly IStateReader _below;
    private readonly Dictionary<byte[], int> _index;
    private readonly Dictionary<byte[], int>.AlternateLookup<ReadOnlySpan<byte>> _find;
    private readonly List<Entry> _entries;
    private readonly List<Change> _journal;
    private int _transaction = 1;

    /// <summary>Starts with no writes.</summary>
    /// <param name="below">The state that is read and never written.</param>
    /// <param name="seed">Any number that whoever chooses keys cannot foresee, for the key table: a word of the parent block's id will do. Results never depend on it.</param>
    /// <param name="capacity">About how many keys will be touched: growing step by step costs copies.</param>
    public StateOverlay(IStateReader below, ulong seed = 0, int capacity = 0)
    {
        _below = below;
        _entries = new List<Entry>(capacity);
        _journal = new List<Change>(capacity);
        _index = new Dictionary<byte[], int>(capacity, new KeyComparer(seed));
        _find = _index.GetAlternateLookup<ReadOnlySpan<byte>>();
    }

    /// <summary>How many changes the journal holds: grows with each write, falls with a rollback. A mark is this number.</summary>
    public int JournalLength => _journal.Count;

    /// <inheritdoc/>
    public bool TryGet(ReadOnlySpan<byte> key, out ReadOnlyMemory<byte> value)
    {
        if (_find.TryGetValue(key, out int index))
        {
            ReadOnlyMemory<byte>? current = _entries[index].Current;
            value = current.GetValueOrDefault();
            return current.HasValue;
        }
        bool found = _below.TryGet(key, out value);
        if (value.Length <= ReadBytesKeptMax)
            Add(key, found ? value : default(ReadOnlyMemory<byte>?));
        return found;
    }

    /// <summary>Begins a transaction, to which <see cref="IsNew"/> refers.</summary>
    public void BeginTransaction() => _transaction++;

    /// <summary>Whether a key holds something now, and held nothing when the transaction began.</summary>
    public bool IsNew(ReadOnlySpan<byte> key) =>
        _find.TryGetValue(key, out int index) && _entries[index] is { Current: not null, WasThere: false } entry && entry.WrittenIn == _transaction;

    /// <summary>Sets a key, copying both.</summary>
    public void Set(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value) => Write(key, value.ToArray());

    /// <summary>Deletes a key; nothing happens when it is absent.</summary>
    public void Delete(ReadOnlySpan<byte> key) => Write(key, null);

    /// <summary>A mark for <see cref="RollbackTo"/>: everything written from here on can be undone together.</summary>
    public int Mark() => _journal.Count;

    /// <summary>Undoes everything written since the mark.</summary>
    /// <exception cref="InvariantException">The mark was taken after a state that has been rolled back.</exception>
    public void RollbackTo(int mark)
    {
        Invariant.Holds(mark >= 0 && mark <= _journal.Count, "a mark belongs to this journal");
        for (int i = _journal.Count - 1; i >= mark; i--)
        {
            (int entry, ReadOnlyMemory<byte>? before) = _journal[i];
            _entries[entry] = _entries[entry] with { Current = before };
        }
        _journal.RemoveRange(mark, _journal.Count - mark);
    }

    /// <summary>What has changed against the state below, in ascending order of keys. A key set back to what it was has not changed.</summary>
    public StateWrites ToWrites()
    {
        var written = new List<StateWrite>(_entries.Count);
        foreach (Entry entry in _entries)
        {
            if (!StateWrites.SameValue(entry.Current, entry.Below))
                written.Add(new StateWrite(entry.Key, entry.Current, entry.Below));
        }
        return StateWrites.Create(written);
    }

    /// <summary>Writes of this overlay become writes of the overlay below it.</summary>
    /// <exception cref="InvariantException">This overlay does not lie over <paramref name="target"/>.</exception>
    public void WriteTo(StateOverlay target)
    {
        Invariant.Holds(ReferenceEquals(target, _below), "an overlay is merged into the overlay that it reads");
        foreach (StateWrite write in ToWrites().Span)
        {
            if (write.NewValue is { } value)
                target.Set(write.Key.Span, value.Span);
            else
                target.Delete(write.Key.Span);
        }
    }

    private void Write(ReadOnlySpan<byte> key, ReadOnlyMemory<byte>? value)
    {
        int index = Touch(key);
        Entry entry = _entries[index];
        if (entry.Current is null && value is null)
            return;
        _journal.Add(new Change(index, entry.Current));
        // Whatever is rolled back, a key that is written for the first time in a transaction holds what it held when the transaction began.
        if (entry.WrittenIn != _transaction)
            entry = entry with { WrittenIn = _transaction, WasThere = entry.Current is not null };
        _entries[index] = entry with { Current = value };
    }

    private int Touch(ReadOnlySpan<byte> key)
    {
        if (_find.TryGetValue(key, out int index))
            return index;
        return Add(key, _below.TryGet(key, out ReadOnlyMemory<byte> value) ? value : default(ReadOnlyMemory<byte>?));
    }

    private int Add(ReadOnlySpan<byte> key, ReadOnlyMemory<byte>? below)
    {
        byte[] owned = key.ToArray();
        int index = _entries.Count;
        _index.Add(owned, index);
        _entries.Add(new Entry(owned, below, below));
        return index;
    }

    /// <param name="Key">The key.</param>
    /// <param name="Below">Its value in the state below; null when absent there.</param>
    /// <param name="Current">Its value now; null when absent.</param>
    /// <param name="WrittenIn">The last transaction that wrote it; 0 for none.</param>
    /// <param name="WasThere">Whether it held something when that transaction began.</param>
    private readonly record struct Entry(byte[] Key, ReadOnlyMemory<byte>? Below, ReadOnlyMemory<byte>? Current, int WrittenIn = 0, bool WasThere = false);

    /// <param name="Entry">Which entry changed.</param>
    /// <param name="Before">What it was before the change.</param>
    private readonly record struct Change(int Entry, ReadOnlyMemory<byte>? Before);
}
