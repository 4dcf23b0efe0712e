using Chain.Storage.Log;

namespace Chain.Storage.Tests.Log;

public sealed class MemoryLogTests : LogContract
{
    private readonly MemoryLog _log = new();

    private protected override ILog Log => _log;

    [Fact]
    public void Crash_takes_what_was_not_synced_from_its_end()
    {
        _log.Append(1, 1, Bytes.Of("a"));
        _log.Sync();
        _log.Append(1, 1, Bytes.Of("b"));
        _log.Append(1, 2, Bytes.Of("c"));
        _log.Crash(keptUnsynced: 1);
        Assert.Equal([(1, 1UL, "a"), (1, 1UL, "b")], Read(0));
        Assert.Equal(1UL, _log.LastHeight);
        _log.Append(1, 3, Bytes.Of("d"));
        _log.Crash(keptUnsynced: 0);
        Assert.Equal([(1, 1UL, "a"), (1, 1UL, "b")], Read(0));
    }
}
