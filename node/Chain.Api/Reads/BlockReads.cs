using Chain.Api.Mapping;
using Chain.Api.Requests;
using Chain.Node.Face;
using Chain.Protocol.V1;
using Chain.Types;
using Google.Protobuf;

namespace Chain.Api.Reads;

/// <summary>Blocks and headers.</summary>
internal sealed class BlockReads(NodeHandle node, LedgerData data, BlockMapping mapping, HeightGate heights, ReadGate gate)
{
    public async ValueTask<GetBlockResponse> BlockAsync(GetBlockRequest request, CancellationToken cancellationToken)
    {
        if (!request.BlockId.IsEmpty && request.Height != 0)
            throw ApiFault.Field("height", "and block_id exclude each other");
        await heights.WaitAsync(request.MinHeight, cancellationToken);
        return mapping.Whole(data.Require(HeightOf(request)), request.OmitBlock);
    }

    public async ValueTask<ListBlocksResponse> ListAsync(ListBlocksRequest request, CancellationToken cancellationToken)
    {
        int pageSize = PageField.Read(request.PageSize);
        Cursor? cursor = Cursor.Read(request.Cursor, CursorKind.Blocks, data.GenesisHash, default);
        using ReadGate.Place place = await gate.EnterAsync("lists", cancellationToken);
        ulong height = Math.Min(cursor?.Height ?? ulong.MaxValue, node.Status.Height);
        ulong lowest = data.LowestHeight;
        var response = new ListBlocksResponse();
        int blocks = Math.Min(pageSize, ApiLimits.ScanBlocksMax);
        for (; response.Blocks.Count < blocks && height >= lowest && height > 0; height--)
            response.Blocks.Add(mapping.Summary(data.Require(height)));
        if (height >= lowest && height > 0)
            response.NextCursor = new Cursor(height, 0, 0).Format(CursorKind.Blocks, data.GenesisHash, default);
        return response;
    }

    public async ValueTask<ListHeadersResponse> HeadersAsync(ListHeadersRequest request, CancellationToken cancellationToken)
    {
        ulong newest = node.Status.Height;
        var response = new ListHeadersResponse { Height = newest };
        ulong from = Math.Max(1, request.FromHeight);
        if (from > newest + 1)
            throw ApiFault.Ahead(from, newest);
        using ReadGate.Place place = await gate.EnterAsync("lists", cancellationToken);
        ulong last = Math.Min(newest, from + (ulong)PageField.Read(request.PageSize) - 1);
        for (ulong height = from; height <= last; height++)
            response.Headers.Add(Light(height, isLast: height == last));
        return response;
    }

    private LightHeader Light(ulong height, bool isLast)
    {
        LedgerBlock block = data.Require(height);
        // The set of height + 1 was decided by the block before.
        ReadOnlyMemory<byte> changed = data.ChangedValidators(height - 1);
        var header = new LightHeader { Header = ByteString.CopyFrom(block.Header.Encode()), NextValidatorSet = ByteString.CopyFrom(changed.Span) };
        if (isLast || !changed.IsEmpty)
            header.Commit = ByteString.CopyFrom(block.Commit.Encode());
        return header;
    }

    private ulong HeightOf(GetBlockRequest request)
    {
        if (request.BlockId.IsEmpty)
            return request.Height == 0 ? Math.Max(1, node.Status.Height) : request.Height;
        var id = new BlockId(HashField.Read(request.BlockId, "block_id"));
        return data.HeightOf(id) ?? throw ApiFault.NoBlock(id.ToString());
    }
}
