using System.Buffers;
using Chain.Network;
using Chain.Network.Transport;
using Chain.Protocol.Peer.V1;
using Chain.Protocol.V1;
using Chain.Rpc;
using Chain.Rpc.Server;
using Chain.Rpc.Wire;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Chain.Fuzz;

/// <summary>What reads bytes between the socket and the handlers.</summary>
internal static class NetworkTargets
{
    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        new("rpc-protobuf", [Status().ToByteArray()], input => RunCodec(MessageCodec.Protobuf, input, GetStatusResponse.Descriptor)),
        new("rpc-json", [System.Text.Encoding.UTF8.GetBytes(JsonFormatter.Default.Format(Status()))], input => RunCodec(MessageCodec.Json, input, GetStatusResponse.Descriptor)),
        new("http2-control", [Http2()], RunControlCounter),
        new("peer-frame", Frames(), RunFrame),
        new("peer-hello", [Hello().ToByteArray()], RunHello),
        new("peer-endpoint", [.. ((string[])["127.0.0.1:7000", "[2600::1]:1", "node.example:65535"]).Select(System.Text.Encoding.ASCII.GetBytes)], RunEndpoint),
    ];

    // Read or refused with INVALID_ARGUMENT; what was read can be written, and is then read as the same.
    private static void RunCodec(MessageCodec codec, byte[] input, MessageDescriptor descriptor)
    {
        IMessage message;
        try
        {
            message = codec.Parse(new ReadOnlySequence<byte>(input), descriptor);
        }
        catch (RpcException e) when (e.Code == RpcStatusCode.InvalidArgument)
        {
            return;
        }
        ReadOnlyMemory<byte> written = codec.Format(message, int.MaxValue);
        if (!codec.Parse(new ReadOnlySequence<byte>(written), descriptor).Equals(message))
            throw new BrokenPromiseException("accepted, but written as another message");
    }

    // However the bytes are cut into pieces, the verdict is the same.
    private static void RunControlCounter(byte[] input)
    {
        Http2ControlCounter whole = new(3, new StandingClock());
        Http2ControlCounter pieces = new(3, new StandingClock());
        bool admits = true;
        foreach (byte[] piece in input.Chunk(7))
            admits = admits && pieces.Admits(new ReadOnlySequence<byte>(piece));
        if (whole.Admits(new ReadOnlySequence<byte>(input)) != admits)
            throw new BrokenPromiseException("the verdict depends on how the bytes are cut");
    }

    // A payload that is one message within the limit of its kind is not refused by its frame's first bytes, nor one far above it accepted.
    private static void RunFrame(byte[] input)
    {
        PeerChannelLimits limits = new() { KindBytesMax = new Dictionary<int, int> { [1] = 8, [2] = 64, [3] = 4096 }, UnknownKindBytesMax = 32 };
        if (!PayloadShape.IsOneField(input, out int kind))
            return;
        byte[] frame = new Frame { Payload = UnsafeByteOperations.UnsafeWrap(input) }.ToByteArray();
        FrameLimit limit = new(limits);
        bool admits = limit.Admits(frame.Length, default) && limit.Admits(frame.Length, frame.AsSpan(0, Math.Min(limit.HeadBytes, frame.Length)));
        int max = limits.BytesMaxOf(kind);
        if (input.Length <= max && !admits)
            throw new BrokenPromiseException($"kind {kind} of {input.Length} bytes is refused");
        if (input.Length > max + 16 && admits)
            throw new BrokenPromiseException($"kind {kind} of {input.Length} bytes is accepted");
    }

    private static void RunHello(byte[] input)
    {
        Hello message;
        try
        {
            message = Protocol.Peer.V1.Hello.Parser.ParseFrom(input);
        }
        catch (InvalidProtocolBufferException)
        {
            return;
        }
        if (Hellos.TryRead(message, out PeerHello hello) && hello.Software.Any(char.IsControl))
            throw new BrokenPromiseException("control characters in what is shown to people");
    }

    private static void RunEndpoint(byte[] input)
    {
        if (!PeerEndpoint.TryParse(System.Text.Encoding.Latin1.GetString(input), out PeerEndpoint? endpoint))
            return;
        if (!PeerEndpoint.TryParse(endpoint!.ToString(), out PeerEndpoint? again) || again != endpoint)
            throw new BrokenPromiseException("what was read is not read again");
        if (!Uri.TryCreate($"https://{endpoint}", UriKind.Absolute, out Uri? uri) || uri.Port != endpoint.Port || uri.AbsolutePath != "/" || uri.UserInfo.Length > 0)
            throw new BrokenPromiseException("the address cannot be dialed as it is");
    }

    private static GetStatusResponse Status() => new()
    {
        Network = "chain-dev",
        GenesisHash = ByteString.CopyFrom(new byte[32]),
        AddressPrefix = "chn",
        Version = "1\u00e4\ud83d\ude00",
        Height = 300,
        CatchingUp = true,
    };

    private static Hello Hello() => new() { ProtocolVersion = 1, GenesisHash = ByteString.CopyFrom(new byte[32]), Height = 5, ListenEndpoint = "127.0.0.1:7000", Software = "chain/1", LinkId = ByteString.CopyFrom(new byte[16]) };

    private static byte[][] Frames() =>
    [
        new ConsensusMessage { RoundState = new RoundState() }.ToByteArray(),
        new ConsensusMessage { Proposal = new ProposalMessage { TransactionIds = ByteString.CopyFrom(new byte[60]) } }.ToByteArray(),
        new ConsensusMessage { Vote = ByteString.CopyFrom(new byte[200]) }.ToByteArray(),
    ];

    private sealed class StandingClock : TimeProvider
    {
        public override long GetTimestamp() => 0;
    }

    private static byte[] Http2() => [.. "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8, 0, 0, 6, 4, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 0, 0, 8, 6, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 0, 0, 1, 0, 1, 0, 0, 0, 1, 9];
}
