using System.Buffers;
using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using Chain.Rpc.Server;

namespace Chain.Rpc.Tests;

/// <summary>HTTP/2 frames by hand: floods that a client library would not send.</summary>
public sealed class Http2FloodTests
{
    private const byte Data = 0;
    private const byte Headers = 1;
    private const byte Reset = 3;
    private const byte Settings = 4;
    private const byte Ping = 6;
    private const byte WindowUpdate = 8;

    private static readonly byte[] Preface = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8.ToArray();

    [Theory]
    [InlineData(Ping, 8)]
    [InlineData(Settings, 0)]
    [InlineData((byte)0x77, 3)]
    public async Task Flood_of_control_frames_closes_the_connection(byte type, int length)
    {
        await using TestServer server = await TestServer.StartAsync(new RpcLimits { ControlFramesPerSecondMax = 500 });
        using Socket socket = new(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, server.GrpcAddress.Port));
        await socket.SendAsync(Preface);
        await socket.SendAsync(Frame(Settings, 0, []));
        byte[] flood = [.. Enumerable.Repeat(Frame(type, 0, new byte[length]), 10_000).SelectMany(f => f)];
        Task sending = SendAsync(socket, flood);
        await EndAsync(socket);
        await sending;
        Assert.Equal("ok", (await server.Client.UnaryAsync<Echo.EchoRequest, Echo.EchoResponse>("Say", new() { Text = "ok" })).Text);
    }

    /// <summary>"Rapid reset": each call costs its sender two small frames and no place among its open streams, and us a request.</summary>
    [Fact]
    public async Task Flood_of_calls_that_are_reset_at_once_closes_the_connection()
    {
        await using TestServer server = await TestServer.StartAsync(new RpcLimits { ControlFramesPerSecondMax = 500 });
        using Socket socket = new(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, server.GrpcAddress.Port));
        await socket.SendAsync(Preface);
        await socket.SendAsync(Frame(Settings, 0, []));
        byte[] path = "/chain.test.v1.Echo/Say"u8.ToArray();
        byte[] post = [0x83, 0x86, 0x04, (byte)path.Length, .. path, 0x01, 9, .. "localhost"u8];
        byte[] flood = [.. Enumerable.Range(0, 10_000).SelectMany(i => (byte[])[.. Frame(Headers, (2 * i) + 1, post, flags: 4), .. Frame(Reset, (2 * i) + 1, [0, 0, 0, 8])])];
        Task sending = SendAsync(socket, flood);
        await EndAsync(socket);
        await sending;
        Assert.Equal("ok", (await server.Client.UnaryAsync<Echo.EchoRequest, Echo.EchoResponse>("Say", new() { Text = "ok" })).Text);
    }

    [Fact]
    public void Counter_sees_control_frames_however_the_bytes_are_cut()
    {
        byte[] bytes = [.. Preface, .. Frame(Settings, 0, new byte[12]), .. Frame(Headers, 1, new byte[40]), .. Frame(Data, 1, new byte[300]), .. Frame(WindowUpdate, 0, new byte[4]), .. Frame(Ping, 0, new byte[8]), .. Frame(Reset, 1, new byte[4])];
        for (int piece = 1; piece <= bytes.Length; piece++)
        {
            Assert.True(Admits(3, bytes, piece));
            Assert.False(Admits(2, bytes, piece));
        }
    }

    [Fact]
    public void Empty_data_counts_unless_it_ends_a_stream()
    {
        byte[] noise = [.. Preface, .. Frame(Data, 1, [])];
        byte[] end = [.. Preface, .. Frame(Data, 1, [], flags: 1)];
        Assert.False(Admits(0, noise, noise.Length));
        Assert.True(Admits(0, end, end.Length));
    }

    private static bool Admits(int perSecond, byte[] bytes, int piece)
    {
        Http2ControlCounter counter = new(perSecond, new StandingClock());
        bool admits = true;
        for (int at = 0; at < bytes.Length; at += piece)
            admits &= counter.Admits(new ReadOnlySequence<byte>(bytes, at, Math.Min(piece, bytes.Length - at)));
        return admits;
    }

    private static byte[] Frame(byte type, int stream, byte[] payload, byte flags = 0)
    {
        byte[] frame = new byte[9 + payload.Length];
        BinaryPrimitives.WriteUInt32BigEndian(frame, (uint)payload.Length << 8);
        frame[3] = type;
        frame[4] = flags;
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(5), stream);
        payload.CopyTo(frame, 9);
        return frame;
    }

    private static async Task SendAsync(Socket socket, byte[] bytes)
    {
        try
        {
            await socket.SendAsync(bytes);
        }
        catch (SocketException)
        {
            return; // closed while we were sending: what is wanted
        }
    }

    private static async Task EndAsync(Socket socket)
    {
        byte[] buffer = new byte[64 * 1024];
        try
        {
            while (await socket.ReceiveAsync(buffer).WaitAsync(Testing.Patience.Limit) > 0)
            {
            }
        }
        catch (SocketException)
        {
            return; // reset
        }
    }

    private sealed class StandingClock : TimeProvider
    {
        public override long GetTimestamp() => 0;
    }
}
