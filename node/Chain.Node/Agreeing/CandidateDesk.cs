using Chain.Execution;
using Chain.Network;
using Chain.Node.Driving;
using Chain.Node.Executing;
using Chain.Node.Peers;
using Chain.Node.Seams;
using Chain.Primitives;
using Chain.Primitives.Encoding;
using Chain.Protocol.Peer.V1;
using Chain.Types;
using Google.Protobuf;

namespace Chain.Node.Agreeing;

/// <summary>
/// Assembles the blocks that consensus asks for: from the pool, from transactions checked lately, and by asking peers for the
/// rest, the one who sent the proposal first. Then has them judged on the parent's state. Judged blocks are collected by <see cref="TakeJudged"/>.
/// </summary>
internal sealed class CandidateDesk(
    DriverContext context, PeerBook peers, ExecutionPipeline pipeline, VerifiedTransactions known, Func<TransactionId, VerifiedTransaction?> findPooled)
{
    private const int CandidatesMax = 8;
    private const int AnswerBytesMax = 512 * 1024;
    private const int VerifyChunk = 256;
    private const ulong AskAgainMs = 400;

    private readonly SortedDictionary<BlockId, BlockCandidate> _candidates = [];
    private readonly Queue<BlockCandidate> _judged = new();

    public ulong Height { get; private set; }

    /// <summary>Forgets the height before.</summary>
    public void Start(ulong height)
    {
        Height = height;
        _candidates.Clear();
        _judged.Clear();
    }

    public BlockCandidate? Find(BlockId id) => _candidates.GetValueOrDefault(id);

    /// <summary>A block that this node built: whole and valid from the start.</summary>
    public void AddBuilt(Block block, IReadOnlyList<VerifiedTransaction> transactions, uint round)
    {
        var candidate = new BlockCandidate(Height, block.Id) { Round = round };
        candidate.SetBody(BlockBody.Of(block), null);
        candidate.SetJudged(block, transactions, isValid: true);
        _candidates[block.Id] = candidate;
    }

    /// <summary>A block from the log, judged before the restart.</summary>
    public void AddRecovered(Block block, IReadOnlyList<VerifiedTransaction> transactions) => AddBuilt(block, transactions, block.Header.Round);

    /// <summary>A block from the log that was found valid in this life and dropped since.</summary>
    public BlockCandidate Restore(Block block)
    {
        VerifiedTransaction?[] transactions = [.. block.Transactions.Select(transaction => known.Verify(transaction, context.GenesisHash, out _))];
        Invariant.Holds(!transactions.Contains(null), "the signatures of a block that was found valid are right");
        AddRecovered(block, transactions!);
        return _candidates[block.Id];
    }

    /// <summary>What came with a proposal. False when it does not fit the header, which no correct node sends.</summary>
    public bool Offer(Header header, BlockId id, uint round, ProposalMessage message, PeerId from, Func<BlockId, bool> isWanted)
    {
        if (_candidates.TryGetValue(id, out BlockCandidate? candidate) && candidate.Body is not null)
            return true;
        if (BlockBody.TryRead(header, message) is not { } body)
            return false;
        if (candidate is null)
            _candidates.Add(id, candidate = new BlockCandidate(Height, id));
        candidate.Round = Math.Max(candidate.Round, round);
        candidate.SetBody(body, from);
        Prune(id, isWanted);
        Advance(candidate);
        return true;
    }

    /// <summary>Consensus wants the block judged.</summary>
    public void Request(BlockId id, uint round)
    {
        if (!_candidates.TryGetValue(id, out BlockCandidate? candidate))
            _candidates.Add(id, candidate = new BlockCandidate(Height, id));
        candidate.Round = Math.Max(candidate.Round, round);
        candidate.IsRequested = true;
        if (candidate.IsValid is not null)
            _judged.Enqueue(candidate);
        else
            Advance(candidate);
    }

    /// <summary>A candidate that has been judged since the last call, or null.</summary>
    public BlockCandidate? TakeJudged() => _judged.TryDequeue(out BlockCandidate? candidate) ? candidate : null;

    /// <summary>Asks again for what did not come.</summary>
    public void Retry()
    {
        foreach (BlockCandidate candidate in _candidates.Values.ToArray())
        {
            if (candidate.IsRequested && candidate.IsValid is null && context.NowMs >= candidate.AskedAtMs + AskAgainMs)
                Advance(candidate);
        }
    }

    /// <summary>Transactions of a block that this node asked for.</summary>
    public void OnTransactions(Peer peer, BlockTransactions message)
    {
        if (message.Height != Height || !TryReadId(message.BlockId, out BlockId id))
            return;
        if (Find(id) is not { Body: { } body, IsValid: null } candidate)
            return;
        if (message.Indexes.Count != message.Transactions.Count)
        {
            peers.Reject(peer, PeerScore.Malformed, "a block's transactions without their places");
            return;
        }
        var fresh = new List<(int Index, Transaction Transaction)>();
        for (int i = 0; i < message.Indexes.Count; i++)
        {
            bool isRight = message.Indexes[i] < body.TransactionIds.Length
                && Transaction.TryDecode(message.Transactions[i].Span, out Transaction? transaction) == DecodeError.None
                && transaction!.Id == body.TransactionIds[message.Indexes[i]]
                && Collect(candidate, (int)message.Indexes[i], transaction, fresh);
            if (isRight)
                continue;
            peers.Reject(peer, PeerScore.Lie, "another transaction than the block has at that place");
            return;
        }
        Verify(candidate, fresh);
    }

    /// <summary>
    /// Serves a peer that assembles a block of the height at hand, or of the one that we have just executed. Who is further behind fetches whole
    /// blocks: reading and decoding an old one for each request would let any peer keep the driver busy.
    /// </summary>
    public void OnGetTransactions(Peer peer, GetBlockTransactions request)
    {
        if (!TryReadId(request.BlockId, out BlockId id) || request.Indexes.Count is 0 or > ProtocolLimits.BlockTransactionsMax)
        {
            peers.Reject(peer, PeerScore.Malformed, "a malformed request for a block's transactions");
            return;
        }
        if (!peer.Conduct.BlockRequests.TryTake(1, context.NowMs))
        {
            peers.Reject(peer, PeerScore.UnknownKind, "requests for a block's transactions without pause");
            return;
        }
        Block? block = Find(id)?.Block ?? pipeline.Tip.Block;
        if (block is null || block.Id != id || block.Header.Height != request.Height)
            return;
        var answer = new BlockTransactions { Height = request.Height, BlockId = request.BlockId };
        int bytes = 0;
        foreach (uint index in request.Indexes)
        {
            if (index >= block.Transactions.Count)
            {
                peers.Reject(peer, PeerScore.Malformed, "a request for a transaction beyond the block's last");
                return;
            }
            ReadOnlyMemory<byte> encoded = block.Transactions[(int)index].Encoded;
            if (!peer.Conduct.ServedBytes.TryTake(encoded.Length, context.NowMs))
                return;
            answer.Indexes.Add(index);
            answer.Transactions.Add(UnsafeByteOperations.UnsafeWrap(encoded));
            bytes += encoded.Length;
            if (bytes < AnswerBytesMax)
                continue;
            peers.Send(peer, new ConsensusMessage { BlockTransactions = answer });
            answer = new BlockTransactions { Height = request.Height, BlockId = request.BlockId };
            bytes = 0;
        }
        if (answer.Indexes.Count > 0)
            peers.Send(peer, new ConsensusMessage { BlockTransactions = answer });
    }

    internal static bool TryReadId(ByteString bytes, out BlockId id)
    {
        id = default;
        if (bytes.Length != Hash256.Length)
            return false;
        id = new BlockId(new Hash256(bytes.Span));
        return !id.IsNil;
    }

    private bool Collect(BlockCandidate candidate, int index, Transaction transaction, List<(int, Transaction)> fresh)
    {
        if (!candidate.IsMissing(index))
            return true;
        if (known.Find(transaction.Id) is { } verified)
            candidate.Put(index, verified);
        else
            fresh.Add((index, transaction));
        return true;
    }

    private void Verify(BlockCandidate candidate, List<(int Index, Transaction Transaction)> fresh)
    {
        foreach ((int Index, Transaction Transaction)[] chunk in fresh.Chunk(VerifyChunk))
        {
            candidate.WorkUnderWay++;
            Hash256 genesisHash = context.GenesisHash;
            context.Work.Start(
                WorkKind.Verify,
                () => new Verified([.. chunk.Select(item => (item.Index, known.Verify(item.Transaction, genesisHash, out _)))]),
                verified => OnVerified(candidate, verified));
        }
        Advance(candidate);
    }

    private void OnVerified(BlockCandidate candidate, Verified verified)
    {
        candidate.WorkUnderWay--;
        if (candidate.Height != Height || candidate.IsValid is not null)
            return;
        foreach ((int index, VerifiedTransaction? transaction) in verified.Items)
        {
            if (transaction is null)
            {
                candidate.SetInvalid();
                _judged.Enqueue(candidate);
                return;
            }
            candidate.Put(index, transaction);
        }
        Advance(candidate);
    }

    private void Advance(BlockCandidate candidate)
    {
        if (!candidate.IsRequested || candidate.IsValid is not null || candidate.WorkUnderWay > 0)
            return;
        if (candidate.Body is null)
        {
            AskForProposal(candidate);
            return;
        }
        if (candidate.Missing > 0)
            candidate.Fill(id => findPooled(id) ?? known.Find(id));
        if (candidate.Missing > 0)
            AskForTransactions(candidate);
        else
            Judge(candidate, candidate.Body);
    }

    private void Judge(BlockCandidate candidate, BlockBody body)
    {
        candidate.WorkUnderWay++;
        IReadOnlyList<VerifiedTransaction> transactions = candidate.TakeFilled();
        pipeline.Judge(() => Assemble(body, transactions), judgement =>
        {
            candidate.WorkUnderWay--;
            if (candidate.Height != Height)
                return;
            if (judgement.Block is { } block)
                candidate.SetJudged(block, judgement.Transactions, judgement.IsValid);
            else
                candidate.SetInvalid();
            if (!judgement.IsValid)
                NodeLog.BlockInvalid(context.Logger, candidate.Height, candidate.Id, judgement.Refusal, body.Header.Proposer);
            _judged.Enqueue(candidate);
        });
    }

    private static Judgement Assemble(BlockBody body, IReadOnlyList<VerifiedTransaction> transactions)
    {
        BlockAssembly assembly = Block.TryCreate(
            body.Header, [.. transactions.Select(transaction => transaction.Transaction)], body.Evidence, body.LastCommit, out Block? block);
        return new Judgement(assembly == BlockAssembly.Complete ? block : null, transactions, assembly == BlockAssembly.Complete ? BlockRefusal.None : BlockRefusal.TooManyBytes);
    }

    private void AskForTransactions(BlockCandidate candidate)
    {
        if (Choose(candidate) is not { } peer)
            return;
        var request = new GetBlockTransactions { Height = candidate.Height, BlockId = ByteString.CopyFrom(candidate.Id.Value.Span) };
        request.Indexes.AddRange(candidate.MissingIndexes());
        peers.Send(peer, new ConsensusMessage { GetBlockTransactions = request });
    }

    private void AskForProposal(BlockCandidate candidate)
    {
        if (Choose(candidate) is not { } peer)
            return;
        var request = new GetProposal { Height = candidate.Height, BlockId = ByteString.CopyFrom(candidate.Id.Value.Span) };
        peers.Send(peer, new ConsensusMessage { GetProposal = request });
    }

    // Who sent the proposal first; then anyone, those who say that they have a block before others.
    private Peer? Choose(BlockCandidate candidate)
    {
        if (candidate.Asked > 0 && context.NowMs < candidate.AskedAtMs + AskAgainMs)
            return null;
        Peer? source = candidate.Source is { } id && candidate.Asked == 0 ? peers.Find(id) : null;
        candidate.Asked++;
        candidate.AskedAtMs = context.NowMs;
        if (source is not null)
            return source;
        Peer[] able = [.. peers.All.Where(peer => peer.Round.Height == Height && peer.Round.HasBlock)];
        if (able.Length == 0 || candidate.Asked % 3 == 0)
            able = [.. peers.All.Where(peer => peer.Round.Height >= Height)];
        return able.Length == 0 ? null : able[context.Random.Below(able.Length)];
    }

    // Rounds that are over leave blocks behind that nobody wants any more.
    private void Prune(BlockId newest, Func<BlockId, bool> isWanted)
    {
        while (_candidates.Count > CandidatesMax)
        {
            BlockCandidate? oldest = _candidates.Values.Where(candidate => candidate.Id != newest && !isWanted(candidate.Id)).MinBy(candidate => candidate.Round);
            if (oldest is null)
                return;
            _candidates.Remove(oldest.Id);
        }
    }

    private sealed record Verified(IReadOnlyList<(int Index, VerifiedTransaction? Transaction)> Items);
}
