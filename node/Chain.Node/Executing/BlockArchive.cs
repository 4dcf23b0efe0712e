using Chain.Storage.Stores;

namespace Chain.Node.Executing;

/// <summary>Decided blocks by height, as bytes: what peers are served from.</summary>
internal sealed class BlockArchive(HistoryStore history)
{
    public ulong LowestHeight => history.LowestHeight;

    /// <summary>Block and commit; null when the height is not here.</summary>
    public (ReadOnlyMemory<byte> Block, ReadOnlyMemory<byte> Commit)? Find(ulong height) =>
        history.FindBlock(height) is { } block && history.FindCommit(height) is { } commit ? (block, commit) : null;

    public ReadOnlyMemory<byte>? FindCommit(ulong height) => history.FindCommit(height);
}
