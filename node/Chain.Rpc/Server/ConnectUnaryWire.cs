using System.IO.Pipelines;
using Chain.Rpc.Wire;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Microsoft.AspNetCore.Http;

namespace Chain.Rpc.Server;

/// <summary>A unary call of the Connect protocol: the body is the message, the HTTP status tells the outcome. By GET the message stands in the query.</summary>
internal sealed class ConnectUnaryWire(HttpContext http, RpcContext context, MessageDescriptor requestType, RpcMessageLimit receiveLimit, int sendBytesMax, MessageCodec codec) : ServerWire
{
    private ReadOnlyMemory<byte> _response;

    public override async ValueTask<IMessage?> ReadAsync(CancellationToken cancellationToken)
    {
        if (HttpMethods.IsGet(http.Request.Method))
            return codec.Parse(new(QueryMessage()), requestType);
        Admit(http.Request.ContentLength ?? 0);
        PipeReader body = http.Request.BodyReader;
        while (true)
        {
            ReadResult read = await body.ReadAsync(cancellationToken);
            // What was read is given back also when it is refused: the server closes a connection on which a read was left open.
            SequencePosition consumed = read.Buffer.Start;
            try
            {
                if (read.IsCanceled)
                    throw new OperationCanceledException(cancellationToken);
                Admit(read.Buffer.Length);
                if (!read.IsCompleted)
                    continue;
                consumed = read.Buffer.End;
                return codec.Parse(read.Buffer, requestType);
            }
            finally
            {
                body.AdvanceTo(consumed, read.Buffer.End);
            }
        }
    }

    public override void CancelRead() => http.Request.BodyReader.CancelPendingRead();

    public override ValueTask StartAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public override ValueTask WriteAsync(IMessage message, bool flush, CancellationToken cancellationToken)
    {
        _response = codec.Format(message, sendBytesMax);
        return ValueTask.CompletedTask;
    }

    public override ValueTask FlushAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public override async ValueTask FinishAsync(RpcStatus status)
    {
        foreach (KeyValuePair<string, string> entry in context.ResponseHeadersOrNull ?? [])
            http.Response.Headers.Append(entry.Key, entry.Value);
        foreach (KeyValuePair<string, string> entry in context.ResponseTrailersOrNull ?? [])
            http.Response.Headers.Append("trailer-" + entry.Key, entry.Value);
        if (status.IsOk)
        {
            http.Response.ContentType = "application/" + codec.Name;
            await SendAsync(http, _response);
        }
        else
        {
            await RefuseAsync(http, status);
        }
    }

    /// <summary>Answers with an error body.</summary>
    public static Task RefuseAsync(HttpContext http, RpcStatus status)
    {
        http.Response.StatusCode = ConnectError.HttpStatus(status.Code);
        http.Response.ContentType = "application/json";
        return SendAsync(http, ConnectError.Body(status));
    }

    private static async Task SendAsync(HttpContext http, ReadOnlyMemory<byte> body)
    {
        http.Response.ContentLength = body.Length;
        await http.Response.BodyWriter.WriteAsync(body, http.RequestAborted);
    }

    private void Admit(long length)
    {
        if (!receiveLimit.Admits(length, default))
            throw new RpcException(RpcStatusCode.ResourceExhausted, "the request exceeds the size limit");
    }

    private byte[] QueryMessage()
    {
        IQueryCollection query = http.Request.Query;
        if (!query.TryGetValue("message", out var message))
            throw new RpcException(RpcStatusCode.InvalidArgument, "the query has no 'message'");
        if (query.TryGetValue("compression", out var compression) && compression != "" && compression != "identity")
            throw new RpcException(RpcStatusCode.Unimplemented, "compressed messages are not accepted");
        if (query["base64"] != "1")
            return System.Text.Encoding.UTF8.GetBytes(message.ToString());
        string text = message.ToString().Replace('-', '+').Replace('_', '/').TrimEnd('=');
        byte[] bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text.PadRight((text.Length + 3) / 4 * 4, '='), bytes, out int length)
            ? bytes[..length]
            : throw new RpcException(RpcStatusCode.InvalidArgument, "'message' is not base64");
    }
}
