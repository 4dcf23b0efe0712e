using Chain.Storage.KeyValue;
using Chain.Storage.Stores;

namespace Chain.Storage.Tests.Stores;

public sealed class HistoryReadTests
{
    [Fact]
    public void History_is_read_however_many_snapshots_others_hold()
    {
        using var memory = new MemoryStore(Schema.History.All, SnapshotLimits.Default with { OpenMax = 1 });
        using HistoryStore history = HistoryStore.Create(memory, Bytes.Chain);
        history.Append(SampleBlocks.Entry(1));
        history.Flush();
        using IKeyValueSnapshot held = memory.OpenSnapshot();
        Assert.Throws<StorageFailure>(() => memory.OpenSnapshot());
        Assert.NotNull(history.FindBlock(1));
        Assert.NotNull(history.FindReceipts(1));
    }
}
