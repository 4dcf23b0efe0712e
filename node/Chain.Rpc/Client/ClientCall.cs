using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Net;
using System.Net.Http.Headers;
using Chain.Rpc.Wire;
using Google.Protobuf;

namespace Chain.Rpc.Client;

/// <summary>One call as the client sees it: an HTTP/2 request whose body may still be written while its response is read.</summary>
internal sealed class ClientCall<TRequest, TResponse> : IDisposable
    where TRequest : class, IMessage<TRequest>
    where TResponse : class, IMessage<TResponse>
{
    private const int UnflushedBytesMax = 64 * 1024;

    private static readonly MediaTypeHeaderValue GrpcType = new("application/grpc");

    private readonly RpcChannel _channel;
    private readonly RpcMethod<TRequest, TResponse> _method;
    private readonly RpcCallOptions _options;
    private readonly CancellationToken _callerToken;
    private readonly CancellationTokenSource? _deadline;
    private readonly CancellationTokenSource _ended;
    private readonly TimeSpan? _timeout;
    private readonly ArrayBufferWriter<byte> _pending = new(256);
    private Task<HttpResponseMessage>? _sending;
    private HttpResponseMessage? _response;
    private DuplexContent? _body;
    private Stream? _requestStream;
    private FrameReader? _reader;
    private int _disposed;

    public ClientCall(RpcChannel channel, RpcMethod<TRequest, TResponse> method, RpcCallOptions? options, TimeSpan? defaultTimeout, CancellationToken cancellationToken)
    {
        _channel = channel;
        _method = method;
        _options = options ?? Defaults;
        _callerToken = cancellationToken;
        _timeout = _options.Timeout ?? defaultTimeout;
        _deadline = _timeout is { } timeout ? new(timeout > TimeSpan.Zero ? timeout : TimeSpan.Zero, channel.Options.Time) : null;
        _ended = _deadline is null
            ? CancellationTokenSource.CreateLinkedTokenSource(cancellationToken)
            : CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _deadline.Token);
    }

    private static readonly RpcCallOptions Defaults = new();

    public async Task SendSingleAsync(TRequest request)
    {
        int size = FrameWriter.CheckedSize(request, _channel.Options.SendBytesMax);
        ArrayBufferWriter<byte> frame = new(size + FrameReader.PrefixBytes);
        FrameWriter.WriteMessage(frame, request, size);
        try
        {
            _sending = _channel.SendAsync(NewRequest(new SingleContent(frame.WrittenMemory)), _ended.Token);
            await ReceiveHeadersAsync();
        }
        catch (Exception e) when (e is not RpcException)
        {
            throw Translate(e);
        }
    }

    public async Task OpenAsync()
    {
        _body = new DuplexContent();
        try
        {
            _sending = _channel.SendAsync(NewRequest(_body), _ended.Token);
            // Response headers may come before the body is asked for: a server that answers at once. The body is asked for all the same.
            if (await Task.WhenAny(_body.Ready, _sending) == _sending)
                await _sending;
            _requestStream = await RequestStreamAsync(_body.Ready, _sending);
        }
        catch (Exception e) when (e is not RpcException)
        {
            throw Translate(e);
        }
    }

    public async ValueTask WriteAsync(TRequest message, bool flush, CancellationToken cancellationToken)
    {
        int size = FrameWriter.CheckedSize(message, _channel.Options.SendBytesMax);
        FrameWriter.WriteMessage(_pending, message, size);
        if (flush || _pending.WrittenCount >= UnflushedBytesMax)
            await FlushAsync(cancellationToken);
    }

    public async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        if (_pending.WrittenCount == 0)
            return;
        try
        {
            if (_requestStream is null)
                throw new IOException("the call is over");
            using CancellationTokenRegistration _ = cancellationToken.UnsafeRegister(static call => ((ClientCall<TRequest, TResponse>)call!).Cancel(), this);
            await _requestStream.WriteAsync(_pending.WrittenMemory, _ended.Token);
            await _requestStream.FlushAsync(_ended.Token);
            _pending.ResetWrittenCount();
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (Exception e) when (e is not RpcException)
        {
            // After the server ended the call early, writing fails; why it did is in the status, which the reader gets.
            throw Translate(e);
        }
    }

    public async ValueTask CompleteAsync()
    {
        await FlushAsync(CancellationToken.None);
        _body?.Complete();
    }

    /// <summary>The next response, or null after the status OK.</summary>
    public async Task<TResponse?> ReadAsync()
    {
        try
        {
            await ReceiveHeadersAsync();
            if (_reader is null)
                return null;
            if (!await _reader.MoveNextAsync(_ended.Token))
            {
                ThrowUnlessOk(_response!.TrailingHeaders);
                return null;
            }
            if (_reader.Flag != 0)
                throw new RpcException(RpcStatusCode.Internal, $"{_channel.Address.Authority} sent a compressed message") { IsViolation = true };
            TResponse response = Parse(_reader.Payload);
            _reader.Release();
            return response;
        }
        catch (RpcException e) when (e.Code == RpcStatusCode.InvalidArgument && e.InnerException is null && _reader is not null && !HasStatus(_response!.TrailingHeaders))
        {
            throw new RpcException(RpcStatusCode.Internal, e.Message, e);
        }
        catch (Exception e) when (e is not RpcException)
        {
            throw Translate(e);
        }
    }

    public async Task<TResponse> ReadOnlyResponseAsync()
    {
        TResponse response = await ReadAsync() ?? throw new RpcException(RpcStatusCode.Internal, $"{_channel.Address.Authority} answered OK without a message");
        return await ReadAsync() is null ? response : throw new RpcException(RpcStatusCode.Internal, $"{_channel.Address.Authority} answered more than one message");
    }

    public void Cancel()
    {
        try
        {
            _ended.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The call ended at the same moment: there is nothing left to cancel.
        }
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
            return;
        _body?.Abandon();
        if (_response is null)
            _ended.Cancel();
        // Resets the stream when the response was not read to its end.
        _response?.Dispose();
        if (_response is null && _sending is not null)
            _ = _sending.ContinueWith(static t => { if (t.IsCompletedSuccessfully) t.Result.Dispose(); else _ = t.Exception; }, TaskScheduler.Default);
        _ended.Dispose();
        _deadline?.Dispose();
    }

    /// <summary>Null when the server ended the call before a body could be sent: why is in the status, which the reader gets.</summary>
    private static async Task<Stream?> RequestStreamAsync(Task<Stream> ready, Task<HttpResponseMessage> sending)
    {
        try
        {
            return await ready;
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or HttpRequestException or OperationCanceledException)
        {
            await sending;
            return null;
        }
    }

    private TResponse Parse(ReadOnlySequence<byte> bytes)
    {
        try
        {
            return _method.Responses.ParseFrom(bytes);
        }
        catch (Exception e) when (e is InvalidProtocolBufferException or IndexOutOfRangeException or ArgumentException or OverflowException)
        {
            throw new RpcException(RpcStatusCode.Internal, $"{_channel.Address.Authority} sent a malformed {_method.Descriptor.OutputType.FullName}", e) { IsViolation = true };
        }
    }

    private HttpRequestMessage NewRequest(HttpContent content)
    {
        HttpRequestMessage request = new(HttpMethod.Post, new Uri(_channel.Address, _method.Path))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = content,
        };
        content.Headers.ContentType = GrpcType;
        request.Headers.TE.Add(new TransferCodingWithQualityHeaderValue("trailers"));
        if (_timeout is { } timeout)
            request.Headers.Add("grpc-timeout", GrpcTimeout.Format(timeout));
        foreach (KeyValuePair<string, string> entry in _options.Metadata ?? [])
            request.Headers.TryAddWithoutValidation(entry.Key, entry.Value);
        return request;
    }

    private async ValueTask ReceiveHeadersAsync()
    {
        if (_response is not null)
            return;
        HttpResponseMessage response = await _sending!;
        _response = response;
        if (response.StatusCode != HttpStatusCode.OK)
            throw new RpcException(ClientErrors.CodeOf(response.StatusCode), $"{_channel.Address.Authority} answered HTTP {(int)response.StatusCode}");
        if (response.Content.Headers.ContentType?.MediaType is not { } type || !type.StartsWith("application/grpc", StringComparison.Ordinal))
            throw new RpcException(RpcStatusCode.Unknown, $"{_channel.Address.Authority} does not speak gRPC");
        if (HasStatus(response.Headers))
        {
            ThrowUnlessOk(response.Headers);
            return;
        }
        Stream body = await response.Content.ReadAsStreamAsync(_ended.Token);
        _reader = new FrameReader(PipeReader.Create(body), _options.ReceiveLimit ?? RpcMessageLimit.Bytes(_channel.Options.ReceiveBytesMax));
    }

    private static bool HasStatus(HttpHeaders headers) => headers.NonValidated.Contains("grpc-status");

    private void ThrowUnlessOk(HttpHeaders headers)
    {
        RpcMetadata trailers = _options.Trailers ?? new();
        string? code = null;
        string message = "";
        foreach (var (name, values) in headers.NonValidated)
        {
            foreach (string value in values)
            {
                if (name.Equals("grpc-status", StringComparison.OrdinalIgnoreCase))
                    code ??= value;
                else if (name.Equals("grpc-message", StringComparison.OrdinalIgnoreCase))
                    message = StatusText.Decode(value);
                else
                    trailers.AddReceived(name, value);
            }
        }
        if (code is null)
            throw new RpcException(RpcStatusCode.Internal, $"{_channel.Address.Authority} ended the call without a status");
        if (!int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out int number) || number > (int)RpcStatusCode.Unauthenticated)
            number = (int)RpcStatusCode.Unknown;
        if (number != 0)
            throw new RpcException(new RpcStatus((RpcStatusCode)number, message), trailers);
    }

    private Exception Translate(Exception exception)
    {
        if (_callerToken.IsCancellationRequested)
            return new OperationCanceledException("the call was cancelled", exception, _callerToken);
        if (_deadline is { IsCancellationRequested: true })
            return new RpcException(RpcStatusCode.DeadlineExceeded, $"no answer from {_channel.Address.Authority} in time", exception);
        if (_disposed == 0 && _ended.IsCancellationRequested)
            return new RpcException(RpcStatusCode.Cancelled, "the call was cancelled", exception);
        return ClientErrors.From(exception, _channel.Address);
    }
}
