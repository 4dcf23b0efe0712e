using Chain.Api.Tests.Support;
using Chain.Primitives;
using Chain.Protocol.V1;
using Chain.Rpc;
using Chain.SoloLedger;
using Chain.Types;
using Block = Chain.Types.Block;
using Transaction = Chain.Types.Transaction;

namespace Chain.Api.Tests;

public sealed class StreamTests
{
    [Fact]
    public async Task Blocks_go_from_the_history_into_new_ones_without_a_gap()
    {
        await using Ledger ledger = await Ledger.StartAsync(blocks: 60);
        await using IAsyncEnumerator<StreamBlocksResponse> blocks = Open(ledger, new() { FromHeight = 3 });
        for (ulong height = 3; height <= 80; height++)
        {
            if (height == 40)
                ledger.Node.Produce(20);
            Assert.True(await blocks.MoveNextAsync());
            Assert.Equal(height, blocks.Current.Summary.Height);
            Assert.True(blocks.Current.Block.IsEmpty);
        }
    }

    [Fact]
    public async Task Blocks_come_whole_when_wanted_and_from_the_next_one_when_no_height_is_named()
    {
        await using Ledger ledger = await Ledger.StartAsync(blocks: 2);
        await using IAsyncEnumerator<StreamBlocksResponse> blocks = Open(ledger, new() { IncludeBlocks = true });
        ValueTask<bool> first = blocks.MoveNextAsync();
        await Eventually.TrueAsync(() =>
        {
            // The stream's start is its own business: blocks are made until it has seen one.
            ledger.Node.Produce();
            return first.IsCompleted;
        });
        Assert.True(await first);
        Block.TryDecode(blocks.Current.Block.Span, out Block? block, out _);
        Assert.Equal(blocks.Current.Summary.Height, block!.Header.Height);
        Assert.True(block.Header.Height > 2);
    }

    [Fact]
    public async Task A_stream_cannot_begin_beyond_the_next_block()
    {
        await using Ledger ledger = await Ledger.StartAsync(blocks: 2);
        (RpcStatusCode status, string? code, _) = await Ledger.RefusalAsync(async () => await Open(ledger, new() { FromHeight = 4 }).MoveNextAsync());
        Assert.Equal((RpcStatusCode.OutOfRange, "HEIGHT_AHEAD"), (status, code));
    }

    [Fact]
    public async Task A_stream_from_a_pruned_height_is_refused_with_the_lowest()
    {
        await using Ledger ledger = await Ledger.StartAsync(blocks: 60);
        ledger.Node.Prune(below: 20);
        (_, string? code, string message) = await Ledger.RefusalAsync(async () => await Open(ledger, new() { FromHeight = 4 }).MoveNextAsync());
        Assert.Equal("HEIGHT_PRUNED", code);
        Assert.Contains("20", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_transaction_is_followed_to_its_proof_and_the_stream_ends()
    {
        await using Ledger ledger = await Ledger.StartAsync();
        Transaction transaction = ledger.Transactions.Transfer(0, 1, 5);
        await ledger.SubmitAsync(transaction);
        var states = new List<TransactionState>();
        await foreach (StreamTransactionResponse answer in ledger.Stream<StreamTransactionRequest, StreamTransactionResponse>("StreamTransaction", new() { TransactionId = Ledger.Id(transaction) }))
        {
            states.Add(answer.Status.State);
            ledger.Node.Produce();
        }
        Assert.Equal([TransactionState.Pooled, TransactionState.Final, TransactionState.Proven], states);
    }

    [Fact]
    public async Task A_transaction_that_expires_ends_its_stream()
    {
        await using Ledger ledger = await Ledger.StartAsync();
        Transaction transaction = ledger.Transactions.Transfer(0, 1, 5, sequence: 3, expiryHeight: 2);
        await ledger.SubmitAsync(transaction);
        var states = new List<TransactionState>();
        await foreach (StreamTransactionResponse answer in ledger.Stream<StreamTransactionRequest, StreamTransactionResponse>("StreamTransaction", new() { Transaction = Ledger.Bytes(transaction) }))
        {
            states.Add(answer.Status.State);
            ledger.Node.Produce(2);
        }
        Assert.Equal([TransactionState.Pooled, TransactionState.Expired], states);
    }

    [Fact]
    public async Task Events_resume_behind_a_cursor_also_inside_a_block()
    {
        await using Ledger ledger = await Ledger.StartAsync();
        Address validator = SoloKeys.Account(SoloGenesis.FirstOperator);
        for (int n = 0; n < 4; n++)
            await ledger.SubmitAsync(ledger.Transactions.Sign(n, new TransactionAction.Delegate(validator, Amount.FromGrains(2_000_000_000))));
        ledger.Node.Produce();
        for (int n = 0; n < 4; n++)
            await ledger.SubmitAsync(ledger.Transactions.Sign(n, new TransactionAction.Undelegate(validator, Amount.FromGrains(2_000_000_000)), sequence: 1));
        // The four unbondings are due in one block, at its end.
        ledger.Node.Produce(155);
        List<StreamEventsResponse> all = await TakeAsync(ledger, new() { FromHeight = 1, Name = "unbonded" }, 4);
        Assert.Single(all.Select(e => e.Height).Distinct());
        Assert.All(all, e => Assert.Empty(e.TransactionIdHex));
        List<StreamEventsResponse> rest = await TakeAsync(ledger, new() { Cursor = all[1].Cursor, Name = "unbonded" }, 2);
        Assert.Equal(all.Skip(2).Select(e => (e.Height, e.Index, e.Event)), rest.Select(e => (e.Height, e.Index, e.Event)));
        string source = all[0].Source;
        Assert.All(await TakeAsync(ledger, new() { FromHeight = 1, Source = source }, 1), e => Assert.Equal(source, e.Source));
        StreamEventsRequest foreign = new() { Cursor = all[1].Cursor, Source = source };
        Assert.Equal("BAD_CURSOR", (await Ledger.RefusalAsync(() => TakeAsync(ledger, foreign, 1))).Code);
    }

    [Fact]
    public async Task Events_of_new_blocks_arrive()
    {
        await using Ledger ledger = await Ledger.StartAsync(blocks: 1);
        Task<List<StreamEventsResponse>> waiting = TakeAsync(ledger, new() { FromHeight = 2 }, 1);
        await ledger.SubmitAsync(ledger.Transactions.Sign(0, new TransactionAction.Delegate(SoloKeys.Account(SoloGenesis.FirstOperator), Amount.FromGrains(2_000_000_000))));
        ledger.Node.Produce();
        Assert.Equal(2UL, Assert.Single(await waiting).Height);
    }

    [Fact]
    public async Task Consensus_is_told_when_it_moves()
    {
        await using Ledger ledger = await Ledger.StartAsync();
        await using IAsyncEnumerator<StreamConsensusResponse> pictures =
            ledger.Stream<StreamConsensusRequest, StreamConsensusResponse>("StreamConsensus", new()).GetAsyncEnumerator();
        Assert.True(await pictures.MoveNextAsync());
        Assert.Equal((1UL, 10UL), (pictures.Current.Height, pictures.Current.TotalPower));
        Assert.Equal(ledger.Address(SoloGenesis.FirstOperator), pictures.Current.Proposer);
        ledger.Node.Produce();
        Assert.True(await pictures.MoveNextAsync());
        Assert.Equal(2UL, pictures.Current.Height);
    }

    [Fact]
    public async Task Streams_end_as_unavailable_when_the_node_stops()
    {
        await using Ledger ledger = await Ledger.StartAsync(blocks: 1);
        await using IAsyncEnumerator<StreamBlocksResponse> blocks = Open(ledger, new() { FromHeight = 1 });
        Assert.True(await blocks.MoveNextAsync());
        ledger.Node.Handle.Stop();
        RpcException end = await Assert.ThrowsAsync<RpcException>(async () => await blocks.MoveNextAsync());
        Assert.Equal((RpcStatusCode.Unavailable, "STOPPING"), (end.Code, end.Trailers["chain-code"]));
    }

    private static IAsyncEnumerator<StreamBlocksResponse> Open(Ledger ledger, StreamBlocksRequest request) =>
        ledger.Stream<StreamBlocksRequest, StreamBlocksResponse>("StreamBlocks", request).GetAsyncEnumerator();

    private static async Task<List<StreamEventsResponse>> TakeAsync(Ledger ledger, StreamEventsRequest request, int count)
    {
        var taken = new List<StreamEventsResponse>();
        await foreach (StreamEventsResponse answer in ledger.Stream<StreamEventsRequest, StreamEventsResponse>("StreamEvents", request))
        {
            taken.Add(answer);
            if (taken.Count == count)
                break;
        }
        return taken;
    }
}
