using Chain.Network;
using Chain.Node.Executing;
using Chain.Primitives;
using Chain.Primitives.Encoding;
using Chain.Types;

namespace Chain.Node.Sync;

/// <summary>What a worker does with a fetched block: decodes it, checks that the parts belong together, checks the transactions' signatures.</summary>
internal sealed record FetchJob(PeerId From, ulong Height, ReadOnlyMemory<byte> Block, ReadOnlyMemory<byte> Commit, Hash256 GenesisHash, VerifiedTransactions Known)
{
    /// <summary>The result: a block, or null for bytes that no correct node sends.</summary>
    public sealed record Result(PeerId From, ulong Height, FetchedBlock? Fetched);

    public Result Run() => new(From, Height, Read());

    private FetchedBlock? Read()
    {
        if (Types.Block.TryDecode(Block.Span, out Block? block, out BlockAssembly assembly) != DecodeError.None || assembly != BlockAssembly.Complete)
            return null;
        if (Types.Commit.TryDecode(Commit.Span, out Commit? commit) != DecodeError.None)
            return null;
        if (block!.Header.Height != Height || commit!.Height != Height || commit.BlockId != block.Id)
            return null;
        var verified = new List<VerifiedTransaction>(block.Transactions.Count);
        foreach (Transaction transaction in block.Transactions)
        {
            VerifiedTransaction? one = Known.Verify(transaction, GenesisHash, out _);
            if (one is null)
                return new FetchedBlock(From, block, commit, null);
            verified.Add(one);
        }
        return new FetchedBlock(From, block, commit, verified);
    }
}
