using System.Net;
using Chain.Network.Transport;
using Chain.Protocol.Peer.V1;
using Google.Protobuf;

namespace Chain.Network.Tests;

/// <summary>Limits, buckets, queues and bans, without sockets.</summary>
public sealed class TransportPartsTests
{
    private static readonly PeerChannelLimits Limits = new() { KindBytesMax = new Dictionary<int, int> { [1] = 100, [2] = 1_000_000 }, UnknownKindBytesMax = 50, QueueFramesMax = 3, QueueBytesMax = 100 };

    [Theory]
    [InlineData(1, 80, true)]
    [InlineData(1, 150, false)]
    [InlineData(2, 900_000, true)]
    [InlineData(3, 40, true)]
    [InlineData(3, 100, false)]
    public void Frame_limit_knows_the_kind_from_the_first_bytes(int kind, int bytes, bool admitted)
    {
        FrameLimit limit = new(Limits);
        byte[] payload = new byte[bytes];
        payload[0] = (byte)((kind << 3) | 2);
        byte[] frame = new Frame { Payload = ByteString.CopyFrom(payload) }.ToByteArray();
        Assert.Equal(admitted, limit.Admits(frame.Length, frame.AsSpan(0, Math.Min(limit.HeadBytes, frame.Length))));
    }

    [Fact]
    public void Frame_limit_judges_the_length_alone_before_any_byte_came()
    {
        FrameLimit limit = new(Limits);
        Assert.True(limit.Admits(1_000_000, default));
        Assert.False(limit.Admits(1_000_100, default));
    }

    [Theory]
    [InlineData(new byte[] { 0x12, 0x05 })]
    [InlineData(new byte[] { 0x0A, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF })]
    public void Frame_that_does_not_begin_with_a_payload_must_be_small(byte[] head)
    {
        FrameLimit limit = new(Limits);
        Assert.True(limit.Admits(1024, head));
        Assert.False(limit.Admits(1025, head));
    }

    [Fact]
    public void Bucket_gives_its_burst_and_then_its_rate()
    {
        TokenBucket bucket = new(10, 5, 1000);
        Assert.True(bucket.TryTake(10, 1000));
        Assert.False(bucket.TryTake(1, 1000));
        Assert.False(bucket.TryTake(1, 1199));
        Assert.True(bucket.TryTake(1, 1200));
        Assert.False(bucket.TryTake(1, 500));
        Assert.False(bucket.TryTake(11, 1_000_000));
        Assert.True(bucket.TryTake(10, 1_000_000));
    }

    [Fact]
    public void Honest_sender_never_exceeds_what_its_receiver_allows_however_the_network_bunches()
    {
        PeerChannelLimits limits = Limits with { FramesPerSecond = 100 };
        RateLimit sending = RateLimit.ForSending(limits, 0);
        RateLimit receiving = RateLimit.ForReceiving(limits, 0);
        // Thirty seconds of sending arrive in one instant, then goes on at full rate.
        int held = 0;
        for (long ms = 0; ms < 30_000; ms++)
        {
            while (sending.TryTake(10, ms))
                held++;
        }
        for (int i = 0; i < held; i++)
            Assert.True(receiving.TryTake(10, 30_000));
        for (long ms = 30_000; ms < 60_000; ms++)
        {
            while (sending.TryTake(10, ms))
                Assert.True(receiving.TryTake(10, ms));
        }
    }

    [Fact]
    public void Queue_is_bounded_in_frames_and_in_bytes()
    {
        SendQueue frames = new(Limits, 0);
        Assert.True(frames.TryAdd(new byte[1], 0) && frames.TryAdd(new byte[1], 0) && frames.TryAdd(new byte[1], 0));
        Assert.False(frames.TryAdd(new byte[1], 0));
        Assert.True(frames.TryTake(out _));
        Assert.True(frames.TryAdd(new byte[1], 0));

        SendQueue bytes = new(Limits, 0);
        Assert.True(bytes.TryAdd(new byte[60], 0));
        Assert.False(bytes.TryAdd(new byte[41], 0));
        Assert.True(bytes.TryTake(out _));
        Assert.True(bytes.TryAdd(new byte[100], 0));
    }

    [Fact]
    public void Bans_end_and_do_not_reach_neighbours_behind_a_private_address()
    {
        BanList bans = new();
        PeerId bad = IdOf(1);
        PeerId other = IdOf(2);
        bans.Add(bad, IPAddress.Parse("10.0.0.1"), 100);
        Assert.True(bans.Contains(bad, null, 99));
        Assert.False(bans.Contains(other, IPAddress.Parse("10.0.0.1"), 99));
        Assert.False(bans.Contains(bad, null, 100));
        bans.Add(bad, IPAddress.Parse("8.8.8.8"), 200);
        Assert.True(bans.Contains(other, IPAddress.Parse("8.8.8.8"), 150));
        Assert.False(bans.Contains(other, IPAddress.Parse("8.8.8.8"), 200));
    }

    [Fact]
    public void Ban_list_does_not_grow_without_end()
    {
        BanList bans = new();
        for (int i = 0; i < 10_000; i++)
            bans.Add(IdOf(i), null, 1000 + i);
        Assert.False(bans.Contains(IdOf(0), null, 0));
        Assert.True(bans.Contains(IdOf(9_999), null, 0));
    }

    private static PeerId IdOf(int i) => new(Primitives.Crypto.Hashing.Sha256(BitConverter.GetBytes(i)));
}
