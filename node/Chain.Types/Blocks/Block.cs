using Chain.Primitives;
using Chain.Primitives.Crypto;
using Chain.Primitives.Encoding;
using Chain.Primitives.Merkle;

namespace Chain.Types;

/// <summary>A block in its canonical bytes: well formed, with roots that match; nothing is said about its validity on a state.</summary>
/// <remarks>The id and the roots are always computed from the content. A hash that came with a block is never believed.</remarks>
public sealed class Block
{
    private Block(Header header, IReadOnlyList<Transaction> transactions, IReadOnlyList<Evidence> evidence, Commit? lastCommit, byte[] encoded)
    {
        Header = header;
        Transactions = transactions;
        Evidence = evidence;
        LastCommit = lastCommit;
        Encoded = encoded;
        Id = header.ComputeId();
    }

    /// <summary>The header.</summary>
    public Header Header { get; }

    /// <summary>The transactions, in order.</summary>
    public IReadOnlyList<Transaction> Transactions { get; }

    /// <summary>Evidence against validators, in order.</summary>
    public IReadOnlyList<Evidence> Evidence { get; }

    /// <summary>The commit of the parent; null at height 1 only.</summary>
    public Commit? LastCommit { get; }

    /// <summary>The canonical bytes.</summary>
    public ReadOnlyMemory<byte> Encoded { get; }

    /// <summary>The hash of the header.</summary>
    public BlockId Id { get; }

    /// <summary>Root over the ids of transactions; zero for none.</summary>
    public static Hash256 TransactionsRoot(ReadOnlySpan<TransactionId> ids)
    {
        var leaves = new Hash256[ids.Length];
        for (int i = 0; i < leaves.Length; i++)
            leaves[i] = Hashing.Leaf(ids[i].Value.Span);
        return RootOrZero(leaves);
    }

    /// <summary>Root over pieces of evidence; zero for none.</summary>
    public static Hash256 EvidenceRoot(IReadOnlyList<Evidence> evidence)
    {
        var leaves = new Hash256[evidence.Count];
        for (int i = 0; i < leaves.Length; i++)
            leaves[i] = Hashing.Leaf(evidence[i].Id.Span);
        return RootOrZero(leaves);
    }

    /// <summary>Joins the parts, or says why they do not belong together. <paramref name="block"/> is set when the result is <see cref="BlockAssembly.Complete"/>.</summary>
    public static BlockAssembly TryCreate(
        Header header, IReadOnlyList<Transaction> transactions, IReadOnlyList<Evidence> evidence, Commit? lastCommit, out Block? block)
    {
        block = null;
        BlockAssembly result = Check(header, transactions, evidence, lastCommit);
        if (result == BlockAssembly.Complete)
            block = new Block(header, transactions, evidence, lastCommit, Encode(header, transactions, evidence, lastCommit));
        return result;
    }

    /// <summary>Reads the canonical bytes, and checks that the parts belong together.</summary>
    public static DecodeError TryDecode(ReadOnlySpan<byte> bytes, out Block? block, out BlockAssembly assembly)
    {
        block = null;
        assembly = BlockAssembly.Undecodable;
        if (bytes.Length > ProtocolLimits.EncodedBlockBytesMax)
            return DecodeError.Size;
        var reader = new WireReader(bytes);
        ReadOnlySpan<byte> headerBytes = reader.Bytes(1, ProtocolLimits.HeaderBytesMax);
        DecodeError error = BlockItems.Transactions(ref reader, 2, out List<Transaction> transactions);
        reader.Require(error == DecodeError.None, error);
        error = BlockItems.Evidence(ref reader, 3, out List<Evidence> evidence);
        reader.Require(error == DecodeError.None, error);
        Commit? lastCommit = null;
        ReadOnlySpan<byte> commitBytes = reader.Bytes(4, ProtocolLimits.CommitBytesMax);
        error = commitBytes.IsEmpty ? DecodeError.None : Commit.TryDecode(commitBytes, out lastCommit);
        reader.Require(error == DecodeError.None, error);
        error = reader.End();
        if (error != DecodeError.None)
            return error;
        error = Header.TryDecode(headerBytes, out Header? header);
        if (error != DecodeError.None)
            return error;
        assembly = Check(header!, transactions, evidence, lastCommit);
        if (assembly == BlockAssembly.Complete)
            block = new Block(header!, transactions, evidence, lastCommit, bytes.ToArray());
        return DecodeError.None;
    }

    private static BlockAssembly Check(Header header, IReadOnlyList<Transaction> transactions, IReadOnlyList<Evidence> evidence, Commit? lastCommit)
    {
        if (transactions.Count > ProtocolLimits.BlockTransactionsMax || evidence.Count > ProtocolLimits.BlockEvidenceMax)
            return BlockAssembly.TooManyItems;
        long bytes = 0;
        var ids = new TransactionId[transactions.Count];
        for (int i = 0; i < ids.Length; i++)
        {
            bytes += transactions[i].Encoded.Length;
            ids[i] = transactions[i].Id;
        }
        if (bytes > ProtocolLimits.BlockBytesMax)
            return BlockAssembly.TooManyBytes;
        if (TransactionsRoot(ids) != header.TransactionsRoot)
            return BlockAssembly.TransactionsRootWrong;
        if (EvidenceRoot(evidence) != header.EvidenceRoot)
            return BlockAssembly.EvidenceRootWrong;
        Hash256 lastCommitHash = lastCommit is null ? default : lastCommit.Hash;
        return lastCommitHash == header.LastCommitHash ? BlockAssembly.Complete : BlockAssembly.LastCommitHashWrong;
    }

    private static byte[] Encode(Header header, IReadOnlyList<Transaction> transactions, IReadOnlyList<Evidence> evidence, Commit? lastCommit)
    {
        var writer = new WireWriter(1024 + (transactions.Count * 256));
        writer.Bytes(1, header.Encode());
        foreach (Transaction transaction in transactions)
            writer.Item(2, transaction.Encoded.Span);
        foreach (Evidence item in evidence)
            writer.Item(3, item.Encode());
        if (lastCommit is not null)
            writer.Bytes(4, lastCommit.Encode());
        return writer.ToArray();
    }

    private static Hash256 RootOrZero(ReadOnlySpan<Hash256> leaves) => leaves.IsEmpty ? default : MerkleTree.Root(leaves);
}
