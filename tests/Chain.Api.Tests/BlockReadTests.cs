using Chain.Api.Tests.Support;
using Chain.Protocol.V1;
using Chain.Rpc;
using Chain.Types;
using Google.Protobuf;
using Block = Chain.Types.Block;
using Commit = Chain.Types.Commit;

namespace Chain.Api.Tests;

public sealed class BlockReadTests
{
    [Fact]
    public async Task A_block_comes_whole_with_the_commit_that_decided_it()
    {
        await using Ledger ledger = await Ledger.StartAsync(blocks: 1);
        Types.Transaction transaction = await ledger.IncludeTransferAsync(0, 1, 5);
        GetBlockResponse answer = await GetAsync(ledger, new() { Height = 2 });
        Block.TryDecode(answer.Block.Span, out Block? block, out _);
        Commit.TryDecode(answer.Commit.Span, out Commit? commit);
        Assert.Equal(transaction.Id, Assert.Single(block!.Transactions).Id);
        Assert.Equal(CommitCheck.Valid, commit!.Verify(ledger.Node.Genesis.FirstValidators().Next(), ledger.Node.Genesis.Hash));
        Assert.Equal(block.Id, commit.BlockId);
        Assert.Equal(transaction.Id.ToString(), Assert.Single(answer.TransactionIdsHex));
        Assert.Equal(1U, answer.Summary.Transactions);
        Assert.True(answer.Summary.GasUsed > 10_000);
    }

    [Fact]
    public async Task A_block_is_found_by_id_and_the_newest_without_a_name()
    {
        await using Ledger ledger = await Ledger.StartAsync(blocks: 3);
        GetBlockResponse newest = await GetAsync(ledger, new());
        Assert.Equal(3UL, newest.Summary.Height);
        Assert.Equal(3UL, (await GetAsync(ledger, new() { BlockId = newest.Summary.BlockId })).Summary.Height);
    }

    [Fact]
    public async Task The_block_itself_can_be_left_out()
    {
        await using Ledger ledger = await Ledger.StartAsync(blocks: 1);
        GetBlockResponse answer = await GetAsync(ledger, new() { Height = 1, OmitBlock = true });
        Assert.True(answer.Block.IsEmpty);
        Assert.False(answer.Header.IsEmpty);
        Assert.False(answer.Commit.IsEmpty);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(long.MaxValue)]
    [InlineData(-1)]
    public async Task A_height_that_is_not_there_is_out_of_range(long height)
    {
        await using Ledger ledger = await Ledger.StartAsync(blocks: 3);
        (RpcStatusCode status, string? code, _) = await Ledger.RefusalAsync(() => GetAsync(ledger, new() { Height = (ulong)height }));
        Assert.Equal(RpcStatusCode.OutOfRange, status);
        Assert.Equal("HEIGHT_AHEAD", code);
    }

    [Fact]
    public async Task Before_the_first_block_there_is_none()
    {
        await using Ledger ledger = await Ledger.StartAsync();
        Assert.Equal("HEIGHT_AHEAD", (await Ledger.RefusalAsync(() => GetAsync(ledger, new()))).Code);
    }

    [Fact]
    public async Task A_pruned_height_is_refused_with_the_lowest_one()
    {
        await using Ledger ledger = await Ledger.StartAsync(blocks: 60);
        ledger.Node.Prune(below: 20);
        (RpcStatusCode status, string? code, string message) = await Ledger.RefusalAsync(() => GetAsync(ledger, new() { Height = 5 }));
        Assert.Equal(RpcStatusCode.OutOfRange, status);
        Assert.Equal("HEIGHT_PRUNED", code);
        Assert.Contains("lowest available is 20", message, StringComparison.Ordinal);
        Assert.Equal(20UL, (await GetAsync(ledger, new() { Height = 20 })).Summary.Height);
    }

    [Fact]
    public async Task An_unknown_block_id_is_not_found()
    {
        await using Ledger ledger = await Ledger.StartAsync(blocks: 1);
        var request = new GetBlockRequest { BlockId = ByteString.CopyFrom(new byte[32]) };
        (RpcStatusCode status, string? code, _) = await Ledger.RefusalAsync(() => GetAsync(ledger, request));
        Assert.Equal((RpcStatusCode.NotFound, "NO_BLOCK"), (status, code));
    }

    [Fact]
    public async Task Pages_of_blocks_join_without_gap_or_repetition()
    {
        await using Ledger ledger = await Ledger.StartAsync(blocks: 45);
        var heights = new List<ulong>();
        string cursor = "";
        do
        {
            ListBlocksResponse page = await ledger.AskAsync<ListBlocksRequest, ListBlocksResponse>("ListBlocks", new() { PageSize = 7, Cursor = cursor });
            Assert.True(page.Blocks.Count <= 7);
            heights.AddRange(page.Blocks.Select(b => b.Height));
            cursor = page.NextCursor;
        }
        while (cursor.Length > 0);
        Assert.Equal(Enumerable.Range(1, 45).Reverse().Select(h => (ulong)h), heights);
    }

    [Fact]
    public async Task A_page_is_never_larger_than_its_limit()
    {
        await using Ledger ledger = await Ledger.StartAsync(blocks: 300);
        ListBlocksResponse page = await ledger.AskAsync<ListBlocksRequest, ListBlocksResponse>("ListBlocks", new() { PageSize = 1_000_000_000 });
        Assert.Equal(ApiLimits.ScanBlocksMax, page.Blocks.Count);
        Assert.NotEmpty(page.NextCursor);
    }

    [Fact]
    public async Task Headers_come_upwards_and_the_last_has_its_commit()
    {
        await using Ledger ledger = await Ledger.StartAsync(blocks: 5);
        ListHeadersResponse page = await ledger.AskAsync<ListHeadersRequest, ListHeadersResponse>("ListHeaders", new() { FromHeight = 2, PageSize = 3 });
        Assert.Equal([2UL, 3UL, 4UL], page.Headers.Select(h => Protocol.V1.Header.Parser.ParseFrom(h.Header).Height));
        Assert.Equal([true, true, false], page.Headers.Select(h => h.Commit.IsEmpty));
        Assert.Equal(5UL, page.Height);
    }

    private static Task<GetBlockResponse> GetAsync(Ledger ledger, GetBlockRequest request) => ledger.AskAsync<GetBlockRequest, GetBlockResponse>("GetBlock", request);
}
