using Chain.Types;

namespace Chain.Simulation;

/// <summary>One node's disk: a log that loses what was not synced when the node crashes, the stored blocks, and the signer's state.</summary>
internal sealed class SimDisk
{
    private readonly List<LogRecord> _log = [];
    private int _synced;

    internal readonly record struct LogRecord(ulong Height, byte[] Input, Header? Body);

    /// <summary>Blocks that were stored, from height 1.</summary>
    public List<(Header Header, Commit Commit)> Stored { get; } = [];

    public SimSigner Signer { get; private set; } = new();

    /// <summary>The signer's state as it would be after a crash; the same as <see cref="Signer"/> unless a planted bug delays writing.</summary>
    private SimSigner _durableSigner = new();

    public IReadOnlyList<LogRecord> Log => _log;

    public void Append(LogRecord record) => _log.Add(record);

    public void Sync() => _synced = _log.Count;

    public void SyncSigner() => _durableSigner = Signer.Copy();

    public void Store(Header header, Commit commit)
    {
        Sync();
        Stored.Add((header, commit));
        int kept = _log.RemoveAll(record => record.Height <= header.Height);
        _synced -= kept;
    }

    /// <summary>Power is gone: of what was not synced a random beginning is left.</summary>
    public void Crash(Rng rng)
    {
        int survives = _synced + rng.Below(_log.Count - _synced + 1);
        _log.RemoveRange(survives, _log.Count - survives);
        _synced = _log.Count;
        Signer = _durableSigner.Copy();
    }
}
