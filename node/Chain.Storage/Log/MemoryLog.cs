namespace Chain.Storage.Log;

/// <summary>The log of the simulator: the same contract, in memory, with a crash that loses what was not synced.</summary>
public sealed class MemoryLog : ILog
{
    /// <summary>Largest payload, as in the real log.</summary>
    public const int PayloadBytesMax = SegmentedLog.PayloadBytesMax;

    private readonly List<LogRecord> _records = [];
    private int _synced;

    /// <summary>Starts empty, for records of this height and later ones.</summary>
    public MemoryLog(ulong firstHeight = 1) => FirstHeight = firstHeight;

    /// <inheritdoc/>
    public ulong FirstHeight { get; private set; }

    /// <inheritdoc/>
    public ulong LastHeight { get; private set; }

    /// <summary>How many records a crash cannot take.</summary>
    public int SyncedCount => _synced;

    /// <inheritdoc/>
    public void Append(byte type, ulong height, ReadOnlySpan<byte> payload)
    {
        SegmentedLog.RequireRecord("memory", type, payload.Length);
        _records.Add(new LogRecord(type, height, payload.ToArray()));
        LastHeight = Math.Max(LastHeight, height);
    }

    /// <inheritdoc/>
    public void Sync() => _synced = _records.Count;

    /// <inheritdoc/>
    public IEnumerable<LogRecord> Replay(ulong fromHeight)
    {
        foreach (LogRecord record in _records.ToArray())
        {
            if (record.Height >= fromHeight)
                yield return record;
        }
    }

    /// <inheritdoc/>
    public void ReleaseBefore(ulong height)
    {
        int release = 0;
        height = Math.Min(height, LastHeight);
        while (release < _synced && _records[release].Height < height)
            release++;
        _records.RemoveRange(0, release);
        _synced -= release;
        if (release > 0)
            FirstHeight = Math.Max(FirstHeight, Math.Min(height, LastHeight));
    }

    /// <summary>What a power cut does: of the records that were not synced, only the first <paramref name="keptUnsynced"/> remain; a record torn in the middle counts as gone.</summary>
    public void Crash(int keptUnsynced)
    {
        int kept = Math.Min(_records.Count, _synced + Math.Max(0, keptUnsynced));
        _records.RemoveRange(kept, _records.Count - kept);
        _synced = kept;
        LastHeight = _records.Count == 0 ? 0 : _records.Max(static record => record.Height);
    }

    /// <summary>Nothing to release; what was appended stays, for the next node that opens it.</summary>
    public void Dispose()
    {
    }
}
