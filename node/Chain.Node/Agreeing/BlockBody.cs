using Chain.Primitives;
using Chain.Primitives.Encoding;
using Chain.Protocol.Peer.V1;
using Chain.Types;
using Google.Protobuf;

namespace Chain.Node.Agreeing;

/// <summary>A header with the ids, evidence and last commit that it names: what a proposal message carries.</summary>
/// <param name="Header">The header.</param>
/// <param name="TransactionIds">The transactions' ids, in order.</param>
/// <param name="Evidence">The evidence.</param>
/// <param name="LastCommit">The parent's commit; null at height 1.</param>
internal sealed record BlockBody(Header Header, TransactionId[] TransactionIds, IReadOnlyList<Evidence> Evidence, Commit? LastCommit)
{
    /// <summary>The body of a block that is here.</summary>
    public static BlockBody Of(Block block) =>
        new(block.Header, [.. block.Transactions.Select(transaction => transaction.Id)], block.Evidence, block.LastCommit);

    /// <summary>Reads what came with a header; null when it is malformed or not what the header names.</summary>
    public static BlockBody? TryRead(Header header, ProposalMessage message)
    {
        ReadOnlySpan<byte> joined = message.TransactionIds.Span;
        if (joined.Length % Hash256.Length != 0 || joined.Length / Hash256.Length > ProtocolLimits.BlockTransactionsMax
            || message.Evidence.Count > ProtocolLimits.BlockEvidenceMax)
            return null;
        var ids = new TransactionId[joined.Length / Hash256.Length];
        for (int i = 0; i < ids.Length; i++)
            ids[i] = new TransactionId(new Hash256(joined.Slice(i * Hash256.Length, Hash256.Length)));
        if (Block.TransactionsRoot(ids) != header.TransactionsRoot)
            return null;
        var evidence = new List<Evidence>();
        foreach (ByteString bytes in message.Evidence)
        {
            if (Types.Evidence.TryDecode(bytes.Span, out Evidence? item) != DecodeError.None)
                return null;
            evidence.Add(item!);
        }
        if (Block.EvidenceRoot(evidence) != header.EvidenceRoot)
            return null;
        Commit? lastCommit = null;
        if (!message.LastCommit.IsEmpty && Commit.TryDecode(message.LastCommit.Span, out lastCommit) != DecodeError.None)
            return null;
        Hash256 commitHash = lastCommit is null ? default : lastCommit.Hash;
        return commitHash == header.LastCommitHash ? new BlockBody(header, ids, evidence, lastCommit) : null;
    }

    /// <summary>The message that offers this body under a proposal.</summary>
    public ProposalMessage ToMessage(Proposal proposal)
    {
        byte[] joined = new byte[TransactionIds.Length * Hash256.Length];
        for (int i = 0; i < TransactionIds.Length; i++)
            TransactionIds[i].Value.Span.CopyTo(joined.AsSpan(i * Hash256.Length));
        var message = new ProposalMessage
        {
            Proposal = ByteString.CopyFrom(proposal.Encode()),
            TransactionIds = UnsafeByteOperations.UnsafeWrap(joined),
            LastCommit = LastCommit is null ? ByteString.Empty : ByteString.CopyFrom(LastCommit.Encode()),
        };
        message.Evidence.AddRange(Evidence.Select(item => ByteString.CopyFrom(item.Encode())));
        return message;
    }
}
