using System.Net;
using Chain.Protocol.Peer.V1;
using Chain.Rpc;

namespace Chain.Network.Transport;

/// <summary>The side that is dialed: takes the hello of each of the three connections and puts them together.</summary>
internal sealed class PeerListener(LinkContext context)
{
    /// <summary>The service for an endpoint of a server.</summary>
    public RpcService Service() => RpcService.For(PeerReflection.Descriptor.Services[0])
        .Duplex<Frame, Frame>("Consensus", (i, o, c) => ServeAsync(PeerChannel.Consensus, i, o, c), new FrameLimit(context.Limits.Consensus))
        .Duplex<Frame, Frame>("Transactions", (i, o, c) => ServeAsync(PeerChannel.Transactions, i, o, c), new FrameLimit(context.Limits.Transactions))
        .Duplex<Frame, Frame>("Sync", (i, o, c) => ServeAsync(PeerChannel.Sync, i, o, c), new FrameLimit(context.Limits.Sync))
        .Build();

    private async Task ServeAsync(PeerChannel channel, IAsyncEnumerable<Frame> requests, IRpcStreamWriter<Frame> responses, RpcContext call)
    {
        // The TLS handshake verified it; here it tells who it is.
        if (!PeerCertificate.TryVerify(call.ClientCertificate, out PeerId peer))
        {
            call.AbortConnection();
            return;
        }
        IPEndPoint remote = call.Peer!;
        await using IAsyncEnumerator<Frame> incoming = requests.GetAsyncEnumerator(call.CancellationToken);
        PeerStream stream = new(incoming, responses, call.AbortConnection);
        try
        {
            await GreetAsync(channel, stream, peer, remote);
        }
        catch (TimeoutException)
        {
            context.Refused(Name(peer, remote), PeerDisconnectReason.HandshakeTimeout);
            call.AbortConnection();
        }
        catch (Exception e) when (LinkContext.IsConnectionEnd(e))
        {
            context.Refused(Name(peer, remote), PeerDisconnectReason.ConnectionLost);
            call.AbortConnection();
        }
    }

    private async Task GreetAsync(PeerChannel channel, PeerStream stream, PeerId peer, IPEndPoint remote)
    {
        Frame? first = await stream.ReadAsync().AsTask().WaitAsync(context.Limits.HandshakeTimeout, context.Time);
        if (first?.Hello is null || !first.Payload.IsEmpty || !Hellos.TryRead(first.Hello, out PeerHello hello))
        {
            context.Refused(Name(peer, remote), PeerDisconnectReason.ProtocolViolation);
            stream.Cut();
            return;
        }
        PeerLink link = new(context, peer, PeerDirection.Inbound, first.Hello.LinkId, remote.Address);
        PeerDisconnectReason? refusal = Judge(hello, peer, remote.Address) ?? Join(ref link);
        if (refusal is { } reason)
        {
            context.Refused(Name(peer, remote), reason);
            await stream.Outgoing.WriteAsync(new Frame { HelloAck = new HelloAck { Refusal = new Refusal { Reason = Hellos.ToWire(reason) } } }, CancellationToken.None);
            return;
        }
        await stream.Outgoing.WriteAsync(new Frame { HelloAck = new HelloAck { Hello = context.NewHello(first.Hello.LinkId) } }, CancellationToken.None);
        if (!link.TryAttach(channel, stream, out bool complete))
        {
            stream.Cut();
            return;
        }
        context.Linked(Name(peer, remote));
        if (complete)
            await link.RunAsync(hello, new PeerEndpoint(remote.Address.ToString(), remote.Port));
        else
            await WaitForOthersAsync(link);
        await link.Finished;
    }

    private static string Name(PeerId peer, IPEndPoint remote) => $"{peer} at {remote.Address}";

    private async Task WaitForOthersAsync(PeerLink link)
    {
        try
        {
            await link.Attached.WaitAsync(context.Limits.HandshakeTimeout, context.Time, CancellationToken.None);
        }
        catch (TimeoutException)
        {
            link.Close(PeerDisconnectReason.HandshakeTimeout);
        }
    }

    private PeerDisconnectReason? Judge(PeerHello hello, PeerId peer, IPAddress address)
    {
        if (peer == context.Self)
            return PeerDisconnectReason.Self;
        if (context.Bans.Contains(peer, address, context.NowMs))
            return PeerDisconnectReason.Banned;
        return Hellos.Refusal(hello, context.Options);
    }

    private PeerDisconnectReason? Join(ref PeerLink link)
    {
        PeerDisconnectReason? refusal = context.Table.AddInbound(ref link, context.NowMs, out PeerLink? replaced);
        if (replaced is not null)
            link.Replace(replaced);
        return refusal;
    }
}
