using Chain.Node.Executing;
using Chain.Node.Face;
using Chain.Primitives;
using Chain.Storage;
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

    /// <summary>The state at the newest height that can be read; the caller disposes it soon, and never holds it over an await.</summary>
    public StateSnapshot OpenState()
    {
        try
        {
            return node.Status.State is { } version
                ? state.OpenSnapshot(version, KeyValueLife)
                : OpenCommitted(state.Height);
        }
        catch (StorageFailure e) when (e.Fault == StorageFault.TooManySnapshots)
        {
            throw ApiFault.TooBusy("reads of the state");
        }
    }

    /// <summary>The state at one height, among the last few; refused with the lowest height otherwise.</summary>
    public StateSnapshot OpenState(ulong height)
    {
        try
        {
            return state.OpenSnapshot(height, KeyValueLife) ?? throw ApiFault.Pruned(height, state.LowestHeight);
        }
        catch (StorageFailure e) when (e.Fault == StorageFault.TooManySnapshots)
        {
            throw ApiFault.TooBusy("reads of the state");
        }
    }

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

    private StateSnapshot OpenCommitted(ulong height) => state.OpenSnapshot(height, KeyValueLife) ?? throw ApiFault.Stopping();

    private static Storage.KeyValue.SnapshotLife KeyValueLife => Storage.KeyValue.SnapshotLife.Bounded;
}
