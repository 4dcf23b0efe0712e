using Chain.Rpc.Tests.Echo;
using Chain.Testing;
using Google.Protobuf;
using Microsoft.Extensions.Logging;

namespace Chain.Rpc.Tests;

/// <summary>Our client against our server, over real sockets.</summary>
public sealed class RpcCallTests
{
    [Fact]
    public async Task Unary_returns_the_response()
    {
        await using TestServer server = await TestServer.StartAsync();
        EchoResponse response = await server.Client.UnaryAsync<EchoRequest, EchoResponse>("Say", new() { Text = "grüße", Height = ulong.MaxValue });
        Assert.Equal("grüße", response.Text);
        Assert.Equal(ulong.MaxValue, response.Height);
        Assert.Equal(RpcWire.Grpc, Assert.Single(server.Echo.Wires));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(100_000)]
    [InlineData(3_900_000)]
    public async Task Unary_carries_messages_larger_than_the_windows(int bytes)
    {
        await using TestServer server = await TestServer.StartAsync();
        byte[] data = new byte[bytes];
        new Random(7).NextBytes(data);
        EchoResponse response = await server.Client.UnaryAsync<EchoRequest, EchoResponse>("Say", new() { Data = ByteString.CopyFrom(data) });
        Assert.Equal(data, response.Data.ToByteArray());
    }

    [Fact]
    public async Task Metadata_travels_both_ways()
    {
        await using TestServer server = await TestServer.StartAsync();
        RpcMetadata trailers = new();
        await server.Client.UnaryAsync<EchoRequest, EchoResponse>("Say", new(), new() { Metadata = new RpcMetadata().Add("Tag", "a,b c"), Trailers = trailers });
        Assert.Equal("a,b c", trailers["tag-end"]);
    }

    [Theory]
    [MemberData(nameof(FailureCodes))]
    public async Task Failure_carries_code_text_and_trailers(RpcStatusCode code)
    {
        await using TestServer server = await TestServer.StartAsync();
        const string text = "50% of: a,b/c \u00fc\ud83d\ude00\n";
        RpcException e = await Assert.ThrowsAsync<RpcException>(() =>
            server.Client.UnaryAsync<EchoRequest, EchoResponse>("Say", new() { FailWith = (uint)code, Text = text }));
        Assert.Equal(code, e.Code);
        Assert.Equal(text, e.Message);
        Assert.Equal("asked", e.Trailers["why"]);
        Assert.Equal([1, 2, 255], e.Trailers.GetBytes("cause-bin"));
    }

    public static TheoryData<RpcStatusCode> FailureCodes => [.. Enum.GetValues<RpcStatusCode>().Where(c => c != RpcStatusCode.Ok)];

    [Fact]
    public async Task Handler_exception_is_internal_and_tells_nothing_but_the_log()
    {
        await using TestServer server = await TestServer.StartAsync();
        RpcException e = await Assert.ThrowsAsync<RpcException>(() => server.Client.UnaryAsync<EchoRequest, EchoResponse>("Throw", new()));
        Assert.Equal(RpcStatusCode.Internal, e.Code);
        Assert.Equal("internal error", e.Message);
        Assert.Contains(server.Log.Lines, l => l.Level == LogLevel.Error && l.Exception?.Message == "secret-canary");
    }

    [Fact]
    public async Task Method_without_handler_is_unimplemented()
    {
        await using TestServer server = await TestServer.StartAsync();
        RpcException e = await Assert.ThrowsAsync<RpcException>(() => server.Client.UnaryAsync<EchoRequest, EchoResponse>("Unwritten", new()));
        Assert.Equal(RpcStatusCode.Unimplemented, e.Code);
        Assert.Equal(["Unwritten"], server.Echo.Build().MissingMethods);
    }

    [Fact]
    public async Task Server_stream_gives_every_message_in_order()
    {
        await using TestServer server = await TestServer.StartAsync();
        uint next = 0;
        await foreach (EchoResponse response in server.Client.ServerStreamingAsync<EchoRequest, EchoResponse>("Watch", new() { Count = 10_000, Text = "x" }))
            Assert.Equal(next++, response.Index);
        Assert.Equal(10_000u, next);
    }

    [Fact]
    public async Task Server_stream_status_comes_after_its_messages()
    {
        await using TestServer server = await TestServer.StartAsync();
        List<uint> seen = [];
        RpcException e = await Assert.ThrowsAsync<RpcException>(async () =>
        {
            await foreach (EchoResponse response in server.Client.ServerStreamingAsync<EchoRequest, EchoResponse>("Watch", new() { Count = 3, FailWith = 9, Text = "pruned" }))
                seen.Add(response.Index);
        });
        Assert.Equal([0, 1, 2], seen);
        Assert.Equal(new RpcStatus(RpcStatusCode.FailedPrecondition, "pruned"), e.Status);
    }

    [Fact]
    public async Task Leaving_a_server_stream_early_cancels_its_handler()
    {
        await using TestServer server = await TestServer.StartAsync();
        await foreach (EchoResponse response in server.Client.ServerStreamingAsync<EchoRequest, EchoResponse>("Watch", new() { Text = "forever" }))
        {
            if (response.Index == 5)
                break;
        }
        Assert.Equal("Watch", await server.Echo.Ended.TakeAsync());
        Assert.DoesNotContain(server.Log.Lines, l => l.Level >= LogLevel.Error);
    }

    [Fact]
    public async Task Client_stream_collects()
    {
        await using TestServer server = await TestServer.StartAsync();
        using RpcDuplexCall<EchoRequest, EchoResponse> call = await server.Client.ClientStreamingAsync<EchoRequest, EchoResponse>("Collect");
        for (ulong i = 1; i <= 1000; i++)
            await call.WriteBufferedAsync(new() { Height = i });
        EchoResponse response = await call.ResponseAsync();
        Assert.Equal(1000u, response.Index);
        Assert.Equal(500_500ul, response.Height);
    }

    [Fact]
    public async Task Client_stream_of_more_than_thirty_megabytes_is_not_cut()
    {
        await using TestServer server = await TestServer.StartAsync();
        using RpcDuplexCall<EchoRequest, EchoResponse> call = await server.Client.ClientStreamingAsync<EchoRequest, EchoResponse>("Collect");
        ByteString megabyte = ByteString.CopyFrom(new byte[1_000_000]);
        for (int i = 0; i < 40; i++)
            await call.WriteAsync(new() { Data = megabyte });
        Assert.Equal(40u, (await call.ResponseAsync()).Index);
    }

    [Fact]
    public async Task Client_stream_that_the_server_ends_early_tells_the_status()
    {
        await using TestServer server = await TestServer.StartAsync();
        using RpcDuplexCall<EchoRequest, EchoResponse> call = await server.Client.ClientStreamingAsync<EchoRequest, EchoResponse>("Collect");
        await call.WriteAsync(new() { FailWith = (uint)RpcStatusCode.OutOfRange, Text = "enough" });
        RpcException e = await Assert.ThrowsAsync<RpcException>(call.ResponseAsync);
        Assert.Equal(RpcStatusCode.OutOfRange, e.Code);
    }

    [Fact]
    public async Task Duplex_answers_each_message_while_the_request_is_open()
    {
        await using TestServer server = await TestServer.StartAsync();
        using RpcDuplexCall<EchoRequest, EchoResponse> call = await server.Client.DuplexAsync<EchoRequest, EchoResponse>("Chat");
        await using IAsyncEnumerator<EchoResponse> responses = call.ReadAllAsync().GetAsyncEnumerator();
        for (uint i = 0; i < 100; i++)
        {
            await call.WriteAsync(new() { Text = $"m{i}" });
            Assert.True(await responses.MoveNextAsync());
            Assert.Equal($"m{i}", responses.Current.Text);
            Assert.Equal(i, responses.Current.Index);
        }
        await call.CompleteAsync();
        Assert.False(await responses.MoveNextAsync());
    }

    [Fact]
    public async Task Duplex_headers_come_before_any_message()
    {
        await using TestServer server = await TestServer.StartAsync();
        using RpcDuplexCall<EchoRequest, EchoResponse> call = await server.Client.DuplexAsync<EchoRequest, EchoResponse>("Chat");
        await server.Echo.Begun.TakeAsync();
        await call.CompleteAsync();
        await foreach (EchoResponse _ in call.ReadAllAsync())
            Assert.Fail("nothing was sent");
    }

    /// <summary>The server must never take what came so far for the whole: a client that leaves is no client that is done. Many calls, because the two could race.</summary>
    [Theory]
    [InlineData("Chat", false)]
    [InlineData("Chat", true)]
    [InlineData("Collect", false)]
    public async Task Disposing_a_call_whose_requests_are_not_complete_is_a_reset_and_no_end(string method, bool readsFirst)
    {
        await using TestServer server = await TestServer.StartAsync();
        for (int i = 0; i < 200; i++)
        {
            RpcDuplexCall<EchoRequest, EchoResponse> call = method == "Chat"
                ? await server.Client.DuplexAsync<EchoRequest, EchoResponse>(method)
                : await server.Client.ClientStreamingAsync<EchoRequest, EchoResponse>(method);
            await call.WriteAsync(new() { Text = "a" });
            await server.Echo.Begun.TakeAsync();
            if (readsFirst)
            {
                await using IAsyncEnumerator<EchoResponse> responses = call.ReadAllAsync().GetAsyncEnumerator();
                Assert.True(await responses.MoveNextAsync());
            }
            call.Dispose();
            Assert.Equal(method, await server.Echo.Ended.TakeAsync());
        }
    }

    [Fact]
    public async Task Deadline_ends_the_call_on_both_sides()
    {
        ManualTime time = new();
        await using TestServer server = await TestServer.StartAsync(time: time);
        RpcClient client = server.NewClient(new() { Time = time });
        Task<EchoResponse> call = client.UnaryAsync<EchoRequest, EchoResponse>("Hang", new(), new() { Timeout = TimeSpan.FromMinutes(1) });
        Assert.Equal(time.GetUtcNow() + TimeSpan.FromMinutes(1), (await server.Echo.Begun.TakeAsync()).Deadline);
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(RpcStatusCode.DeadlineExceeded, (await Assert.ThrowsAsync<RpcException>(() => call)).Code);
        Assert.Equal("Hang", await server.Echo.Ended.TakeAsync());
    }

    [Fact]
    public async Task Cancellation_by_the_caller_reaches_the_handler()
    {
        await using TestServer server = await TestServer.StartAsync();
        using CancellationTokenSource cancel = new();
        Task<EchoResponse> call = server.Client.UnaryAsync<EchoRequest, EchoResponse>("Hang", new(), null, cancel.Token);
        await server.Echo.Begun.TakeAsync();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Equal("Hang", await server.Echo.Ended.TakeAsync());
    }

    [Fact]
    public async Task Stopping_server_ends_streams_with_unavailable()
    {
        await using TestServer server = await TestServer.StartAsync();
        using RpcDuplexCall<EchoRequest, EchoResponse> call = await server.Client.DuplexAsync<EchoRequest, EchoResponse>("Chat");
        await server.Echo.Begun.TakeAsync();
        Task stop = server.Server.DisposeAsync().AsTask();
        RpcException e = await Assert.ThrowsAsync<RpcException>(async () =>
        {
            await foreach (EchoResponse _ in call.ReadAllAsync())
                Assert.Fail("nothing was sent");
        });
        Assert.Equal(RpcStatusCode.Unavailable, e.Code);
        await stop;
    }

    [Fact]
    public async Task Nobody_listening_is_unavailable()
    {
        TestServer server = await TestServer.StartAsync();
        Uri address = server.GrpcAddress;
        await server.DisposeAsync();
        using RpcChannel channel = new(address);
        RpcException e = await Assert.ThrowsAsync<RpcException>(() =>
            new RpcClient(channel, EchoService.Descriptor).UnaryAsync<EchoRequest, EchoResponse>("Say", new()));
        Assert.Equal(RpcStatusCode.Unavailable, e.Code);
        Assert.Contains(address.Authority, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Three_hundred_calls_run_at_the_same_time()
    {
        await using TestServer server = await TestServer.StartAsync();
        Task<EchoResponse>[] calls = [.. Enumerable.Range(0, 300).Select(i =>
            server.Client.UnaryAsync<EchoRequest, EchoResponse>("Meet", new() { Count = 300, Text = $"{i}" }))];
        EchoResponse[] responses = await Task.WhenAll(calls);
        Assert.Equal(Enumerable.Range(0, 300).Select(i => $"{i}"), responses.Select(r => r.Text));
    }
}
