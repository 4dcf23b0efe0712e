using System.Threading.Channels;

namespace Chain.Node.Face;

/// <summary>Executed blocks as they come, each once and in order. A reader that lags behind by more than its capacity is closed, never skipped.</summary>
public sealed class BlockSubscription : IDisposable
{
    private readonly Channel<ExecutedBlock> _blocks;
    private readonly Action<BlockSubscription> _onDispose;

    internal BlockSubscription(int capacity, Action<BlockSubscription> onDispose)
    {
        _blocks = Channel.CreateBounded<ExecutedBlock>(new BoundedChannelOptions(capacity) { SingleReader = true, SingleWriter = false });
        _onDispose = onDispose;
    }

    /// <summary>The blocks. It completes when the node stops, or when the reader lagged: then <see cref="Lagged"/> is true.</summary>
    public ChannelReader<ExecutedBlock> Blocks => _blocks.Reader;

    /// <summary>True when it was closed because its reader was too slow. What was read until then has no gap.</summary>
    public bool Lagged { get; private set; }

    /// <inheritdoc/>
    public void Dispose() => _onDispose(this);

    internal bool TryPublish(ExecutedBlock block)
    {
        if (_blocks.Writer.TryWrite(block))
            return true;
        Lagged = true;
        Complete();
        return false;
    }

    internal void Complete() => _blocks.Writer.TryComplete();
}
