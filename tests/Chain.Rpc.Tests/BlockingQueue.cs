using System.Threading.Channels;

namespace Chain.Rpc.Tests;

/// <summary>What a handler tells a test; waiting is bounded so that a broken build fails instead of hanging.</summary>
internal sealed class BlockingQueue<T>
{
    private readonly Channel<T> _items = Channel.CreateUnbounded<T>();

    public void Add(T item) => _items.Writer.TryWrite(item);

    public Task<T> TakeAsync() => _items.Reader.ReadAsync().AsTask().WaitAsync(Testing.Patience.Limit);
}
