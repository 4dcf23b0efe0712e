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
        if (!peer.BlockRequests.TryTake(1, context.NowMs))
        {
            peers.Reject(peer, PeerScore.UnknownKind, "requests for blocks without pause");
            return;
        }
        var answer = new Blocks { FromHeight = request.FromHeight };
        long bytes = 0;
        for (uint i = 0; i < Math.Min(request.Count, AnswerBlocksMax); i++)
        {
            if (archive.Find(request.FromHeight + i) is not { } found)
                break;
            bytes += found.Block.Length + found.Commit.Length;
            bool fits = bytes <= AnswerBytesMax && peer.ServedBytes.TryTake(found.Block.Length, context.NowMs);
            if (!fits && answer.Blocks_.Count > 0)
                break;
            answer.Blocks_.Add(new Protocol.Peer.V1.DecidedBlock
            {
                Block = UnsafeByteOperations.UnsafeWrap(found.Block),
                Commit = UnsafeByteOperations.UnsafeWrap(found.Commit),
            });
            if (!fits)
                break;
        }
        peers.Send(peer, new SyncMessage { Blocks = answer });
    }
}
