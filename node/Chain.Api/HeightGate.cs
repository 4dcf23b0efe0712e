using Chain.Node.Face;
using Chain.Types;

namespace Chain.Api;

/// <summary>"Read your own writes": a call may name the least height that its answer must know.</summary>
internal sealed class HeightGate(NodeHandle node, TimeProvider time)
{
    private static readonly TimeSpan StorePoll = TimeSpan.FromMilliseconds(10);

    /// <summary>Returns when the node has executed the height; refuses after two seconds.</summary>
    public async ValueTask WaitAsync(ulong minHeight, CancellationToken cancellationToken)
    {
        if (node.Status.Height >= minHeight)
            return;
        if (minHeight > ProtocolLimits.HeightMax)
            throw ApiFault.Ahead(minHeight, node.Status.Height);
        await WithinAsync(minHeight, async both =>
        {
            if (!await node.WaitForHeightAsync(minHeight, both))
                throw ApiFault.Stopping();
        }, cancellationToken);
    }

    /// <summary>Returns when the height is proven and its state is in the store, which is a little behind execution; refuses after two seconds.</summary>
    public async ValueTask WaitProvenAsync(ulong minHeight, LedgerData data, CancellationToken cancellationToken)
    {
        await WaitAsync(minHeight + 1, cancellationToken);
        if (data.CommittedHeight >= minHeight)
            return;
        await WithinAsync(minHeight, async both =>
        {
            while (data.CommittedHeight < minHeight)
                await Task.Delay(StorePoll, time, both);
        }, cancellationToken);
    }

    private async ValueTask WithinAsync(ulong minHeight, Func<CancellationToken, Task> wait, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromMilliseconds(ApiLimits.MinHeightWaitMs), time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            await wait(both.Token);
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw ApiFault.NotReached(minHeight, node.Status.Height);
        }
    }
}
