using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;

namespace Chain.Rpc.Server;

/// <summary>
/// The request of a call that is refused before it is read. A caller that is answered earlier is reset and sends no more, and the transport keeps its half-open stream for seconds:
/// some hundreds of them, and it closes the whole connection under everybody else's calls. So the request is taken first, and thrown away.
/// </summary>
internal static class UnreadRequest
{
    /// <summary>Ends with the request, or when it is longer or slower than a request may be.</summary>
    public static async Task SkipAsync(HttpContext http, RpcLimits limits, TimeProvider time)
    {
        using CancellationTokenSource patience = new(limits.RequestReadTimeout, time);
        PipeReader body = http.Request.BodyReader;
        long bytes = 0;
        try
        {
            while (bytes <= limits.ReceiveBytesMax)
            {
                ReadResult read = await body.ReadAsync(patience.Token);
                bytes += read.Buffer.Length;
                body.AdvanceTo(read.Buffer.End);
                if (read.IsCompleted)
                    return;
            }
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            return; // too slow: it is answered all the same
        }
    }
}
