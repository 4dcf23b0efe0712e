using Chain.Api.Submitting;
using Chain.Node.Face;
using Chain.Protocol.V1;
using Chain.Rpc;

namespace Chain.Api.Streams;

/// <summary>The states of one transaction as they come. Ends with the last: proven, or settled otherwise.</summary>
internal sealed class TransactionStream(NodeHandle node, TransactionFates fates, StreamPace pace)
{
    public async Task RunAsync(StreamTransactionRequest request, IRpcStreamWriter<StreamTransactionResponse> responses, RpcContext context)
    {
        FateQuestion question = fates.Read(request.TransactionId, request.Transaction);
        PacedWriter<StreamTransactionResponse> writer = pace.For(responses);
        TransactionStatus? last = null;
        while (true)
        {
            NodeStatus seen = node.Status;
            TransactionStatus status = await fates.JudgeAsync(question, context.CancellationToken);
            if (last is null || IsNews(last, status))
                await writer.WriteAsync(new StreamTransactionResponse { Status = status }, "", context.CancellationToken);
            last = status;
            if (status.Settled && status.State != TransactionState.Final)
                return;
            if (!await node.WaitForChangeAsync(seen, context.CancellationToken))
                throw ApiFault.Stopping();
        }
    }

    private static bool IsNews(TransactionStatus before, TransactionStatus now) =>
        before.State != now.State || before.Height != now.Height || before.Code != now.Code || before.ReplacedByHex != now.ReplacedByHex;
}
