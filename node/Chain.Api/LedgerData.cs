using Chain.Node.Executing;
using Chain.Node.Face;
using Chain.Primitives;
using Chain.Storage;
using Chain.Storage.KeyValue;
using Chain.Storage.Stores;
using Chain.Types;

namespace Chain.Api;

/// <summary>What the API reads: blocks and places from memory or the history, the state at one height. Values that come out never change.</summary>
internal sealed class LedgerData(NodeHandle node, StateStore state, HistoryStore history)
{
    private const int CachedBlocks = 16;

    private readonly Lock _cacheGate = new();
    private readonly LinkedList<LedgerBlock> _cache = [];

    public Hash256 GenesisHash { get; } = node.Genesis.Hash;

    /// <summary>Reads the state at the newest height that can be read.</summary>
    /// <param name="read">What is read. It may be begun a second time, so it changes nothing before it is done, and waits for nobody.</param>
    /// <exception cref="Rpc.RpcException">Too many read, or it took too long, twice.</exception>
    public T Read<T>(Func<StateSnapshot, T> read) => Read(Open, read);

    /// <summary>Reads the state at one height, among the last few; refused with the lowest height otherwise.</summary>
    /// <param name="height">The height.</param>
    /// <param name="read">As above.</param>
    /// <exception cref="Rpc.RpcException">The height is not kept, too many read, or it took too long, twice.</exception>
    public T Read<T>(ulong height, Func<StateSnapshot, T> read) =>
        Read(() => state.OpenSnapshot(height, SnapshotLife.Bounded) ?? throw ApiFault.Pruned(height, state.LowestHeight), read);

    /// <summary>The newest height whose state can be read from the store.</summary>
    public ulong CommittedHeight => state.Height;

    /// <summary>The lowest height whose block is here.</summary>
    public ulong LowestHeight => history.LowestHeight;

    /// <summary>A block by height.</summary>
    /// <exception cref="Rpc.RpcException">It is above the newest, or not kept any more.</exception>
    public LedgerBlock Require(ulong height)
    {
        ulong newest = node.Status.Height;
        if (height > newest || height == 0)
            throw ApiFault.Ahead(height, newest);
        return Find(height) ?? throw ApiFault.Pruned(height, LowestHeight);
    }

    public ulong? HeightOf(BlockId id) => history.FindHeight(id);

    /// <summary>Where a transaction is; null while its block is not executed.</summary>
    public HistoryPlace? Find(TransactionId id) => history.FindTransaction(id) is { } place && place.Height <= node.Status.Height ? place : null;

    /// <summary>The transaction that took a slot; null when that is not known here.</summary>
    public TransactionId? FindSlot(TransactionSlot slot) =>
        history.FindSlot(slot) is { } place && Find(place.Height) is { } block ? block.TransactionId(place.Index) : null;

    /// <summary>The canonical set that a block's execution decided for two heights later, where that is not the rotation of the one before; empty otherwise.</summary>
    public ReadOnlyMemory<byte> ChangedValidators(ulong height) =>
        height > 0 && history.FindResults(height) is { } bytes && BlockResults.TryDecode(bytes.Span) is { } results ? results.ChangedValidators : default;

    /// <summary>The heights of blocks with events of a contract, upwards.</summary>
    public IReadOnlyList<ulong> EventBlocks(Address contract, ulong from, int max) => history.FindEventBlocks(contract, from, max);

    private LedgerBlock? Find(ulong height)
    {
        if (node.FindRecent(height) is { } recent)
            return LedgerBlock.Of(recent);
        lock (_cacheGate)
        {
            foreach (LedgerBlock cached in _cache)
            {
                if (cached.Height == height)
                    return cached;
            }
        }
        LedgerBlock? read = LedgerBlock.Read(history, height);
        if (read is null)
            return null;
        lock (_cacheGate)
        {
            _cache.AddFirst(read);
            if (_cache.Count > CachedBlocks)
                _cache.RemoveLast();
        }
        return read;
    }

    /// <summary>
    /// A state may be held for two seconds, which the first run of code that is not compiled yet, or a machine that stands still, can take. Whoever loses it
    /// begins again from a fresh one, and who loses that too is told to ask again: not one read of the API sees an expired state in another way.
    /// </summary>
    private static T Read<T>(Func<StateSnapshot> open, Func<StateSnapshot, T> read)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                using StateSnapshot opened = open();
                return read(opened);
            }
            catch (StorageFailure e) when (e.Fault == StorageFault.SnapshotExpired)
            {
                if (attempt == ApiLimits.ReadAttemptsMax)
                    throw ApiFault.AskAgain();
            }
            catch (StorageFailure e) when (e.Fault == StorageFault.TooManySnapshots)
            {
                throw ApiFault.TooBusy("reads of the state");
            }
        }
    }

    private StateSnapshot Open() =>
        (node.Status.State is { } version ? state.OpenSnapshot(version, SnapshotLife.Bounded) : state.OpenSnapshot(state.Height, SnapshotLife.Bounded)) ?? throw ApiFault.Stopping();
}
