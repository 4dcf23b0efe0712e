using System.Globalization;
using System.IO.Pipelines;
using Chain.Rpc.Wire;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Microsoft.AspNetCore.Http;

namespace Chain.Rpc.Server;

/// <summary>gRPC over HTTP/2: framed messages, the status in trailers, or in the headers when nothing else is sent.</summary>
internal sealed class GrpcWire(HttpContext http, RpcContext context, MessageDescriptor requestType, RpcMessageLimit receiveLimit, int sendBytesMax) : ServerWire
{
    private const int UnflushedBytesMax = 64 * 1024;

    private readonly FrameReader _reader = new(http.Request.BodyReader, receiveLimit);
    private readonly PipeWriter _output = http.Response.BodyWriter;
    private int _unflushed;

    public override async ValueTask<IMessage?> ReadAsync(CancellationToken cancellationToken)
    {
        if (!await _reader.MoveNextAsync(cancellationToken))
            return null;
        try
        {
            RefuseCompressed(_reader.Flag);
            return MessageCodec.Protobuf.Parse(_reader.Payload, requestType);
        }
        finally
        {
            _reader.Release();
        }
    }

    public override void CancelRead() => http.Request.BodyReader.CancelPendingRead();

    public override async ValueTask StartAsync(CancellationToken cancellationToken)
    {
        AddHeaders();
        await _output.FlushAsync(cancellationToken);
    }

    public override ValueTask WriteAsync(IMessage message, bool flush, CancellationToken cancellationToken)
    {
        int size = FrameWriter.CheckedSize(message, sendBytesMax);
        if (!http.Response.HasStarted && _unflushed == 0)
            AddHeaders();
        FrameWriter.WriteMessage(_output, message, size);
        _unflushed += size + FrameReader.PrefixBytes;
        return flush || (context.StreamsResponses && _unflushed >= UnflushedBytesMax) ? FlushAsync(cancellationToken) : ValueTask.CompletedTask;
    }

    public override async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        if (_unflushed == 0)
            return;
        _unflushed = 0;
        await _output.FlushAsync(cancellationToken);
    }

    public override ValueTask FinishAsync(RpcStatus status)
    {
        if (!http.Response.HasStarted && _unflushed == 0)
        {
            AddHeaders();
            Status(http.Response.Headers.Append, status);
            foreach (KeyValuePair<string, string> entry in context.ResponseTrailersOrNull ?? [])
                http.Response.Headers.Append(entry.Key, entry.Value);
            return ValueTask.CompletedTask;
        }
        Status(http.Response.AppendTrailer, status);
        foreach (KeyValuePair<string, string> entry in context.ResponseTrailersOrNull ?? [])
            http.Response.AppendTrailer(entry.Key, entry.Value);
        return ValueTask.CompletedTask;
    }

    /// <summary>Answers a call that has no handler to run.</summary>
    public static void Refuse(HttpContext http, RpcStatus status)
    {
        http.Response.ContentType = "application/grpc";
        Status(http.Response.Headers.Append, status);
    }

    private static void RefuseCompressed(byte flag)
    {
        // A compressed message without an encoding is a broken sender; with one, the call was refused before.
        if (flag != 0)
            throw new RpcException(RpcStatusCode.Internal, $"message flag {flag}: compressed messages are not accepted") { IsViolation = true };
    }

    private static void Status(Action<string, Microsoft.Extensions.Primitives.StringValues> append, RpcStatus status)
    {
        append("grpc-status", ((int)status.Code).ToString(CultureInfo.InvariantCulture));
        if (status.Message.Length > 0)
            append("grpc-message", StatusText.Encode(status.Message));
    }

    private void AddHeaders()
    {
        http.Response.ContentType = "application/grpc";
        foreach (KeyValuePair<string, string> entry in context.ResponseHeadersOrNull ?? [])
            http.Response.Headers.Append(entry.Key, entry.Value);
    }
}
