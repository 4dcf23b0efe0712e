using System.Net.Http.Headers;
using Chain.Rpc.Tests.Echo;
using Chain.Testing;
using Google.Protobuf;

namespace Chain.Rpc.Tests;

/// <summary>The bytes on the wire, and callers who get them wrong.</summary>
public sealed class GrpcWireTests
{
    private static readonly byte[] Hello = RawGrpc.Frame(new EchoRequest { Text = "hi" }.ToByteArray());

    [Fact]
    public async Task Success_has_one_message_and_its_status_in_the_trailers()
    {
        await using TestServer server = await TestServer.StartAsync();
        using RawGrpc raw = new(server.GrpcAddress);
        RawAnswer answer = await raw.CallAsync("Say", Hello);
        Assert.Equal(200, answer.HttpStatus);
        Assert.Equal(RpcStatusCode.Ok, answer.Code);
        Assert.False(answer.IsTrailersOnly);
        Assert.Equal("hi", EchoResponse.Parser.ParseFrom(answer.Body.AsSpan(5)).Text);
    }

    [Fact]
    public async Task Failure_before_any_message_is_trailers_only()
    {
        await using TestServer server = await TestServer.StartAsync();
        using RawGrpc raw = new(server.GrpcAddress);
        RawAnswer answer = await raw.CallAsync("Say", RawGrpc.Frame(new EchoRequest { FailWith = 5, Text = "a: b, 100% \u00e9" }.ToByteArray()));
        Assert.Equal(200, answer.HttpStatus);
        Assert.Equal(RpcStatusCode.NotFound, answer.Code);
        Assert.True(answer.IsTrailersOnly);
        Assert.Empty(answer.Body);
        Assert.Equal("a: b, 100%25 %C3%A9", answer.Header("grpc-message"));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("snappy")]
    public async Task Compressed_request_is_unimplemented_and_told_what_is_accepted(string encoding)
    {
        await using TestServer server = await TestServer.StartAsync();
        using RawGrpc raw = new(server.GrpcAddress);
        RawAnswer answer = await raw.CallAsync("Say", Hello, ("grpc-encoding", encoding));
        Assert.Equal(RpcStatusCode.Unimplemented, answer.Code);
        Assert.Equal("identity", answer.Header("grpc-accept-encoding"));
        Assert.Equal(RpcStatusCode.Ok, (await raw.CallAsync("Say", Hello, ("grpc-encoding", "identity"), ("grpc-accept-encoding", "gzip"))).Code);
    }

    [Fact]
    public async Task Compression_flag_without_an_encoding_is_refused()
    {
        await using TestServer server = await TestServer.StartAsync();
        using RawGrpc raw = new(server.GrpcAddress);
        Assert.Equal(RpcStatusCode.Internal, (await raw.CallAsync("Say", RawGrpc.Frame([1, 2, 3], flag: 1))).Code);
    }

    [Fact]
    public async Task Oversized_length_prefix_is_refused_before_the_body_comes()
    {
        await using TestServer server = await TestServer.StartAsync();
        using RawGrpc raw = new(server.GrpcAddress);
        // Five bytes announce 4 GiB and nothing follows: only a server that judges the prefix can answer.
        using HeldBody body = new(RawGrpc.Frame([], announced: uint.MaxValue));
        RawAnswer answer = await raw.CallAsync("Say", body);
        body.Release();
        Assert.Equal(RpcStatusCode.ResourceExhausted, answer.Code);
    }

    [Fact]
    public async Task Limit_is_exact()
    {
        await using TestServer server = await TestServer.StartAsync(sayLimit: RpcMessageLimit.Bytes(100));
        using RawGrpc raw = new(server.GrpcAddress);
        byte[] fits = new EchoRequest { Data = ByteString.CopyFrom(new byte[98]) }.ToByteArray();
        Assert.Equal(100, fits.Length);
        Assert.Equal(RpcStatusCode.Ok, (await raw.CallAsync("Say", RawGrpc.Frame(fits))).Code);
        Assert.Equal(RpcStatusCode.ResourceExhausted, (await raw.CallAsync("Say", RawGrpc.Frame([.. fits, 0]))).Code);
    }

    [Fact]
    public async Task Limit_may_judge_by_the_first_bytes()
    {
        await using TestServer server = await TestServer.StartAsync(sayLimit: new ShortUnlessText());
        using RawGrpc raw = new(server.GrpcAddress);
        byte[] text = new EchoRequest { Text = new string('a', 500) }.ToByteArray();
        byte[] data = new EchoRequest { Data = ByteString.CopyFrom(new byte[500]) }.ToByteArray();
        Assert.Equal(RpcStatusCode.Ok, (await raw.CallAsync("Say", RawGrpc.Frame(text))).Code);
        using HeldBody held = new([.. RawGrpc.Frame(data)[..6]]);
        Assert.Equal(RpcStatusCode.ResourceExhausted, (await raw.CallAsync("Say", held)).Code);
        held.Release();
        Assert.Equal(RpcStatusCode.Ok, (await raw.CallAsync("Say", RawGrpc.Frame([]))).Code);
    }

    [Fact]
    public async Task Response_above_the_send_limit_is_resource_exhausted()
    {
        await using TestServer server = await TestServer.StartAsync(new RpcLimits { SendBytesMax = 1000 });
        RpcException e = await Assert.ThrowsAsync<RpcException>(() =>
            server.Client.UnaryAsync<EchoRequest, EchoResponse>("Say", new() { Data = ByteString.CopyFrom(new byte[2000]) }));
        Assert.Equal(RpcStatusCode.ResourceExhausted, e.Code);
    }

    [Theory]
    [InlineData(new byte[0])]
    [InlineData(new byte[] { 0, 0 })]
    [InlineData(new byte[] { 0, 0, 0, 0, 9, 1, 2 })]
    public async Task Truncated_request_is_an_invalid_argument(byte[] body)
    {
        await using TestServer server = await TestServer.StartAsync();
        using RawGrpc raw = new(server.GrpcAddress);
        Assert.Equal(RpcStatusCode.InvalidArgument, (await raw.CallAsync("Say", body)).Code);
    }

    public static TheoryData<string, byte[]> MalformedMessages => new()
    {
        { "truncated varint", [0x10, 0xFF] },
        { "eleven-byte varint", [0x10, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01] },
        { "length beyond the end", [0x0A, 0x7F, 0x41] },
        { "negative length", [0x0A, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F] },
        { "tag zero", [0x00, 0x01] },
        { "invalid wire type", [0x0F] },
        { "group never closed", [0x13] },
        { "group closed that was not open", [0x14] },
        { "invalid UTF-8", [0x0A, 0x02, 0xC3, 0x28] },
        { "ten thousand nested groups", [.. Enumerable.Repeat((byte)0xA3, 20_000).Select((b, i) => i % 2 == 0 ? b : (byte)0x06)] },
        { "nested too deep", Nested(200) },
    };

    [Theory]
    [MemberData(nameof(MalformedMessages))]
    public async Task Malformed_message_is_an_invalid_argument(string what, byte[] message)
    {
        Assert.NotEmpty(what);
        await using TestServer server = await TestServer.StartAsync();
        using RawGrpc raw = new(server.GrpcAddress);
        Assert.Equal(RpcStatusCode.InvalidArgument, (await raw.CallAsync("Say", RawGrpc.Frame(message))).Code);
        Assert.Equal(RpcStatusCode.Ok, (await raw.CallAsync("Say", Hello)).Code);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("1")]
    [InlineData("123456789m")]
    [InlineData("-1S")]
    [InlineData("1s")]
    public async Task Malformed_timeout_is_an_invalid_argument(string timeout)
    {
        await using TestServer server = await TestServer.StartAsync();
        using RawGrpc raw = new(server.GrpcAddress);
        Assert.Equal(RpcStatusCode.InvalidArgument, (await raw.CallAsync("Say", Hello, ("grpc-timeout", timeout))).Code);
    }

    [Theory]
    [InlineData("99999999H", RpcStatusCode.Ok)]
    [InlineData("0n", RpcStatusCode.DeadlineExceeded)]
    public async Task Extreme_timeout_is_understood(string timeout, RpcStatusCode code)
    {
        await using TestServer server = await TestServer.StartAsync();
        using RawGrpc raw = new(server.GrpcAddress);
        Assert.Equal(code, (await raw.CallAsync("Say", Hello, ("grpc-timeout", timeout))).Code);
    }

    [Fact]
    public async Task Server_ends_the_call_at_the_deadline_whatever_the_client_does()
    {
        ManualTime time = new();
        await using TestServer server = await TestServer.StartAsync(time: time);
        using RawGrpc raw = new(server.GrpcAddress);
        Task<RawAnswer> call = raw.CallAsync("Hang", Hello, ("grpc-timeout", "50m"));
        await server.Echo.Begun.TakeAsync();
        time.Advance(TimeSpan.FromMilliseconds(50));
        Assert.Equal(RpcStatusCode.DeadlineExceeded, (await call).Code);
        Assert.Equal("Hang", await server.Echo.Ended.TakeAsync());
    }

    [Fact]
    public async Task Half_written_request_loses_its_slot_and_not_its_connection()
    {
        ManualTime time = new();
        await using TestServer server = await TestServer.StartAsync(time: time);
        using RawGrpc raw = new(server.GrpcAddress);
        using HeldBody body = new(Hello[..^1]);
        Task<RawAnswer> half = raw.CallAsync("Say", body);
        await time.AdvanceUntilAsync(half, TimeSpan.FromSeconds(1));
        Assert.Equal(RpcStatusCode.DeadlineExceeded, (await half).Code);
        body.Release();
        Assert.Equal(RpcStatusCode.Ok, (await raw.CallAsync("Say", Hello)).Code);
    }

    /// <summary>Answered earlier, a caller leaves a half-open stream behind, and the transport closes a connection that has too many of them.</summary>
    [Theory]
    [InlineData("Say")]
    [InlineData("Watch")]
    public async Task Refused_call_is_answered_when_its_request_is_there(string method)
    {
        await using TestServer server = await TestServer.StartAsync(new RpcLimits { CallsMax = 0 });
        using RawGrpc raw = new(server.GrpcAddress);
        using HeldBody body = new(Hello);
        Task<RawAnswer> held = raw.CallAsync(method, body);
        for (int i = 0; i < 10; i++)
            Assert.Equal(RpcStatusCode.ResourceExhausted, (await raw.CallAsync(method, Hello)).Code);
        Assert.False(held.IsCompleted);
        body.Release();
        Assert.Equal(RpcStatusCode.ResourceExhausted, (await held).Code);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Refused_call_whose_request_is_too_slow_or_too_long_is_answered_without_it(bool isLong)
    {
        await using TestServer server = await TestServer.StartAsync(new RpcLimits
        {
            CallsMax = 0,
            ReceiveBytesMax = 1000,
            RequestReadTimeout = isLong ? TimeSpan.FromHours(1) : TimeSpan.FromMilliseconds(50),
        });
        using RawGrpc raw = new(server.GrpcAddress);
        using HeldBody body = new(new byte[isLong ? 1001 : 1000]);
        Assert.Equal(RpcStatusCode.ResourceExhausted, (await raw.CallAsync("Say", body)).Code);
        body.Release();
    }

    [Fact]
    public async Task Thousands_of_refused_calls_do_not_cost_the_connection()
    {
        await using TestServer server = await TestServer.StartAsync(new RpcLimits { CallsMax = 0 });
        await Parallel.ForEachAsync(Enumerable.Range(0, 10_000), new ParallelOptions { MaxDegreeOfParallelism = 400 }, async (_, _) =>
        {
            RpcException e = await Assert.ThrowsAsync<RpcException>(() => server.Client.UnaryAsync<EchoRequest, EchoResponse>("Say", new()));
            Assert.Equal((RpcStatusCode.ResourceExhausted, "the server has too many calls"), (e.Code, e.Status.Message));
        });
    }

    [Fact]
    public async Task Reader_that_does_not_read_is_reset()
    {
        await using TestServer server = await TestServer.StartAsync(new RpcLimits { StreamWriteTimeout = TimeSpan.FromMilliseconds(50) });
        using RpcDuplexCall<EchoRequest, EchoResponse> call = await server.Client.DuplexAsync<EchoRequest, EchoResponse>("Chat");
        ByteString megabyte = ByteString.CopyFrom(new byte[1_000_000]);
        Task writing = WriteForEverAsync(call, megabyte);
        Assert.Equal("Chat", await server.Echo.Ended.TakeAsync());
        await Assert.ThrowsAnyAsync<RpcException>(() => writing);
        Assert.Equal("again", (await server.Client.UnaryAsync<EchoRequest, EchoResponse>("Say", new() { Text = "again" })).Text);
    }

    [Fact]
    public async Task Unknown_methods_and_services_are_unimplemented()
    {
        await using TestServer server = await TestServer.StartAsync();
        using RawGrpc raw = new(server.GrpcAddress);
        Assert.Equal(RpcStatusCode.Unimplemented, (await raw.CallAsync("Nothing", Hello)).Code);
        Assert.Equal(RpcStatusCode.Unimplemented, (await raw.CallAsync("../../nothing.at.All/None", Hello)).Code);
        Assert.Equal(RpcStatusCode.Unimplemented, (await raw.CallAsync("say", Hello)).Code);
    }

    [Theory]
    [InlineData("application/grpc-web")]
    [InlineData("application/grpc+json")]
    [InlineData("text/plain")]
    public async Task Other_content_types_are_refused(string type)
    {
        await using TestServer server = await TestServer.StartAsync();
        using RawGrpc raw = new(server.GrpcAddress);
        using ByteArrayContent body = new(Hello);
        body.Headers.ContentType = new MediaTypeHeaderValue(type);
        Assert.Equal(415, (await raw.CallAsync("Say", body)).HttpStatus);
    }

    [Fact]
    public async Task Calls_beyond_the_limit_are_resource_exhausted_and_free_slots_are_used_again()
    {
        await using TestServer server = await TestServer.StartAsync(new RpcLimits { CallsMax = 2 });
        using CancellationTokenSource cancel = new();
        Task<EchoResponse>[] hanging = [.. Enumerable.Range(0, 2).Select(_ => server.Client.UnaryAsync<EchoRequest, EchoResponse>("Hang", new(), null, cancel.Token))];
        await server.Echo.Begun.TakeAsync();
        await server.Echo.Begun.TakeAsync();
        RpcException e = await Assert.ThrowsAsync<RpcException>(() => server.Client.UnaryAsync<EchoRequest, EchoResponse>("Say", new()));
        Assert.Equal(RpcStatusCode.ResourceExhausted, e.Code);
        await cancel.CancelAsync();
        foreach (Task<EchoResponse> call in hanging)
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        await Eventually.HoldsAsync(async () => await SayAsync(server) == RpcStatusCode.Ok);
    }

    [Fact]
    public async Task Streams_beyond_the_limit_are_resource_exhausted_while_calls_go_on()
    {
        await using TestServer server = await TestServer.StartAsync(new RpcLimits { StreamingCallsMax = 1 });
        using RpcDuplexCall<EchoRequest, EchoResponse> open = await server.Client.DuplexAsync<EchoRequest, EchoResponse>("Chat");
        await server.Echo.Begun.TakeAsync();
        RpcException e = await Assert.ThrowsAsync<RpcException>(async () =>
        {
            await foreach (EchoResponse _ in server.Client.ServerStreamingAsync<EchoRequest, EchoResponse>("Watch", new() { Count = 1 }))
                Assert.Fail("nothing is sent");
        });
        Assert.Equal(RpcStatusCode.ResourceExhausted, e.Code);
        Assert.Equal(RpcStatusCode.Ok, await SayAsync(server));
    }

    [Fact]
    public async Task Calls_of_one_connection_are_limited_apart_from_others()
    {
        await using TestServer server = await TestServer.StartAsync(new RpcLimits { CallsPerConnectionMax = 1 });
        RpcClient other = server.NewClient();
        using CancellationTokenSource cancel = new();
        Task<EchoResponse> hanging = server.Client.UnaryAsync<EchoRequest, EchoResponse>("Hang", new(), null, cancel.Token);
        await server.Echo.Begun.TakeAsync();
        Assert.Equal(RpcStatusCode.ResourceExhausted, await SayAsync(server));
        Assert.Equal("x", (await other.UnaryAsync<EchoRequest, EchoResponse>("Say", new() { Text = "x" })).Text);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => hanging);
    }

    private static async Task<RpcStatusCode> SayAsync(TestServer server)
    {
        try
        {
            await server.Client.UnaryAsync<EchoRequest, EchoResponse>("Say", new());
            return RpcStatusCode.Ok;
        }
        catch (RpcException e)
        {
            return e.Code;
        }
    }

    private static async Task WriteForEverAsync(RpcDuplexCall<EchoRequest, EchoResponse> call, ByteString data)
    {
        while (true)
            await call.WriteAsync(new() { Data = data });
    }

    private static byte[] Nested(int depth)
    {
        EchoRequest request = new() { Text = "x" };
        for (int i = 0; i < depth; i++)
            request = new() { Nested = { request } };
        return request.ToByteArray();
    }

    private sealed class ShortUnlessText : RpcMessageLimit
    {
        public override int HeadBytes => 1;

        public override bool Admits(long lengthBytes, ReadOnlySpan<byte> head) => lengthBytes <= (head.IsEmpty || head[0] == 0x0A ? 1000 : 100);
    }
}
