using Chain.Network;
using Chain.Node.Driving;
using Chain.Node.Executing;
using Chain.Node.Peers;
using Chain.Protocol.Peer.V1;
using Google.Protobuf;

namespace Chain.Node.Sync;

/// <summary>Answers peers that are behind.</summary>
internal sealed class SyncServer(DriverContext context, PeerBook peers, BlockArchive archive)
{
    /// <summary>The most that one request may ask for.</summary>
    public const uint RequestBlocksMax = 1024;

    private const int AnswerBlocksMax = 64;
    private const long AnswerBytesMax = 8L * 1024 * 1024;

    public void OnGetBlocks(Peer peer, GetBlocks request)
    {
        if (request.Count is 0 or > RequestBlocksMax || request.FromHeight == 0)
        {
            peers.Reject(peer, PeerScore.Malformed, $"a request for {request.Count} blocks from height {request.FromHeight}");
            return;
        }
        if (!peer.Conduct.BlockRequests.TryTake(1, context.NowMs))
        {
            peers.Reject(peer, PeerScore.UnknownKind, "requests for blocks without pause");
            return;
        }
        peer.WaitingRequest = request;
        ServeWaiting(peer);
    }

    /// <summary>Serves the requests whose peers had been served too much before.</summary>
    public void ServeWaiting()
    {
        foreach (Peer peer in peers.All)
            ServeWaiting(peer);
    }

    // Blocks are read from the store on the driver's thread: so nothing is read for a peer that is in debt, and its request waits.
    private void ServeWaiting(Peer peer)
    {
        if (peer.WaitingRequest is not { } request || !peer.Conduct.ServedBytes.HasSome(context.NowMs))
            return;
        peer.WaitingRequest = null;
        Serve(peer, request);
    }

    private void Serve(Peer peer, GetBlocks request)
    {
        var answer = new Blocks { FromHeight = request.FromHeight };
        long bytes = 0;
        for (uint i = 0; i < Math.Min(request.Count, AnswerBlocksMax) && peer.Conduct.ServedBytes.HasSome(context.NowMs); i++)
        {
            if (archive.Find(request.FromHeight + i) is not { } found)
                break;
            // What was read is paid for, also when it does not fit any more.
            long size = found.Block.Length + found.Commit.Length;
            peer.Conduct.ServedBytes.Charge(size, context.NowMs);
            bytes += size;
            if (bytes > AnswerBytesMax && i > 0)
                break;
            answer.Blocks_.Add(new Protocol.Peer.V1.DecidedBlock
            {
                Block = UnsafeByteOperations.UnsafeWrap(found.Block),
                Commit = UnsafeByteOperations.UnsafeWrap(found.Commit),
            });
        }
        peers.Send(peer, new SyncMessage { Blocks = answer });
    }
}
