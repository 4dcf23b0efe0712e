using Chain.Primitives;
using Chain.Protocol.V1;
using Google.Protobuf;

namespace Chain.Api.Mapping;

/// <summary>Blocks as the API shows them.</summary>
internal sealed class BlockMapping(Requests.AddressField addresses)
{
    public BlockSummary Summary(LedgerBlock block)
    {
        Types.Header header = block.Block.Header;
        return new BlockSummary
        {
            Height = header.Height,
            BlockId = Bytes(block.Block.Id.Value),
            BlockIdHex = block.Block.Id.ToString(),
            TimeMs = header.TimeMs,
            Proposer = addresses.Format(header.Proposer),
            Round = block.Commit.Round,
            Transactions = (uint)block.Block.Transactions.Count,
            BaseFee = header.BaseFee,
            GasUsed = block.GasUsed,
        };
    }

    public GetBlockResponse Whole(LedgerBlock block, bool omitBlock)
    {
        var response = new GetBlockResponse
        {
            Summary = Summary(block),
            Header = ByteString.CopyFrom(block.Block.Header.Encode()),
            Commit = ByteString.CopyFrom(block.Commit.Encode()),
        };
        if (omitBlock)
            return response;
        response.Block = ByteString.CopyFrom(block.Block.Encoded.Span);
        foreach (Types.Transaction transaction in block.Block.Transactions)
            response.TransactionIdsHex.Add(transaction.Id.ToString());
        return response;
    }

    public StreamBlocksResponse Streamed(LedgerBlock block, bool includeBlock)
    {
        var response = new StreamBlocksResponse
        {
            Summary = Summary(block),
            Header = ByteString.CopyFrom(block.Block.Header.Encode()),
            Commit = ByteString.CopyFrom(block.Commit.Encode()),
        };
        if (includeBlock)
            response.Block = ByteString.CopyFrom(block.Block.Encoded.Span);
        return response;
    }

    public static ByteString Bytes(Hash256 hash) => ByteString.CopyFrom(hash.Span);
}
