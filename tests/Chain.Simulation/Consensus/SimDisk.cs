using Chain.Node.Agreeing;
using Chain.Primitives;
using Chain.Primitives.Crypto;
using Chain.Storage.Log;
using Chain.Storage.Signing;
using Chain.Types;

namespace Chain.Simulation;

/// <summary>One node's disk: a log that loses what was not synced when power fails, the signer's memory, and the stored blocks. Power may fail at each use of it.</summary>
/// <param name="mayFail">Throws <see cref="PowerCut"/> when power fails here.</param>
/// <param name="later">A planted bug: does later what should be durable at once. Null for a disk that keeps its word.</param>
internal sealed class SimDisk(Action mayFail, Action<Action>? later) : ILog, ISignerState
{
    private readonly MemoryLog _log = new();
    private SignerStateMemory _signer = new();
    private SignedStep _durable;
    private int _unsynced;

    /// <summary>Blocks that were stored, from height 1.</summary>
    public List<(Header Header, Commit Commit)> Stored { get; } = [];

    public ulong FirstHeight => _log.FirstHeight;

    public ulong LastHeight => _log.LastHeight;

    public SignedStep Last => _signer.Last;

    public SignedStep Previous => _signer.Previous;

    public void Append(byte type, ulong height, ReadOnlySpan<byte> payload)
    {
        _log.Append(type, height, payload);
        _unsynced++;
    }

    public void Append(Header header) => Append((byte)LogRecordKind.Block, header.Height, header.Encode());

    public void Sync()
    {
        mayFail();
        if (later is null)
            SyncNow();
        else
            later(SyncNow);
    }

    public IEnumerable<LogRecord> Replay(ulong fromHeight) => _log.Replay(fromHeight);

    public void ReleaseBefore(ulong height) => _log.ReleaseBefore(height);

    public SigningVerdict Check(ulong height, uint round, byte step, Hash256 digest) => _signer.Check(height, round, step, digest);

    public SigningVerdict Record(ulong height, uint round, byte step, Hash256 digest, Signature signature)
    {
        SigningVerdict verdict = _signer.Record(height, round, step, digest, signature);
        if (later is null)
            _durable = _signer.Last;
        else
            later(() => _durable = _signer.Last);
        // Remembered, and the signature never gave.
        mayFail();
        return verdict;
    }

    public void Store(Header header, Commit commit)
    {
        SyncNow();
        Stored.Add((header, commit));
        _log.ReleaseBefore(header.Height);
    }

    /// <summary>Power is gone: of what was not synced a random beginning is left.</summary>
    public void Crash(Rng rng)
    {
        _log.Crash(rng.Below(_unsynced + 1));
        _unsynced = 0;
        if (_signer.Last == _durable)
            return;
        _signer = new SignerStateMemory();
        if (_durable.Height > 0)
            _signer.Record(_durable.Height, _durable.Round, _durable.Step, _durable.Digest, _durable.Signature);
    }

    public void Dispose()
    {
    }

    private void SyncNow()
    {
        _log.Sync();
        _unsynced = 0;
    }
}
