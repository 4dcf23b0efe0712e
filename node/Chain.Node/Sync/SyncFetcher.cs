using Chain.Network;
using Chain.Node.Driving;
using Chain.Node.Executing;
using Chain.Node.Peers;
using Chain.Node.Seams;
using Chain.Protocol.Peer.V1;

namespace Chain.Node.Sync;

/// <summary>
/// Fetches decided blocks from peers that are ahead, in windows, several at a time, and hands them out in order. What a peer
/// claims is believed until it fails to deliver. The commit of a block is checked by whoever takes it; until then it waits here, bounded.
/// </summary>
internal sealed class SyncFetcher(DriverContext context, PeerBook peers, VerifiedTransactions known)
{
    private const int BlocksPerRequest = 16;
    private const int WindowBlocks = 96;
    private const long WindowBytes = 96L * 1024 * 1024;
    private const ulong AnswerMaxMs = 8_000;
    private const ulong DistrustMs = 30_000;
    private const ulong PatienceMs = 3_000;
    private const int LateMax = 8;
    private const int LatePeersMax = 256;

    private readonly SortedDictionary<ulong, FetchedBlock> _fetched = [];
    private readonly SortedDictionary<PeerId, Request> _requests = [];
    private readonly SortedDictionary<PeerId, List<Request>> _late = [];
    private readonly SortedSet<ulong> _decoding = [];
    private long _fetchedBytes;
    private ulong _progressAtMs;
    private ulong _next = 1;

    /// <summary>The highest height that a believed peer has stored.</summary>
    public ulong Target { get; private set; }

    /// <summary>True while the chain is two heights or more ahead of us and blocks of the past arrive: voting now would only be late.</summary>
    /// <remarks>
    /// A claim alone counts once, after the start, for a node that was away. From then on only old blocks that really came count: whoever
    /// claims a height again and again, or hands on what was decided just now, would else keep us from voting for as long as he likes.
    /// </remarks>
    public bool IsCatchingUp => Target > _next && context.NowMs < _progressAtMs + PatienceMs;

    /// <summary>Moves on: <paramref name="next"/> is the first height that is not decided here; <paramref name="isStuck"/> tells that it should have been by now.</summary>
    public void Pump(ulong next, bool isStuck)
    {
        if (next != _next)
            Advance(next);
        Target = 0;
        foreach (Peer peer in peers.All)
        {
            if (peer.Conduct.DistrustedUntilMs <= context.NowMs)
                Target = Math.Max(Target, peer.StoredHeight);
        }
        if (_progressAtMs == 0 && Target > _next)
            _progressAtMs = context.NowMs;
        ExpireRequests();
        if (Target > _next || (Target == _next && isStuck))
            Ask();
    }

    /// <summary>The fetched block of a height, or null when it is not there yet.</summary>
    public FetchedBlock? Find(ulong height) => _fetched.GetValueOrDefault(height);

    /// <summary>The block was bad: its sender is not asked again for a while.</summary>
    public void Drop(FetchedBlock block)
    {
        if (_fetched.Remove(block.Block.Header.Height))
            _fetchedBytes -= block.Block.Encoded.Length;
        Distrust(block.From);
    }

    /// <summary>An answer to a request.</summary>
    public void OnBlocks(Peer peer, Blocks blocks)
    {
        if (!_requests.TryGetValue(peer.Id, out Request? request) || !request.IsAnsweredBy(blocks))
        {
            // An answer that comes after we gave up waiting is no offence: the peer may be slow, or our clock may have jumped.
            if (!TakeLate(peer.Id, blocks))
                peers.Reject(peer, request is null ? PeerScore.Malformed : PeerScore.Lie, "blocks that nobody asked for");
            return;
        }
        _requests.Remove(peer.Id);
        if (blocks.Blocks_.Count == 0)
        {
            peer.StoredHeight = Math.Min(peer.StoredHeight, request.From - 1);
            return;
        }
        for (int i = 0; i < blocks.Blocks_.Count; i++)
            Decode(peer.Id, request.From + (ulong)i, blocks.Blocks_[i]);
        Ask();
    }

    // A peer that is busy may answer by its next link what we asked by this one.
    public void Disconnected(PeerId peer)
    {
        if (_requests.Remove(peer, out Request? request))
            RememberLate(peer, request);
    }

    private bool TakeLate(PeerId peer, Blocks blocks)
    {
        if (!_late.TryGetValue(peer, out List<Request>? late))
            return false;
        // The answers to two requests from one height may have been taken for each other.
        int at = late.FindIndex(request => request.From == blocks.FromHeight && blocks.Blocks_.Count <= BlocksPerRequest);
        if (at >= 0)
            late.RemoveAt(at);
        return at >= 0;
    }

    private void Decode(PeerId from, ulong height, Protocol.Peer.V1.DecidedBlock pair)
    {
        if (height < _next || _fetched.ContainsKey(height) || !_decoding.Add(height))
            return;
        var job = new FetchJob(from, height, pair.Block.Memory, pair.Commit.Memory, context.GenesisHash, known);
        context.Work.Start(WorkKind.Verify, job.Run, Decoded);
    }

    private void Decoded(FetchJob.Result result)
    {
        _decoding.Remove(result.Height);
        if (result.Fetched is null)
        {
            Distrust(result.From);
            if (peers.Find(result.From) is { } peer)
                peers.Reject(peer, PeerScore.Lie, "a block that does not match its commit or its form");
            return;
        }
        if (result.Height < _next || !_fetched.TryAdd(result.Height, result.Fetched))
            return;
        _fetchedBytes += result.Fetched.Block.Encoded.Length;
        context.Counters.BlocksSynced++;
    }

    private void Advance(ulong next)
    {
        _next = next;
        if (_fetched.TryGetValue(next - 1, out FetchedBlock? taken) && taken.Block.Header.TimeMs + PatienceMs < context.NowMs)
            _progressAtMs = context.NowMs;
        foreach (ulong height in _fetched.Keys.TakeWhile(height => height < next).ToArray())
        {
            _fetchedBytes -= _fetched[height].Block.Encoded.Length;
            _fetched.Remove(height);
        }
    }

    private void Ask()
    {
        ulong end = Math.Min(Target, _next + WindowBlocks - 1);
        while (_fetchedBytes < WindowBytes && FirstGap(end) is { } from)
        {
            if (Choose(from) is not { } peer)
                return;
            int count = 0;
            while (count < BlocksPerRequest && from + (ulong)count <= Math.Min(end, peer.StoredHeight) && !IsCovered(from + (ulong)count))
                count++;
            var message = new SyncMessage { GetBlocks = new GetBlocks { FromHeight = from, Count = (uint)count } };
            if (!peers.Send(peer, message))
                return;
            _requests.Add(peer.Id, new Request(from, count, context.NowMs));
        }
    }

    private ulong? FirstGap(ulong end)
    {
        for (ulong height = _next; height <= end; height++)
        {
            if (!IsCovered(height))
                return height;
        }
        return null;
    }

    private bool IsCovered(ulong height) =>
        _fetched.ContainsKey(height) || _decoding.Contains(height)
        || _requests.Values.Any(request => height >= request.From && height < request.From + (ulong)request.Count);

    // One request a peer at a time, so that a slow one holds up one window and not all.
    private Peer? Choose(ulong height)
    {
        Peer[] able = [.. peers.All.Where(peer => peer.StoredHeight >= height && peer.LowestHeight <= height
            && peer.Conduct.DistrustedUntilMs <= context.NowMs && !_requests.ContainsKey(peer.Id))];
        return able.Length == 0 ? null : able[context.Random.Below(able.Length)];
    }

    private void ExpireRequests()
    {
        foreach ((PeerId id, Request request) in _requests.ToArray())
        {
            if (context.NowMs < request.SentAtMs + AnswerMaxMs)
                continue;
            _requests.Remove(id);
            RememberLate(id, request);
            Distrust(id);
        }
    }

    private void RememberLate(PeerId id, Request request)
    {
        if (_late.Count == LatePeersMax)
            _late.Clear();
        if (!_late.TryGetValue(id, out List<Request>? late))
            _late.Add(id, late = []);
        if (late.Count == LateMax)
            late.RemoveAt(0);
        late.Add(request);
    }

    private void Distrust(PeerId id)
    {
        if (peers.Find(id) is { } peer)
            peer.Conduct.DistrustedUntilMs = context.NowMs + DistrustMs;
    }

    private sealed record Request(ulong From, int Count, ulong SentAtMs)
    {
        public bool IsAnsweredBy(Blocks blocks) => blocks.FromHeight == From && blocks.Blocks_.Count <= Count;
    }
}
