using System.Globalization;
using Chain.Api.Mapping;
using Chain.Node.Face;
using Chain.Protocol.V1;
using Chain.Rpc;

namespace Chain.Api.Streams;

/// <summary>Blocks from a height on, out of the history and then as they come. A stream holds a height and nothing else: a slow one costs no memory, and there is no queue to overflow.</summary>
internal sealed class BlockStream(NodeHandle node, LedgerData data, BlockMapping mapping, StreamPace pace)
{
    public async Task RunAsync(StreamBlocksRequest request, IRpcStreamWriter<StreamBlocksResponse> responses, RpcContext context)
    {
        if (!request.IncludeBlocks)
        {
            await FollowAsync(request, responses, context);
            return;
        }
        pace.EnterWhole();
        try
        {
            await FollowAsync(request, responses, context);
        }
        finally
        {
            pace.LeaveWhole();
        }
    }

    private async Task FollowAsync(StreamBlocksRequest request, IRpcStreamWriter<StreamBlocksResponse> responses, RpcContext context)
    {
        NodeStatus status = node.Status;
        ulong next = request.FromHeight == 0 ? status.Height + 1 : request.FromHeight;
        if (next > status.Height + 1)
            throw ApiFault.Ahead(next, status.Height);
        PacedWriter<StreamBlocksResponse> writer = pace.For(responses);
        while (true)
        {
            if (!await node.WaitForHeightAsync(next, context.CancellationToken))
                throw ApiFault.Stopping();
            LedgerBlock block = data.Require(next);
            await writer.WriteAsync(mapping.Streamed(block, request.IncludeBlocks), next.ToString(CultureInfo.InvariantCulture), context.CancellationToken);
            next++;
        }
    }
}
