using Chain.Node.Face;
using Chain.Types;

namespace Chain.Api;

/// <summary>"Read your own writes": a call may name the least height that its answer must know.</summary>
internal sealed class HeightGate(NodeHandle node, TimeProvider time)
{
    /// <summary>Returns when the node has executed the height; refuses after two seconds.</summary>
    public async ValueTask WaitAsync(ulong minHeight, CancellationToken cancellationToken)
    {
        if (node.Status.Height >= minHeight)
            return;
        if (minHeight > ProtocolLimits.HeightMax)
            throw ApiFault.Ahead(minHeight, node.Status.Height);
        using var timeout = new CancellationTokenSource(TimeSpan.FromMilliseconds(ApiLimits.MinHeightWaitMs), time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            if (!await node.WaitForHeightAsync(minHeight, both.Token))
                throw ApiFault.Stopping();
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw ApiFault.NotReached(minHeight, node.Status.Height);
        }
    }
}
