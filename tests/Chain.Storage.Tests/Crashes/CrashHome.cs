using Chain.Primitives.Crypto;
using Chain.State;
using Chain.Storage.Files;
using Chain.Storage.KeyValue;
using Chain.Storage.Log;
using Chain.Storage.Signing;
using Chain.Storage.Stores;
using Chain.Types;

namespace Chain.Storage.Tests.Crashes;

/// <summary>A home as a node uses it, in the order a node writes: signer, log, state, history. What a height writes follows from the height, so that a test knows what must be there.</summary>
internal sealed class CrashHome : IDisposable
{
    public const int Keys = 3000;
    private const int WritesPerHeight = 200;

    private static readonly SignerIdentity Identity = new(Bytes.Key(1), Bytes.Chain);
    private static readonly StateStoreOptions StateOptions = new() { SlicedFromKeys = 100, HeightsKept = 3, HeightsUndoable = 30, Threads = 1 };

    private readonly HomeLock _lock;

    private CrashHome(HomeLock home, SignerStateFile signer, SegmentedLog log, StateStore state, HistoryStore history)
    {
        _lock = home;
        Signer = signer;
        Log = log;
        State = state;
        History = history;
    }

    public SignerStateFile Signer { get; }

    public SegmentedLog Log { get; }

    public StateStore State { get; }

    public HistoryStore History { get; }

    public ulong Height => State.Height;

    public static CrashHome OpenOrCreate(string home) => File.Exists(Path.Combine(home, "made")) ? Open(home) : Create(home);

    public static CrashHome Open(string home)
    {
        HomeLock taken = HomeLock.Take(home);
        var opened = new List<IDisposable> { taken };
        try
        {
            SignerStateFile signer = Track(opened, SignerStateFile.Open(Path.Combine(home, "signer"), Identity));
            SegmentedLog log = Track(opened, SegmentedLog.Open(LogOptions(home)));
            StateStore state = Track(opened, StateStore.Open(Track(opened, LmdbStore.Open(Lmdb(home, "state"))), Bytes.Chain, StateOptions));
            HistoryStore history = Track(opened, HistoryStore.Open(Track(opened, LmdbStore.Open(Lmdb(home, "history"))), Bytes.Chain, HistoryOptions));
            var result = new CrashHome(taken, signer, log, state, history);
            result.Recover();
            return result;
        }
        catch
        {
            opened.Reverse();
            foreach (IDisposable part in opened)
                part.Dispose();
            throw;
        }
    }

    public void WriteNext()
    {
        ulong height = Height + 1;
        Block block = SampleBlocks.At(height);
        Signer.Record(height, 0, 2, block.Id.Value, Bytes.Signature((byte)height));
        Log.Append(1, height, block.Encoded.Span);
        Log.Append(2, height, []);
        Log.Sync();
        Apply(block, height);
        if (height % 3 == 0)
        {
            History.Flush();
            Log.ReleaseBefore(History.DurableHeight);
        }
    }

    /// <summary>Everything that a height at or below this one wrote is there, and nothing else.</summary>
    public void RequireWhole()
    {
        Assert.Equal(State.Newest.Root, State.RecomputeRoot());
        using StateSnapshot snapshot = State.OpenSnapshot(Height)!;
        var expected = new Dictionary<int, ulong>();
        for (ulong height = 1; height <= Height; height++)
        {
            foreach (int key in KeysOf(height))
                expected[key] = height;
        }
        for (int key = 0; key < Keys; key++)
        {
            Assert.True(snapshot.TryGet(BitConverter.GetBytes(key), out ReadOnlyMemory<byte> value));
            Assert.Equal(expected.GetValueOrDefault(key), BitConverter.ToUInt64(value.Span));
        }
        Assert.Equal(Height, History.Height);
        for (ulong height = 1; height <= Height; height++)
        {
            Block block = SampleBlocks.At(height);
            Assert.True(History.FindBlock(height)!.Value.Span.SequenceEqual(block.Encoded.Span));
            Assert.Equal(height, History.FindHeight(block.Id));
            Assert.Equal(new HistoryPlace(height, 1), History.FindTransaction(block.Transactions[1].Id));
            Assert.Equal(new HistoryPlace(height, 0), History.FindSlot(block.Transactions[0].Slot));
        }
    }

    public void Dispose()
    {
        Signer.Dispose();
        Log.Dispose();
        State.Dispose();
        History.Dispose();
        _lock.Dispose();
    }

    private static HistoryOptions HistoryOptions => new() { RunTransactions = 20, RunBlocks = 1000 };

    private static LogOptions LogOptions(string home) => new(Path.Combine(home, "log"), Bytes.Chain) { SegmentBytes = 1 << 16, RotateBytes = 1 << 12, RotateHeights = 8 };

    private static LmdbOptions Lmdb(string home, string name) => new(Path.Combine(home, name), name == "state" ? Schema.State.All : Schema.History.All) { BytesMax = 1L << 30 };

    private static CrashHome Create(string home)
    {
        HomeLock taken = HomeLock.Take(home);
        StateWrites genesis = StateWrites.Create(Enumerable.Range(0, Keys).Select(static key => new StateWrite(BitConverter.GetBytes(key), BitConverter.GetBytes(0UL), null)));
        var created = new CrashHome(
            taken,
            SignerStateFile.Create(Path.Combine(home, "signer"), Identity),
            SegmentedLog.Create(LogOptions(home), 1),
            StateStore.Create(LmdbStore.Create(Lmdb(home, "state")), Bytes.Chain, genesis, StateOptions),
            HistoryStore.Create(LmdbStore.Create(Lmdb(home, "history")), Bytes.Chain, 1, HistoryOptions));
        DurableFile.Replace(Path.Combine(home, "made"), []);
        return created;
    }

    private static T Track<T>(List<IDisposable> opened, T part)
        where T : IDisposable
    {
        opened.Add(part);
        return part;
    }

    private static int[] KeysOf(ulong height)
    {
        var random = new Random((int)height);
        return [.. Enumerable.Range(0, WritesPerHeight).Select(_ => random.Next(Keys)).Distinct()];
    }

    /// <summary>What a node does at its start.</summary>
    private void Recover()
    {
        var facts = new RecoveryFacts(Log.FirstHeight, Log.LastHeight, State.Height, State.LowestHeight, History.Height);
        switch (RecoveryPlan.Decide(facts))
        {
            case RecoveryPlan.Refuse refuse:
                throw refuse.Failure;
            case RecoveryPlan.Start start:
                State.Rollback(start.UndoStateTo);
                for (ulong height = State.Height + 1; height <= start.ExecuteFromHistoryTo; height++)
                    ApplyState(height);
                Block? block = null;
                foreach (LogRecord record in Log.Replay(start.ReplayLogFrom))
                {
                    if (record.Type == 1)
                        Assert.Equal(Primitives.Encoding.DecodeError.None, Block.TryDecode(record.Payload.Span, out block, out _));
                    else
                        Apply(block!, record.Height);
                }
                // As the node's store thread does after what it stores: else starts that are cut short one after the other let the state run away from the history.
                History.Flush();
                break;
            default:
                throw new InvalidOperationException("unknown plan");
        }
    }

    private void Apply(Block block, ulong height)
    {
        ApplyState(height);
        byte[] commit = Hashing.Sha256(block.Encoded.Span).ToArray();
        History.Append(new HistoryEntry(height, block.Id, block.Encoded, commit, SampleBlocks.Receipts(height), HistoryEntry.KeysOf(block)));
    }

    private void ApplyState(ulong height)
    {
        using StateSnapshot before = State.OpenSnapshot(State.Newest);
        State.Commit(State.Prepare(State.Newest, StateWrites.Create(KeysOf(height).Select(key =>
        {
            byte[] name = BitConverter.GetBytes(key);
            Assert.True(before.TryGet(name, out ReadOnlyMemory<byte> old));
            return new StateWrite(name, BitConverter.GetBytes(height), old);
        }))));
    }
}
