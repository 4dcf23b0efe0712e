using System.Net;
using System.Threading.Channels;
using Chain.Protocol.Peer.V1;
using Chain.Rpc;
using Google.Protobuf;

namespace Chain.Network.Transport;

/// <summary>The three connections to one peer, from the first hello to the last byte. It is up when all three are attached; when one dies, all do.</summary>
internal sealed class PeerLink
{
    private const int Channels = 3;

    private readonly PeerStream?[] _streams = new PeerStream?[Channels];
    private readonly SendQueue[] _queues = new SendQueue[Channels];
    private readonly CancellationTokenSource _closed = new();
    private readonly TaskCompletionSource _finished = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _attached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly LinkContext _context;
    private readonly Lock _lock = new();
    private PeerDisconnectReason? _reason;
    private bool _isUp;
    private long _lastReceivedMs;

    public PeerLink(LinkContext context, PeerId peer, PeerDirection direction, ByteString linkId, IPAddress? address)
    {
        _context = context;
        Peer = peer;
        Direction = direction;
        LinkId = linkId;
        Address = address;
        _lastReceivedMs = context.NowMs;
        for (int i = 0; i < Channels; i++)
            _queues[i] = new SendQueue(context.Limits.Of((PeerChannel)i), context.NowMs);
    }

    public PeerId Peer { get; }

    public PeerDirection Direction { get; }

    /// <summary>Drawn by the dialer; tells which connections belong together.</summary>
    public ByteString LinkId { get; }

    public IPAddress? Address { get; }

    public bool IsUp => Volatile.Read(ref _isUp);

    /// <summary>True when the driver heard of it.</summary>
    public bool WasUp { get; private set; }

    public long LastReceivedMs => Volatile.Read(ref _lastReceivedMs);

    /// <summary>Fires when the link is to end.</summary>
    public CancellationToken Closed => _closed.Token;

    /// <summary>Why the link ended, once it did.</summary>
    public PeerDisconnectReason? Reason
    {
        get
        {
            lock (_lock)
                return _reason;
        }
    }

    /// <summary>Completes when the last event of this link was posted.</summary>
    public Task Finished => _finished.Task;

    /// <summary>Completes when all connections are attached, or the link ended before.</summary>
    public Task Attached => _attached.Task;

    /// <summary>The links that this one takes the place of: their last event comes before our first.</summary>
    public Task Before { get; private set; } = Task.CompletedTask;

    /// <summary>Ends the link whose place this one takes.</summary>
    public void Replace(PeerLink other)
    {
        Before = Task.WhenAll(other.Finished, other.Before);
        other.Close(other.Peer == Peer ? PeerDisconnectReason.Duplicate : PeerDisconnectReason.Full);
    }

    /// <summary>Puts a connection in its place; false when that place is taken, or the link is over.</summary>
    public bool TryAttach(PeerChannel channel, PeerStream stream, out bool complete)
    {
        lock (_lock)
        {
            complete = false;
            if (_reason is not null || _streams[(int)channel] is not null)
                return false;
            _streams[(int)channel] = stream;
            complete = _streams.All(s => s is not null);
            if (complete)
                _attached.SetResult();
            return true;
        }
    }

    public bool TrySend(PeerChannel channel, ReadOnlyMemory<byte> payload) => IsUp && _queues[(int)channel].TryAdd(payload, _context.NowMs);

    /// <summary>Ends the link; the first reason counts.</summary>
    public void Close(PeerDisconnectReason reason)
    {
        lock (_lock)
        {
            if (_reason is not null)
                return;
            _reason = reason;
        }
        _context.Table.Remove(this);
        _attached.TrySetResult();
        _closed.Cancel();
        // After an end without complaint the other side learns it by the streams' end; whoever misbehaved gets no more of our time.
        foreach (PeerStream? stream in _streams)
            stream?.Cut();
        if (!IsUp)
            _finished.TrySetResult();
    }

    /// <summary>Carries frames until the link ends. Called once, when all three connections are attached.</summary>
    /// <param name="hello">What the peer said.</param>
    /// <param name="endpoint">The other end.</param>
    public async Task RunAsync(PeerHello hello, PeerEndpoint endpoint)
    {
        await Before;
        lock (_lock)
        {
            if (_reason is not null)
            {
                _finished.TrySetResult();
                return;
            }
            _isUp = true;
        }
        try
        {
            WasUp = await PostAsync(new PeerEvent.Connected(Peer, hello, Direction, endpoint));
            if (!WasUp)
                return;
            Task[] loops = [.. Enumerable.Range(0, Channels).SelectMany(i => new[] { ReceiveAsync((PeerChannel)i), SendAsync((PeerChannel)i) })];
            await Task.WhenAll(loops);
        }
        finally
        {
            Close(PeerDisconnectReason.ConnectionLost);
            if (WasUp)
                await _context.PostLastAsync(new PeerEvent.Disconnected(Peer, Reason!.Value));
            _finished.TrySetResult();
        }
    }

    private async Task ReceiveAsync(PeerChannel channel)
    {
        PeerStream stream = _streams[(int)channel]!;
        RateLimit rate = RateLimit.ForReceiving(_context.Limits.Of(channel), _context.NowMs);
        try
        {
            while (await stream.ReadAsync() is { } frame)
            {
                long nowMs = _context.NowMs;
                if (!rate.TryTake(frame.Payload.Length, nowMs))
                {
                    Punish(PeerDisconnectReason.RateExceeded);
                    return;
                }
                if (frame.Hello is not null || frame.HelloAck is not null)
                {
                    Punish(PeerDisconnectReason.ProtocolViolation);
                    return;
                }
                Volatile.Write(ref _lastReceivedMs, nowMs);
                if (frame.Payload.IsEmpty)
                    continue; // something that a newer version put beside the payload
                if (!PayloadShape.IsOneField(frame.Payload.Span, out _))
                {
                    Punish(PeerDisconnectReason.ProtocolViolation);
                    return;
                }
                if (!await PostAsync(new PeerEvent.FrameReceived(Peer, channel, frame.Payload.Memory, _context.WallMs)))
                    return;
            }
            Close(PeerDisconnectReason.ConnectionLost);
        }
        // Only what we judged ourselves: a status that the peer reports is its word, and costs it nothing.
        catch (RpcException e) when (e.IsViolation)
        {
            Punish(e.Code == RpcStatusCode.ResourceExhausted ? PeerDisconnectReason.OversizedFrame : PeerDisconnectReason.ProtocolViolation);
        }
        catch (Exception e) when (LinkContext.IsConnectionEnd(e))
        {
            Close(PeerDisconnectReason.ConnectionLost);
        }
        catch (Exception e)
        {
            _context.Failed(Peer, e);
            Close(PeerDisconnectReason.ConnectionLost);
        }
    }

    private async Task SendAsync(PeerChannel channel)
    {
        PeerStream stream = _streams[(int)channel]!;
        SendQueue queue = _queues[(int)channel];
        try
        {
            while (await queue.WaitAsync(Closed))
            {
                while (queue.TryTake(out ReadOnlyMemory<byte> payload))
                    await WithinStallTimeoutAsync(stream.Outgoing.WriteBufferedAsync(new Frame { Payload = UnsafeByteOperations.UnsafeWrap(payload) }, Closed));
                await WithinStallTimeoutAsync(stream.Outgoing.FlushAsync(Closed));
            }
        }
        catch (TimeoutException)
        {
            Close(PeerDisconnectReason.Unresponsive);
        }
        catch (Exception e) when (LinkContext.IsConnectionEnd(e))
        {
            Close(PeerDisconnectReason.ConnectionLost);
        }
        catch (Exception e)
        {
            _context.Failed(Peer, e);
            Close(PeerDisconnectReason.ConnectionLost);
        }
    }

    private ValueTask WithinStallTimeoutAsync(ValueTask writing) =>
        writing.IsCompleted ? writing : new(writing.AsTask().WaitAsync(_context.Limits.SendStallTimeout, _context.Time, Closed));

    private void Punish(PeerDisconnectReason reason)
    {
        _context.Ban(this, reason);
        Close(reason);
    }

    /// <summary>False when the link ended while the driver's channel was full.</summary>
    private async ValueTask<bool> PostAsync(PeerEvent item)
    {
        try
        {
            await _context.PostAsync(item, Closed);
            return true;
        }
        catch (Exception e) when (e is OperationCanceledException or ChannelClosedException)
        {
            return false;
        }
    }
}
