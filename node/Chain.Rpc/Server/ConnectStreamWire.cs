using System.IO.Pipelines;
using Chain.Rpc.Wire;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Microsoft.AspNetCore.Http;

namespace Chain.Rpc.Server;

/// <summary>A streaming call of the Connect protocol: HTTP 200, framed messages, and a last frame with flag 2 that tells the outcome. Over HTTP/1.1 the two directions take turns.</summary>
internal sealed class ConnectStreamWire(HttpContext http, RpcContext context, MessageDescriptor requestType, RpcMessageLimit receiveLimit, int sendBytesMax, MessageCodec codec) : ServerWire
{
    private const byte EndOfStream = 2;
    private const int UnflushedBytesMax = 64 * 1024;

    private readonly FrameReader _reader = new(http.Request.BodyReader, receiveLimit);
    private readonly PipeWriter _output = http.Response.BodyWriter;
    private bool _hasHeaders;
    private int _unflushed;

    public override async ValueTask<IMessage?> ReadAsync(CancellationToken cancellationToken)
    {
        if (!await _reader.MoveNextAsync(cancellationToken))
            return null;
        try
        {
            if (_reader.Flag != 0)
                throw new RpcException(RpcStatusCode.Internal, $"message flag {_reader.Flag}: compressed messages are not accepted");
            return codec.Parse(_reader.Payload, requestType);
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
        ReadOnlyMemory<byte> bytes = codec.Format(message, sendBytesMax);
        AddHeaders();
        FrameWriter.WriteBytes(_output, 0, bytes.Span);
        _unflushed += bytes.Length + FrameReader.PrefixBytes;
        return flush || (context.StreamsResponses && _unflushed >= UnflushedBytesMax) ? FlushAsync(cancellationToken) : ValueTask.CompletedTask;
    }

    public override async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        _unflushed = 0;
        await _output.FlushAsync(cancellationToken);
    }

    public override async ValueTask FinishAsync(RpcStatus status)
    {
        AddHeaders();
        FrameWriter.WriteBytes(_output, EndOfStream, ConnectError.EndOfStream(status, context.ResponseTrailersOrNull ?? []));
        await _output.FlushAsync(http.RequestAborted);
    }

    private void AddHeaders()
    {
        if (_hasHeaders)
            return;
        _hasHeaders = true;
        http.Response.ContentType = "application/connect+" + codec.Name;
        foreach (KeyValuePair<string, string> entry in context.ResponseHeadersOrNull ?? [])
            http.Response.Headers.Append(entry.Key, entry.Value);
    }
}
