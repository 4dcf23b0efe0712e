using Chain.Storage.Log;

namespace Chain.Storage.Tests.Log;

/// <summary>What every log does; run against the real one and the simulated one.</summary>
public abstract class LogContract
{
    private protected abstract ILog Log { get; }

    [Fact]
    public void New_log_is_empty()
    {
        Assert.Empty(Log.Replay(0));
        Assert.Equal(1UL, Log.FirstHeight);
        Assert.Equal(0UL, Log.LastHeight);
        Log.Sync();
    }

    [Fact]
    public void Replay_gives_records_in_order_from_a_height_on()
    {
        Log.Append(1, 1, Bytes.Of("a"));
        Log.Append(2, 1, []);
        Log.Append(1, 2, Bytes.Of("b"));
        Log.Append(3, 1, Bytes.Of("late"));
        Log.Append(1, 3, Bytes.Of("c"));
        Log.Sync();
        Assert.Equal([(1, 1UL, "a"), (2, 1UL, ""), (1, 2UL, "b"), (3, 1UL, "late"), (1, 3UL, "c")], Read(0));
        Assert.Equal([(1, 2UL, "b"), (1, 3UL, "c")], Read(2));
        Assert.Empty(Read(4));
        Assert.Equal(3UL, Log.LastHeight);
    }

    [Fact]
    public void Replay_shows_what_is_not_synced_yet()
    {
        Log.Append(1, 1, Bytes.Of("a"));
        Assert.Equal([(1, 1UL, "a")], Read(0));
        Log.Append(1, 1, Bytes.Of("b"));
        Log.Sync();
        Assert.Equal([(1, 1UL, "a"), (1, 1UL, "b")], Read(0));
    }

    [Fact]
    public void Released_heights_may_go_and_later_ones_stay()
    {
        for (ulong height = 1; height <= 30; height++)
        {
            Log.Append(1, height, new byte[300]);
            Log.Sync();
        }
        Log.ReleaseBefore(20);
        Assert.True(Log.FirstHeight <= 20);
        Assert.True(Log.FirstHeight > 1);
        Assert.Equal(30UL, Log.LastHeight);
        Assert.Equal(Enumerable.Range(20, 11).Select(static i => (ulong)i), Log.Replay(20).Select(static record => record.Height));
        Assert.Equal(Log.FirstHeight, Log.Replay(0).First().Height);
        Log.ReleaseBefore(1000);
        Assert.Equal(30UL, Log.LastHeight);
        Log.Append(1, 31, []);
        Log.Sync();
        Assert.Equal(31UL, Log.Replay(31).Single().Height);
    }

    [Fact]
    public void Record_that_is_too_large_is_refused()
    {
        Assert.Equal(StorageFault.TooLarge, Assert.Throws<StorageFailure>(() => Log.Append(1, 1, new byte[SegmentedLog.PayloadBytesMax + 1])).Fault);
        Log.Append(1, 1, Bytes.Of("a"));
        Log.Sync();
        Assert.Single(Read(0));
    }

    [Fact]
    public void Record_larger_than_a_segment_is_kept()
    {
        byte[] large = Bytes.Random(new Random(1), 300_000);
        Log.Append(1, 1, Bytes.Of("a"));
        Log.Append(2, 1, large);
        Log.Append(1, 2, Bytes.Of("b"));
        Log.Sync();
        Assert.Equal(large, Log.Replay(0).ElementAt(1).Payload.ToArray());
        Assert.Equal("b", Bytes.Text(Log.Replay(2).Single().Payload.Span));
    }

    private protected IEnumerable<(int Type, ulong Height, string Text)> Read(ulong fromHeight) =>
        Log.Replay(fromHeight).Select(static record => ((int)record.Type, record.Height, Bytes.Text(record.Payload.Span)));
}
