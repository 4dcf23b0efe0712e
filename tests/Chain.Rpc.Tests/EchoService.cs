using System.Collections.Concurrent;
using Chain.Rpc.Tests.Echo;
using Google.Protobuf.Reflection;

namespace Chain.Rpc.Tests;

/// <summary>The service under test, with a look at what its handlers see.</summary>
internal sealed class EchoService
{
    private int _meeting;
    private TaskCompletionSource _met = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public static ServiceDescriptor Descriptor => EchoReflection.Descriptor.Services[0];

    /// <summary>One entry when a handler was cancelled or its client went away: the method.</summary>
    public BlockingQueue<string> Ended { get; } = new();

    /// <summary>One entry when a handler begins.</summary>
    public BlockingQueue<RpcContext> Begun { get; } = new();

    public ConcurrentQueue<RpcWire> Wires { get; } = new();

    public RpcService Build(RpcMessageLimit? sayLimit = null) => RpcService.For(Descriptor)
        .Unary<EchoRequest, EchoResponse>("Say", SayAsync, sayLimit)
        .Unary<EchoRequest, EchoResponse>("Read", SayAsync)
        .ServerStreaming<EchoRequest, EchoResponse>("Watch", WatchAsync)
        .ClientStreaming<EchoRequest, EchoResponse>("Collect", CollectAsync)
        .Duplex<EchoRequest, EchoResponse>("Chat", ChatAsync)
        .Unary<EchoRequest, EchoResponse>("Hang", HangAsync)
        .Unary<EchoRequest, EchoResponse>("Throw", (_, _) => throw new InvalidOperationException("secret-canary"))
        .Unary<EchoRequest, EchoResponse>("Meet", MeetAsync)
        .Build();

    private ValueTask<EchoResponse> SayAsync(EchoRequest request, RpcContext context)
    {
        Wires.Enqueue(context.Wire);
        if (request.FailWith != 0)
        {
            RpcMetadata trailers = new RpcMetadata().Add("why", "asked").AddBytes("cause-bin", [1, 2, 255]);
            throw new RpcException(new RpcStatus((RpcStatusCode)request.FailWith, request.Text), trailers);
        }
        if (context.RequestMetadata["tag"] is { } tag)
        {
            context.ResponseHeaders.Add("tag-back", tag);
            context.ResponseTrailers.Add("tag-end", tag);
        }
        return ValueTask.FromResult(new EchoResponse { Text = request.Text, Height = request.Height, Data = request.Data });
    }

    private async Task WatchAsync(EchoRequest request, IRpcStreamWriter<EchoResponse> responses, RpcContext context)
    {
        Begun.Add(context);
        try
        {
            for (uint i = 0; request.Count == 0 || i < request.Count; i++)
                await responses.WriteAsync(new() { Index = i, Text = request.Text, Data = request.Data }, context.CancellationToken);
            if (request.FailWith != 0)
                throw new RpcException((RpcStatusCode)request.FailWith, request.Text);
        }
        catch (Exception e) when (e is not RpcException)
        {
            Ended.Add("Watch");
            throw;
        }
    }

    private async ValueTask<EchoResponse> CollectAsync(IAsyncEnumerable<EchoRequest> requests, RpcContext context)
    {
        uint count = 0;
        ulong sum = 0;
        try
        {
            await foreach (EchoRequest request in requests.WithCancellation(context.CancellationToken))
            {
                if (count == 0)
                    Begun.Add(context);
                count++;
                sum += request.Height;
                if (request.FailWith != 0)
                    throw new RpcException((RpcStatusCode)request.FailWith, request.Text);
            }
        }
        catch (Exception e) when (e is not RpcException)
        {
            Ended.Add("Collect");
            throw;
        }
        return new() { Index = count, Height = sum };
    }

    private async Task ChatAsync(IAsyncEnumerable<EchoRequest> requests, IRpcStreamWriter<EchoResponse> responses, RpcContext context)
    {
        Begun.Add(context);
        uint index = 0;
        try
        {
            await foreach (EchoRequest request in requests.WithCancellation(context.CancellationToken))
            {
                if (request.FailWith != 0)
                    throw new RpcException((RpcStatusCode)request.FailWith, request.Text);
                await responses.WriteAsync(new() { Index = index++, Text = request.Text, Data = request.Data }, context.CancellationToken);
            }
        }
        catch (Exception e) when (e is not RpcException)
        {
            Ended.Add("Chat");
            throw;
        }
    }

    private async ValueTask<EchoResponse> HangAsync(EchoRequest request, RpcContext context)
    {
        Begun.Add(context);
        try
        {
            await new TaskCompletionSource().Task.WaitAsync(context.CancellationToken);
        }
        finally
        {
            Ended.Add("Hang");
        }
        return new();
    }

    private async ValueTask<EchoResponse> MeetAsync(EchoRequest request, RpcContext context)
    {
        if (Interlocked.Increment(ref _meeting) >= request.Count)
            _met.TrySetResult();
        await _met.Task.WaitAsync(context.CancellationToken);
        return new() { Text = request.Text };
    }
}
