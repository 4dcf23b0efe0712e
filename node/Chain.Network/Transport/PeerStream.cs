using Chain.Protocol.Peer.V1;
using Chain.Rpc;

namespace Chain.Network.Transport;

/// <summary>One open connection of a link, whichever side opened it: frames in, frames out, and a way to cut it.</summary>
/// <param name="Incoming">Frames, in order; enumerated once.</param>
/// <param name="Outgoing">One writer at a time.</param>
/// <param name="Cut">Ends the connection at once.</param>
internal sealed record PeerStream(IAsyncEnumerator<Frame> Incoming, IRpcStreamWriter<Frame> Outgoing, Action Cut)
{
    /// <summary>The next frame, or null at the end.</summary>
    public async ValueTask<Frame?> ReadAsync() => await Incoming.MoveNextAsync() ? Incoming.Current : null;
}
