using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Chain.Protocol.Peer.V1;
using Google.Protobuf;

namespace Chain.Network.Transport;

/// <summary>The side that dials: opens three connections, checks that one key is behind all, says hello on each.</summary>
internal sealed class PeerDialer(LinkContext context, X509Certificate2 certificate)
{
    private const int Channels = 3;

    /// <summary>Runs from the dial to the end of the link.</summary>
    /// <param name="endpoint">What to dial.</param>
    /// <param name="handshakeOver">Called when others may dial.</param>
    /// <param name="stopping">The transport ends.</param>
    public async Task DialAsync(PeerEndpoint endpoint, Action handshakeOver, CancellationToken stopping)
    {
        OutboundStream?[] streams = new OutboundStream?[Channels];
        PeerLink? link = null;
        try
        {
            PeerHello hello;
            using (CancellationTokenSource timeout = new(context.Limits.HandshakeTimeout, context.Time))
            using (CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, stopping))
            {
                try
                {
                    (link, hello) = await ShakeHandsAsync(endpoint, streams, either.Token);
                }
                catch (OperationCanceledException) when (timeout.IsCancellationRequested)
                {
                    throw new PeerRefusedException(PeerDisconnectReason.HandshakeTimeout);
                }
            }
            handshakeOver();
            context.Linked(endpoint.ToString());
            await link.RunAsync(hello, endpoint);
            if (!link.WasUp)
                throw new PeerRefusedException(link.Reason ?? PeerDisconnectReason.ConnectionLost);
        }
        catch (PeerRefusedException e)
        {
            await FailAsync(endpoint, e.Reason, e.Message);
        }
        catch (Exception e) when (LinkContext.IsConnectionEnd(e))
        {
            await FailAsync(endpoint, PeerDisconnectReason.ConnectionLost, e.Message);
        }
        finally
        {
            foreach (OutboundStream? stream in streams)
                stream?.Dispose();
        }

        async Task FailAsync(PeerEndpoint dialed, PeerDisconnectReason reason, string text)
        {
            link?.Close(reason);
            context.Refused(dialed.ToString(), reason);
            await context.PostLastAsync(new PeerEvent.DialFailed(dialed, reason, text));
        }
    }

    private async Task<(PeerLink Link, PeerHello Hello)> ShakeHandsAsync(PeerEndpoint endpoint, OutboundStream?[] streams, CancellationToken cancellationToken)
    {
        streams[0] = await OpenAsync(endpoint, 0, cancellationToken);
        PeerId peer = streams[0]!.Peer;
        if (peer == context.Self)
            throw new PeerRefusedException(PeerDisconnectReason.Self);
        if (context.Bans.Contains(peer, endpoint.Address, context.NowMs))
            throw new PeerRefusedException(PeerDisconnectReason.Banned);

        ByteString linkId = ByteString.CopyFrom(RandomNumberGenerator.GetBytes(Hellos.LinkIdBytes));
        PeerLink link = new(context, peer, PeerDirection.Outbound, linkId, endpoint.Address);
        if (context.Table.AddOutbound(link, out PeerLink? replaced) is { } refusal)
            throw new PeerRefusedException(refusal);
        try
        {
            if (replaced is not null)
                link.Replace(replaced);
            // A link of theirs may win meanwhile: then ours is closed, and with it the streams under way.
            using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, link.Closed);
            List<Task<PeerHello>> greetings = [];
            try
            {
                // The first answer decides about the link: a refusal costs neither side two more handshakes.
                for (int i = 0; i < Channels; i++)
                {
                    greetings.Add(GreetAsync(endpoint, streams, i, peer, link, linkId, either));
                    if (i == 0)
                        await greetings[0];
                }
                PeerHello[] hellos = await Task.WhenAll(greetings);
                return (link, hellos[0]);
            }
            catch (Exception) when (link.Reason is { } reason)
            {
                throw new PeerRefusedException(reason);
            }
            catch (Exception) when (greetings.FirstOrDefault(g => g.Exception?.InnerException is PeerRefusedException) is { } refused)
            {
                // One of the three knows the reason; the others only saw their connection end.
                throw new PeerRefusedException(((PeerRefusedException)refused.Exception!.InnerException!).Reason);
            }
        }
        catch (PeerRefusedException e)
        {
            link.Close(e.Reason);
            throw;
        }
        catch
        {
            link.Close(PeerDisconnectReason.ConnectionLost);
            throw;
        }
    }

    private async Task<PeerHello> GreetAsync(PeerEndpoint endpoint, OutboundStream?[] streams, int index, PeerId peer, PeerLink link, ByteString linkId, CancellationTokenSource either)
    {
        try
        {
            OutboundStream stream = streams[index] ??= await OpenAsync(endpoint, index, either.Token);
            if (stream.Peer != peer)
                throw new PeerRefusedException(PeerDisconnectReason.WrongPeer);
            await stream.Stream.Outgoing.WriteAsync(new Frame { Hello = context.NewHello(linkId) }, either.Token);
            Frame? first = await stream.Stream.ReadAsync().AsTask().WaitAsync(either.Token);
            if (first?.HelloAck is not { } ack || !first.Payload.IsEmpty)
                throw new PeerRefusedException(first is null ? PeerDisconnectReason.ConnectionLost : PeerDisconnectReason.ProtocolViolation);
            if (ack.Refusal is { } refusal)
                throw new PeerRefusedException(Hellos.FromWire(refusal.Reason));
            if (!Hellos.TryRead(ack.Hello, out PeerHello hello))
                throw new PeerRefusedException(PeerDisconnectReason.ProtocolViolation);
            if (Hellos.Refusal(hello, context.Options) is { } ours)
                throw new PeerRefusedException(ours);
            if (!link.TryAttach((PeerChannel)index, stream.Stream, out _))
                throw new PeerRefusedException(link.Reason ?? PeerDisconnectReason.ConnectionLost);
            return hello;
        }
        catch
        {
            // Together or not at all.
            await either.CancelAsync();
            throw;
        }
    }

    private Task<OutboundStream> OpenAsync(PeerEndpoint endpoint, int index, CancellationToken cancellationToken) =>
        OutboundStream.OpenAsync(endpoint, (PeerChannel)index, certificate, context.Limits, context.Time, cancellationToken);
}
