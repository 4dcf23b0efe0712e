using Chain.Api.Tests.Support;
using Chain.Protocol.V1;
using Chain.Rpc;
using Chain.Testing;
using Transaction = Chain.Types.Transaction;

namespace Chain.Api.Tests;

/// <summary>Callers that take too much, or nothing.</summary>
public sealed class LimitTests
{
    [Fact]
    public async Task Streams_of_one_address_have_a_limit_and_a_closed_one_makes_room()
    {
        await using Ledger ledger = await Ledger.StartAsync(blocks: 1, new ApiServerOptions { StreamsPerAddressMax = 3 });
        var open = new List<IAsyncEnumerator<StreamBlocksResponse>>();
        for (int i = 0; i < 3; i++)
            open.Add(await OpenAsync(ledger));
        Assert.Equal(RpcStatusCode.ResourceExhausted, (await Ledger.RefusalAsync(() => OpenAsync(ledger))).Status);
        await open[0].DisposeAsync();
        await Eventually.TrueAsync(async () => await TryOpenAsync(ledger) is not null);
        Assert.Equal(1UL, (await ledger.StatusAsync()).Height);
    }

    [Fact]
    public async Task Ten_thousand_subscriptions_are_refused_and_reads_go_on()
    {
        await using Ledger ledger = await Ledger.StartAsync(blocks: 1);
        using var stop = new CancellationTokenSource();
        var open = new System.Collections.Concurrent.ConcurrentBag<IAsyncEnumerator<StreamBlocksResponse>>();
        int refused = 0;
        await Parallel.ForEachAsync(Enumerable.Range(0, 10_000), new ParallelOptions { MaxDegreeOfParallelism = 400 }, async (_, _) =>
        {
            IAsyncEnumerator<StreamBlocksResponse> blocks =
                ledger.Stream<StreamBlocksRequest, StreamBlocksResponse>("StreamBlocks", new() { FromHeight = 1 }, stop.Token).GetAsyncEnumerator(stop.Token);
            try
            {
                await blocks.MoveNextAsync();
                open.Add(blocks);
            }
            catch (RpcException e) when (e.Code == RpcStatusCode.ResourceExhausted)
            {
                Interlocked.Increment(ref refused);
            }
        });
        Assert.InRange(open.Count, 1, ApiLimits.StreamsPerAddressMax);
        Assert.Equal(10_000, open.Count + refused);
        Assert.Equal(1UL, (await ledger.StatusAsync()).Height);
        await stop.CancelAsync();
    }

    [Fact]
    public async Task A_thousand_simulations_at_once_are_answered_or_refused_and_the_node_goes_on()
    {
        await using Ledger ledger = await Ledger.StartAsync(blocks: 1);
        Transaction transaction = ledger.Transactions.Transfer(0, 1, 5);
        var request = new SimulateTransactionRequest { Transaction = Ledger.Bytes(transaction) };
        RpcStatusCode[] outcomes = await Task.WhenAll(Enumerable.Range(0, 1_000).Select(async _ =>
        {
            try
            {
                await ledger.AskAsync<SimulateTransactionRequest, SimulateTransactionResponse>("SimulateTransaction", request);
                return RpcStatusCode.Ok;
            }
            catch (RpcException e)
            {
                return e.Code;
            }
        }));
        Assert.All(outcomes, code => Assert.True(code is RpcStatusCode.Ok or RpcStatusCode.ResourceExhausted));
        Assert.Contains(RpcStatusCode.Ok, outcomes);
        ledger.Node.Produce();
        Assert.Equal(2UL, (await ledger.StatusAsync()).Height);
    }

    [Fact]
    public async Task A_gate_lets_some_in_keeps_some_waiting_and_refuses_the_rest()
    {
        using var gate = new ReadGate(runningMax: 1, waitingMax: 1);
        ReadGate.Place first = await gate.EnterAsync("reads", default);
        Task<ReadGate.Place> second = gate.EnterAsync("reads", default).AsTask();
        RpcException refused = await Assert.ThrowsAsync<RpcException>(async () => await gate.EnterAsync("reads", default));
        Assert.Equal((RpcStatusCode.ResourceExhausted, "TOO_BUSY"), (refused.Code, refused.Trailers["chain-code"]));
        Assert.False(second.IsCompleted);
        first.Dispose();
        (await second).Dispose();
        using var cancelled = new CancellationTokenSource();
        using (await gate.EnterAsync("reads", default))
        {
            Task<ReadGate.Place> waiting = gate.EnterAsync("reads", cancelled.Token).AsTask();
            await cancelled.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        }
        (await gate.EnterAsync("reads", default)).Dispose();
    }

    [Fact]
    public async Task A_reader_that_is_too_slow_is_closed_with_its_cursor_and_resumes_behind_it()
    {
        var time = new ManualTime();
        await using Ledger ledger = await Ledger.StartAsync(options: new ApiServerOptions { StreamPatience = TimeSpan.FromSeconds(10), Time = time });
        await FillBlocksAsync(ledger);
        await using IAsyncEnumerator<StreamBlocksResponse> blocks =
            ledger.Stream<StreamBlocksRequest, StreamBlocksResponse>("StreamBlocks", new() { FromHeight = 1, IncludeBlocks = true }).GetAsyncEnumerator();
        Assert.True(await blocks.MoveNextAsync());
        // Nothing is read until the server has lost its patience.
        // Each small step of the clock is followed by a call over the socket, so that the server sees every one of them.
        await Eventually.TrueAsync(async () =>
        {
            if (ledger.Server.Api.SlowStreams == 0)
                time.Advance(TimeSpan.FromMilliseconds(50));
            await ledger.StatusAsync();
            return ledger.Server.Api.SlowStreams == 1;
        });
        ulong last = 1;
        RpcException end = await Assert.ThrowsAsync<RpcException>(async () =>
        {
            while (await blocks.MoveNextAsync().AsTask().WaitAsync(Testing.Patience.Limit))
                last = blocks.Current.Summary.Height;
        });
        Assert.Equal((RpcStatusCode.ResourceExhausted, "SLOW_READER"), (end.Code, end.Trailers["chain-code"]));
        Assert.Equal(last.ToString(System.Globalization.CultureInfo.InvariantCulture), end.Trailers["chain-cursor"]);
        Assert.InRange(last, 1UL, ledger.Node.Height - 1);
        await using IAsyncEnumerator<StreamBlocksResponse> resumed =
            ledger.Stream<StreamBlocksRequest, StreamBlocksResponse>("StreamBlocks", new() { FromHeight = last + 1 }).GetAsyncEnumerator();
        Assert.True(await resumed.MoveNextAsync());
        Assert.Equal(last + 1, resumed.Current.Summary.Height);
    }

    [Fact]
    public async Task A_reader_that_never_reads_is_reset_and_holds_nothing()
    {
        var time = new ManualTime();
        await using Ledger ledger = await Ledger.StartAsync(options: new ApiServerOptions { StreamPatience = TimeSpan.FromSeconds(10), Time = time });
        await FillBlocksAsync(ledger);
        IAsyncEnumerator<StreamBlocksResponse> blocks =
            ledger.Stream<StreamBlocksRequest, StreamBlocksResponse>("StreamBlocks", new() { FromHeight = 1, IncludeBlocks = true }).GetAsyncEnumerator();
        Assert.True(await blocks.MoveNextAsync());
        await Eventually.TrueAsync(() =>
        {
            time.Advance(TimeSpan.FromSeconds(0.5));
            return ledger.Server.Api.OpenStreams == 0;
        });
        await blocks.DisposeAsync();
        await using IAsyncEnumerator<StreamBlocksResponse> again =
            ledger.Stream<StreamBlocksRequest, StreamBlocksResponse>("StreamBlocks", new() { FromHeight = 1 }).GetAsyncEnumerator();
        Assert.True(await again.MoveNextAsync());
        Assert.Equal(ledger.Node.Height, (await ledger.StatusAsync()).Height);
    }

    /// <summary>Two megabytes of blocks: more than the windows and buffers of a connection hold.</summary>
    private static async Task FillBlocksAsync(Ledger ledger)
    {
        string memo = new('m', 250);
        for (ulong block = 0; block < 25; block++)
        {
            var request = new SubmitTransactionsRequest();
            for (uint lane = 0; lane < 150; lane++)
                request.Transactions.Add(Ledger.Bytes(ledger.Transactions.Transfer((int)(lane % 5), 9, 1, block, lane / 5, memo: memo)));
            await ledger.AskAsync<SubmitTransactionsRequest, SubmitTransactionsResponse>("SubmitTransactions", request);
            ledger.Node.Produce();
        }
    }

    private static async Task<IAsyncEnumerator<StreamBlocksResponse>> OpenAsync(Ledger ledger)
    {
        IAsyncEnumerator<StreamBlocksResponse> blocks = ledger.Stream<StreamBlocksRequest, StreamBlocksResponse>("StreamBlocks", new() { FromHeight = 1 }).GetAsyncEnumerator();
        Assert.True(await blocks.MoveNextAsync());
        return blocks;
    }

    private static async Task<IAsyncEnumerator<StreamBlocksResponse>?> TryOpenAsync(Ledger ledger)
    {
        try
        {
            return await OpenAsync(ledger);
        }
        catch (RpcException e) when (e.Code == RpcStatusCode.ResourceExhausted)
        {
            return null;
        }
    }
}
