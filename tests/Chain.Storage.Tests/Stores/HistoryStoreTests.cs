using Chain.Primitives;
using Chain.Storage.KeyValue;
using Chain.Storage.Stores;
using Chain.Types;

namespace Chain.Storage.Tests.Stores;

public sealed class HistoryStoreTests : IDisposable
{
    private static readonly HistoryOptions Options = new() { RunTransactions = 20, RunBlocks = 1000 };

    private readonly MemoryStore _memory = new(Schema.History.All);
    private HistoryStore _history;

    public HistoryStoreTests() => _history = HistoryStore.Create(_memory, Bytes.Chain, 1, Options);

    public void Dispose() => _history.Dispose();

    [Fact]
    public void Everything_appended_is_found_before_and_after_a_flush_and_a_restart()
    {
        for (ulong height = 1; height <= 30; height++)
        {
            _history.Append(SampleBlocks.Entry(height));
            RequireHeights(1, height);
            if (height % 3 == 0)
            {
                _history.Flush();
                Assert.Equal(height, _history.DurableHeight);
                RequireHeights(1, height);
            }
        }
        Reopen();
        RequireHeights(1, 30);
        Assert.Equal(30UL, _history.Height);
    }

    [Fact]
    public void Crash_takes_only_what_was_not_flushed()
    {
        Append(1, 7);
        _history.Flush();
        Append(8, 9);
        _memory.Crash();
        _history = HistoryStore.Open(_memory, Bytes.Chain, Options);
        Assert.Equal(7UL, _history.Height);
        RequireHeights(1, 7);
        RequireAbsent(8);
        Append(8, 12);
        _history.Flush();
        RequireHeights(1, 12);
    }

    [Fact]
    public void Blocks_with_events_of_a_contract_are_found_before_and_after_a_flush_a_restart_and_a_cut()
    {
        Address one = new(new Hash256(Enumerable.Repeat((byte)1, 32).ToArray()));
        Address two = new(new Hash256(Enumerable.Repeat((byte)2, 32).ToArray()));
        AppendWithEvents(1, 10);
        RequireEvents(1);
        _history.Flush();
        RequireEvents(1);
        AppendWithEvents(11, 12);
        Assert.Equal([2, 4, 6, 8, 10, 12], _history.FindEventBlocks(one, 0, 100));
        Assert.Equal([6, 8, 10], _history.FindEventBlocks(one, 5, 3));
        Assert.Equal([8, 10, 12], _history.FindEventBlocks(one, 8, 3));
        Assert.Equal([12], _history.FindEventBlocks(one, 11, 3));
        Assert.Empty(_history.FindEventBlocks(one, 13, 3));
        Assert.Empty(_history.FindEventBlocks(new Address(Bytes.Chain), 1, 3));
        _history.Flush();
        _history.TruncateAbove(10);
        Reopen();
        RequireEvents(1);
        while (!_history.Prune(5))
        {
        }
        RequireEvents(5);
        using IKeyValueSnapshot snapshot = _memory.OpenSnapshot(SnapshotLife.Unbounded);
        Assert.Equal(3 + 1, snapshot.Range(Schema.History.EventBlocks, default, default).Count());
        Assert.Equal(3, snapshot.Range(Schema.History.EventContracts, default, default).Count());

        // Every second block has events of the first contract, every sixth of the second one too.
        void AppendWithEvents(ulong first, ulong last)
        {
            for (ulong height = first; height <= last; height++)
                _history.Append(SampleBlocks.Entry(height, 1, [.. height % 2 == 0 ? [one] : Array.Empty<Address>(), .. height % 6 == 0 ? [two] : Array.Empty<Address>()]));
        }

        void RequireEvents(ulong lowest)
        {
            Assert.Equal(new ulong[] { 2, 4, 6, 8, 10 }.Where(height => height >= lowest), _history.FindEventBlocks(one, 0, 100));
            Assert.Equal([6], _history.FindEventBlocks(two, 0, 100));
        }
    }

    [Fact]
    public void Heights_have_no_gaps()
    {
        Append(1, 1);
        Assert.Throws<InvariantException>(() => _history.Append(SampleBlocks.Entry(3)));
        Assert.Throws<InvariantException>(() => _history.Append(SampleBlocks.Entry(1)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(200)]
    public void Any_number_of_receipts_is_found_whole_and_one_by_one(int count)
    {
        _history.Append(SampleBlocks.Entry(1, count));
        for (int pass = 0; pass < 2; pass++)
        {
            Assert.Equal(count, _history.FindReceipts(1)!.Count);
            for (int i = 0; i < count; i++)
                Assert.Equal($"receipt 1/{i}", Bytes.Text(_history.FindReceipt(1, i)!.Value.Span));
            Assert.Null(_history.FindReceipt(1, count));
            Assert.Null(_history.FindReceipt(1, -1));
            _history.Flush();
        }
    }

    [Fact]
    public void Heights_that_are_not_kept_are_null()
    {
        Append(1, 5);
        _history.Flush();
        foreach (ulong height in new[] { 0UL, 6UL, ulong.MaxValue })
        {
            Assert.Null(_history.FindBlock(height));
            Assert.Null(_history.FindCommit(height));
            Assert.Null(_history.FindReceipts(height));
        }
        Assert.Null(_history.FindHeight(SampleBlocks.At(9).Id));
    }

    [Fact]
    public void Pruned_heights_are_gone_and_their_rows_removed_step_by_step()
    {
        Append(1, 40);
        _history.Flush();
        Append(41, 60);
        _history.Flush();
        while (!_history.Prune(45))
            continue;
        Assert.Equal(45UL, _history.LowestHeight);
        RequireAbsent(44);
        RequireHeights(45, 60);
        Reopen();
        RequireAbsent(44);
        RequireHeights(45, 60);
        using IKeyValueSnapshot snapshot = _memory.OpenSnapshot();
        Assert.Equal(16, snapshot.Count(Schema.History.Blocks));
        Assert.Equal(16, snapshot.Count(Schema.History.BlockIds));
        Assert.Equal(16, snapshot.Count(Schema.History.Receipts));
    }

    [Fact]
    public void Pruning_that_is_interrupted_is_consistent_and_goes_on_later()
    {
        Append(1, 600);
        _history.Flush();
        Assert.False(_history.Prune(590));
        _history.Dispose();
        _memory.Crash();
        _history = HistoryStore.Open(_memory, Bytes.Chain, Options);
        RequireHeights(Math.Max(_history.LowestHeight, 590), 600);
        while (!_history.Prune(590))
            continue;
        RequireAbsent(589);
        RequireHeights(590, 600);
    }

    [Fact]
    public void Prune_keeps_what_is_not_durable()
    {
        Append(1, 3);
        _history.Flush();
        Append(4, 6);
        _history.Prune(100);
        RequireHeights(3, 6);
    }

    [Fact]
    public void Heights_cut_off_after_a_rollback_are_gone_and_can_be_written_again()
    {
        Append(1, 20);
        _history.Flush();
        Append(21, 22);
        _history.TruncateAbove(21);
        RequireHeights(1, 21);
        RequireAbsent(22);
        _history.TruncateAbove(13);
        RequireHeights(1, 13);
        for (ulong height = 14; height <= 22; height++)
            RequireAbsent(height);
        Reopen();
        RequireHeights(1, 13);
        Append(14, 40);
        _history.Flush();
        RequireHeights(1, 40);
    }

    [Fact]
    public void History_that_begins_later_knows_its_lowest_height()
    {
        using HistoryStore later = HistoryStore.Create(new MemoryStore(Schema.History.All), Bytes.Chain, 100, Options);
        Assert.Equal(100UL, later.LowestHeight);
        Assert.Equal(99UL, later.Height);
        later.Append(SampleBlocks.Entry(100));
        later.Flush();
        Assert.NotNull(later.FindBlock(100));
    }

    [Fact]
    public void History_of_another_chain_an_empty_and_a_full_store_are_refused()
    {
        Assert.Equal(StorageFault.WrongChain, Assert.Throws<StorageFailure>(() => HistoryStore.Open(_memory, Bytes.OtherChain)).Fault);
        Assert.Equal(StorageFault.Missing, Assert.Throws<StorageFailure>(() => HistoryStore.Open(new MemoryStore(Schema.History.All), Bytes.Chain)).Fault);
        Assert.Equal(StorageFault.AlreadyExists, Assert.Throws<StorageFailure>(() => HistoryStore.Create(_memory, Bytes.Chain)).Fault);
    }

    [Fact]
    public void Block_that_is_missing_or_unreadable_is_refused_at_open()
    {
        Append(1, 3);
        _history.Flush();
        var batch = new WriteBatch();
        batch.Put(Schema.History.Blocks, HistoryKeys.Height(2), Bytes.Of("no block"));
        _memory.Commit(batch, sync: true);
        StorageFailure failure = Assert.Throws<StorageFailure>(() => HistoryStore.Open(_memory, Bytes.Chain, Options));
        Assert.Equal((StorageFault.Damaged, 2UL), (failure.Fault, failure.Height));
    }

    private void Append(ulong from, ulong to)
    {
        for (ulong height = from; height <= to; height++)
            _history.Append(SampleBlocks.Entry(height));
    }

    private void Reopen()
    {
        _history.Dispose();
        _history = HistoryStore.Open(_memory, Bytes.Chain, Options);
    }

    private void RequireHeights(ulong from, ulong to)
    {
        for (ulong height = from; height <= to; height++)
        {
            Block block = SampleBlocks.At(height);
            Assert.True(_history.FindBlock(height)!.Value.Span.SequenceEqual(block.Encoded.Span));
            Assert.Equal($"commit {height}", Bytes.Text(_history.FindCommit(height)!.Value.Span));
            Assert.Equal($"results {height}", Bytes.Text(_history.FindResults(height)!.Value.Span));
            Assert.Equal($"receipt {height}/4", Bytes.Text(_history.FindReceipt(height, 4)!.Value.Span));
            Assert.Equal(height, _history.FindHeight(block.Id));
            Assert.Equal(new HistoryPlace(height, 3), _history.FindTransaction(block.Transactions[3].Id));
            Assert.Equal(new HistoryPlace(height, 2), _history.FindSlot(block.Transactions[2].Slot));
        }
    }

    private void RequireAbsent(ulong height)
    {
        Block block = SampleBlocks.At(height);
        Assert.Null(_history.FindBlock(height));
        Assert.Null(_history.FindReceipt(height, 0));
        Assert.Null(_history.FindHeight(block.Id));
        Assert.Null(_history.FindTransaction(block.Transactions[0].Id));
        Assert.Null(_history.FindSlot(block.Transactions[0].Slot));
    }
}
