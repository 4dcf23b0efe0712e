using Chain.Primitives;
using Chain.Protocol.V1;
using Google.Protobuf;

namespace Chain.Api.Mapping;

/// <summary>Blocks as the API shows them.</summary>
internal sealed class BlockMapping(Requests.AddressField addresses)
{
    public BlockSummary Summary(LedgerBlock block)
    {
        Types.Header header = block.Header;
        return new BlockSummary
        {
            Height = header.Height,
            BlockId = Bytes(block.Id.Value),
            BlockIdHex = block.Id.ToString(),
            TimeMs = header.TimeMs,
            Proposer = addresses.Format(header.Proposer),
            Round = block.Commit.Round,
            Transactions = (uint)block.TransactionCount,
            BaseFee = header.BaseFee,
            GasUsed = block.GasUsed,
        };
    }

    public GetBlockResponse Whole(LedgerBlock block, bool omitBlock)
    {
        var response = new GetBlockResponse
        {
            Summary = Summary(block),
            Header = ByteString.CopyFrom(block.Header.Encode()),
            Commit = ByteString.CopyFrom(block.Commit.Encode()),
        };
        if (omitBlock)
            return response;
        response.Block = ByteString.CopyFrom(block.Encoded.Span);
        for (int i = 0; i < block.TransactionCount; i++)
            response.TransactionIdsHex.Add(block.TransactionId(i).ToString());
        return response;
    }

    public StreamBlocksResponse Streamed(LedgerBlock block, bool includeBlock)
    {
        var response = new StreamBlocksResponse
        {
            Summary = Summary(block),
            Header = ByteString.CopyFrom(block.Header.Encode()),
            Commit = ByteString.CopyFrom(block.Commit.Encode()),
        };
        if (includeBlock)
            response.Block = ByteString.CopyFrom(block.Encoded.Span);
        return response;
    }

    public static ByteString Bytes(Hash256 hash) => ByteString.CopyFrom(hash.Span);
}
