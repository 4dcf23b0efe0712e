using Chain.Primitives.Encoding;
using Chain.Primitives.Tests.Support;
using Chain.Types.Tests.Support;

namespace Chain.Types.Tests.Codec;

/// <summary>Every canonical object as: make a random one, and decode then encode. Null when decoding refuses.</summary>
public static class Codecs
{
    public static IReadOnlyDictionary<string, Func<FuzzRandom, byte[]>> Make { get; } = new SortedDictionary<string, Func<FuzzRandom, byte[]>>(StringComparer.Ordinal)
    {
        ["UnsignedTransaction"] = random => Samples.Body(random).Encode(),
        ["Transaction"] = random => Samples.Transaction(random).Encoded.ToArray(),
        ["Header"] = random => Samples.Header(random).Encode(),
        ["Block"] = random => Samples.Block(random).Encoded.ToArray(),
        ["Vote"] = random => Samples.Vote(random).Encode(),
        ["Proposal"] = random => Samples.Proposal(random).Encode(),
        ["Commit"] = random => Samples.Commit(random).Encode(),
        ["PolkaCertificate"] = random => Samples.Polka(random).Encode(),
        ["Evidence"] = random => Samples.Evidence(random).Encode(),
        ["ValidatorSet"] = random => Samples.ValidatorSet(random).Encode(),
        ["Receipt"] = random => Samples.Receipt(random).Encode(),
    };

    public static byte[]? Again(string kind, ReadOnlySpan<byte> bytes) => kind switch
    {
        "UnsignedTransaction" => UnsignedTransaction.TryDecode(bytes, out UnsignedTransaction? body) == DecodeError.None ? body!.Encode() : null,
        "Transaction" => Transaction.TryDecode(bytes, out Transaction? transaction) == DecodeError.None
            ? transaction!.Body.Sign(transaction.Key, transaction.Signature).Encoded.ToArray() : null,
        "Header" => Header.TryDecode(bytes, out Header? header) == DecodeError.None ? header!.Encode() : null,
        "Block" => Block.TryDecode(bytes, out Block? block, out _) == DecodeError.None && block is not null ? Rebuilt(block) : null,
        "Vote" => Vote.TryDecode(bytes, out Vote? vote) == DecodeError.None ? vote!.Encode() : null,
        "Proposal" => Proposal.TryDecode(bytes, out Proposal? proposal) == DecodeError.None ? proposal!.Encode() : null,
        "Commit" => Commit.TryDecode(bytes, out Commit? commit) == DecodeError.None
            ? Commit.Create(commit!.Height, commit.Round, commit.BlockId, commit.Signatures).Encode() : null,
        "PolkaCertificate" => PolkaCertificate.TryDecode(bytes, out PolkaCertificate? polka) == DecodeError.None ? polka!.Encode() : null,
        "Evidence" => Evidence.TryDecode(bytes, out Evidence? evidence) == DecodeError.None ? evidence!.Encode() : null,
        "ValidatorSet" => ValidatorSet.TryDecode(bytes, out ValidatorSet? set) == DecodeError.None ? set!.Encode() : null,
        "Receipt" => Receipt.TryDecode(bytes, out Receipt? receipt) == DecodeError.None ? receipt!.Encode() : null,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private static byte[] Rebuilt(Block block)
    {
        Assert.Equal(BlockAssembly.Complete, Block.TryCreate(block.Header, block.Transactions, block.Evidence, block.LastCommit, out Block? again));
        return again!.Encoded.ToArray();
    }
}
