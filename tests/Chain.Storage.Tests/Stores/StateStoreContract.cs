using Chain.Primitives;
using Chain.State;
using Chain.State.Proofs;
using Chain.Storage.KeyValue;
using Chain.Storage.Stores;

namespace Chain.Storage.Tests.Stores;

/// <summary>What a state store does, whatever part of its tables a commit writes.</summary>
public abstract class StateStoreContract : IDisposable
{
    private readonly int _keys;
    private readonly MemoryStore _memory = new(Schema.State.All);
    private readonly List<SortedDictionary<string, string>> _history = [];
    private readonly Random _random = new(1);
    private StateStore _store;

    private protected StateStoreContract(int keys, StateStoreOptions options)
    {
        _keys = keys;
        Options = options with { HeightsKept = 4, HeightsUndoable = 10, Threads = 1 };
        _history.Add(new SortedDictionary<string, string>(Enumerable.Range(0, keys / 2).ToDictionary(static i => $"k{i}", static i => $"v{i}"), StringComparer.Ordinal));
        _store = StateStore.Create(_memory, Bytes.Chain, Writes([], _history[0]), Options);
    }

    private StateStoreOptions Options { get; }

    public void Dispose() => _store.Dispose();

    [Fact]
    public void Snapshots_of_kept_heights_read_and_prove_what_was_there()
    {
        for (int height = 1; height <= 12; height++)
        {
            CommitNext();
            for (int at = 0; at <= height; at++)
            {
                using StateSnapshot? snapshot = _store.OpenSnapshot((ulong)at);
                Assert.True(snapshot is not null || at < height - Options.HeightsKept);
                if (snapshot is not null)
                    RequireContent(snapshot, _history[at]);
            }
        }
        Assert.Null(_store.OpenSnapshot(13UL));
    }

    [Fact]
    public void Snapshot_is_not_moved_by_later_commits()
    {
        CommitNext();
        CommitNext();
        using StateSnapshot newest = _store.OpenSnapshot(2UL)!;
        using StateSnapshot older = _store.OpenSnapshot(1UL)!;
        for (int i = 0; i < 4; i++)
            CommitNext();
        RequireContent(newest, _history[2]);
        RequireContent(older, _history[1]);
    }

    [Fact]
    public void Prepared_version_is_read_before_and_while_it_is_committed()
    {
        StateVersion first = PrepareNext(_store.Newest);
        StateVersion second = PrepareNext(first);
        using StateSnapshot ahead = _store.OpenSnapshot(second);
        RequireContent(ahead, _history[2]);
        _store.Commit(first);
        using StateSnapshot between = _store.OpenSnapshot(second);
        RequireContent(between, _history[2]);
        _store.Commit(second);
        using StateSnapshot after = _store.OpenSnapshot(second);
        using StateSnapshot below = _store.OpenSnapshot(first);
        RequireContent(after, _history[2]);
        RequireContent(below, _history[1]);
        RequireContent(ahead, _history[2]);
    }

    [Fact]
    public void Several_heights_commit_together()
    {
        StateVersion first = PrepareNext(_store.Newest);
        StateVersion second = PrepareNext(first);
        StateVersion third = PrepareNext(second);
        _store.Commit(first, second, third);
        Assert.Equal(3UL, _store.Height);
        for (int height = 0; height <= 3; height++)
        {
            using StateSnapshot snapshot = _store.OpenSnapshot((ulong)height)!;
            RequireContent(snapshot, _history[height]);
        }
        Reopen();
        Assert.Equal(third.Root, _store.Newest.Root);
    }

    [Fact]
    public void Versions_out_of_order_break_an_invariant()
    {
        StateVersion first = PrepareNext(_store.Newest);
        StateVersion second = PrepareNext(first);
        Assert.Throws<InvariantException>(() => _store.Commit(second));
        _store.Commit(first);
        Assert.Throws<InvariantException>(() => _store.Commit(first));
        _store.Commit(second);
    }

    [Fact]
    public void Reopened_store_has_the_same_root_and_the_same_kept_heights()
    {
        for (int i = 0; i < 7; i++)
            CommitNext();
        Hash256 root = _store.Newest.Root;
        Reopen();
        Assert.Equal(7UL, _store.Height);
        Assert.Equal(root, _store.Newest.Root);
        Assert.Equal(root, _store.RecomputeRoot());
        for (int height = 3; height <= 7; height++)
        {
            using StateSnapshot snapshot = _store.OpenSnapshot((ulong)height)!;
            RequireContent(snapshot, _history[height]);
        }
        CommitNext();
        Assert.Equal(_store.Newest.Root, _store.RecomputeRoot());
    }

    [Theory]
    [InlineData(7)]
    [InlineData(5)]
    [InlineData(1)]
    public void Rollback_restores_an_older_height_and_goes_on_from_there(int target)
    {
        for (int i = 0; i < 9; i++)
            CommitNext();
        _store.Rollback((ulong)target);
        _history.RemoveRange(target + 1, _history.Count - target - 1);
        Assert.Equal((ulong)target, _store.Height);
        Assert.Equal(_store.Newest.Root, _store.RecomputeRoot());
        using (StateSnapshot snapshot = _store.OpenSnapshot((ulong)target)!)
            RequireContent(snapshot, _history[target]);
        CommitNext();
        Reopen();
        using StateSnapshot next = _store.OpenSnapshot((ulong)target + 1)!;
        RequireContent(next, _history[target + 1]);
    }

    [Fact]
    public void Rollback_further_than_the_undo_records_reach_is_refused()
    {
        for (int i = 0; i < 14; i++)
            CommitNext();
        StorageFailure failure = Assert.Throws<StorageFailure>(() => _store.Rollback(0));
        Assert.Equal(StorageFault.Missing, failure.Fault);
        Assert.Equal(14UL, _store.Height);
        _store.Rollback(4);
        using StateSnapshot snapshot = _store.OpenSnapshot(4UL)!;
        RequireContent(snapshot, _history[4]);
    }

    [Fact]
    public void Crash_before_the_sync_leaves_the_height_before()
    {
        CommitNext();
        StateVersion lost = PrepareNext(_store.Newest);
        Assert.Equal(2UL, lost.Height);
        _memory.Crash();
        _store = StateStore.Open(_memory, Bytes.Chain, Options);
        Assert.Equal(1UL, _store.Height);
        using StateSnapshot snapshot = _store.OpenSnapshot(1UL)!;
        RequireContent(snapshot, _history[1]);
    }

    [Fact]
    public void Version_that_is_never_committed_leaves_no_trace()
    {
        CommitNext();
        PrepareNext(_store.Newest);
        _history.RemoveAt(2);
        CommitNext();
        CommitNext();
        Assert.Equal(_store.Newest.Root, _store.RecomputeRoot());
        using StateSnapshot snapshot = _store.OpenSnapshot(1UL)!;
        RequireContent(snapshot, _history[1]);
    }

    [Fact]
    public void State_of_another_chain_is_refused() =>
        Assert.Equal(StorageFault.WrongChain, Assert.Throws<StorageFailure>(() => StateStore.Open(_memory, Bytes.OtherChain, Options)).Fault);

    [Fact]
    public void Empty_store_is_refused_at_open_and_a_full_one_at_create()
    {
        Assert.Equal(StorageFault.Missing, Assert.Throws<StorageFailure>(() => StateStore.Open(new MemoryStore(Schema.State.All), Bytes.Chain, Options)).Fault);
        Assert.Equal(StorageFault.AlreadyExists, Assert.Throws<StorageFailure>(() => StateStore.Create(_memory, Bytes.Chain, StateWrites.None, Options)).Fault);
    }

    [Fact]
    public void Tree_that_does_not_give_the_committed_root_is_refused()
    {
        CommitNext();
        KeyValuePair<byte[], byte[]> bucket;
        using (IKeyValueSnapshot snapshot = _memory.OpenSnapshot())
            bucket = snapshot.Range(Schema.State.Tree, default, default).First();
        bucket.Value[^1] ^= 1;
        var batch = new WriteBatch();
        batch.Put(Schema.State.Tree, bucket.Key, bucket.Value);
        _memory.Commit(batch, sync: true);
        Assert.Equal(StorageFault.Damaged, Assert.Throws<StorageFailure>(() => StateStore.Open(_memory, Bytes.Chain, Options)).Fault);
    }

    [Fact]
    public void Missing_bucket_is_refused()
    {
        CommitNext();
        var batch = new WriteBatch();
        using (IKeyValueSnapshot snapshot = _memory.OpenSnapshot())
            batch.Delete(Schema.State.Tree, snapshot.Range(Schema.State.Tree, default, default).First().Key);
        _memory.Commit(batch, sync: true);
        Assert.Equal(StorageFault.Damaged, Assert.Throws<StorageFailure>(() => StateStore.Open(_memory, Bytes.Chain, Options)).Fault);
    }

    [Fact]
    public void Threads_do_not_change_the_root()
    {
        using var other = StateStore.Create(new MemoryStore(Schema.State.All), Bytes.Chain, Writes([], _history[0]), Options with { Threads = 8 });
        var before = new SortedDictionary<string, string>(_history[0], StringComparer.Ordinal);
        var after = new SortedDictionary<string, string>(Enumerable.Range(50, 3000).ToDictionary(static i => $"k{i}", static i => $"w{i}"), StringComparer.Ordinal);
        StateWrites writes = Writes(before, after);
        Assert.Equal(_store.Prepare(_store.Newest, writes).Root, other.Prepare(other.Newest, writes).Root);
    }

    private void CommitNext() => _store.Commit(PrepareNext(_store.Newest));

    private StateVersion PrepareNext(StateVersion parent)
    {
        var next = new SortedDictionary<string, string>(_history[(int)parent.Height], StringComparer.Ordinal);
        for (int i = 0; i < Math.Max(30, _keys / 20); i++)
        {
            string key = $"k{_random.Next(_keys)}";
            if (_random.Next(3) == 0)
                next.Remove(key);
            else
                next[key] = $"{parent.Height}-{i}";
        }
        Assert.Equal((int)parent.Height + 1, _history.Count);
        _history.Add(next);
        return _store.Prepare(parent, Writes(_history[(int)parent.Height], next));
    }

    private void Reopen()
    {
        _store.Dispose();
        _store = StateStore.Open(_memory, Bytes.Chain, Options);
    }

    private static StateWrites Writes(SortedDictionary<string, string> before, SortedDictionary<string, string> after) => StateWrites.Create(
        before.Keys.Union(after.Keys, StringComparer.Ordinal).Select(key => new StateWrite(Bytes.Of(key), Value(after, key), Value(before, key))));

    private static ReadOnlyMemory<byte>? Value(SortedDictionary<string, string> content, string key) =>
        content.TryGetValue(key, out string? value) ? Bytes.Of(value) : default(ReadOnlyMemory<byte>?);

    private void RequireContent(StateSnapshot snapshot, SortedDictionary<string, string> expected)
    {
        for (int i = 0; i < _keys; i += Math.Max(3, _keys / 60))
        {
            byte[] key = Bytes.Of($"k{i}");
            string? value = expected.GetValueOrDefault($"k{i}");
            Assert.Equal(value, snapshot.TryGet(key, out ReadOnlyMemory<byte> read) ? Bytes.Text(read.Span) : null);
            StateProofResult result = snapshot.Prove(key).Verify(snapshot.Root, key, out ReadOnlyMemory<byte> proved);
            Assert.Equal(value is null ? StateProofResult.Absent : StateProofResult.Present, result);
            Assert.Equal(value ?? "", Bytes.Text(proved.Span));
        }
    }
}
