using Chain.Protocol.V1;
using Transaction = Chain.Types.Transaction;

namespace Chain.Client.Tests;

public sealed class StreamResumeTests
{
    [Fact]
    public async Task Blocks_go_on_without_a_gap_when_the_server_comes_back()
    {
        await using var place = await MovingServer.StartAsync();
        using LedgerClient client = place.Client();
        place.Node.Produce(3);
        await using IAsyncEnumerator<StreamBlocksResponse> blocks = client.Streams.BlocksAsync(1).GetAsyncEnumerator();
        for (ulong height = 1; height <= 9; height++)
        {
            if (height is 4 or 7)
            {
                await place.RestartAsync();
                place.Node.Produce(3);
            }
            Assert.True(await blocks.MoveNextAsync());
            Assert.Equal(height, blocks.Current.Summary.Height);
        }
    }

    [Fact]
    public async Task A_transaction_is_followed_over_a_restart_and_told_once_a_state()
    {
        await using var place = await MovingServer.StartAsync();
        using LedgerClient client = place.Client();
        Transaction transaction = place.Transactions.Transfer(0, 1, 5);
        await client.SubmitAsync(transaction);
        var states = new List<TransactionState>();
        await foreach (TransactionStatus status in client.Streams.TransactionAsync(transaction))
        {
            states.Add(status.State);
            if (states.Count < 3)
            {
                await place.RestartAsync();
                place.Node.Produce();
            }
        }
        Assert.Equal([TransactionState.Pooled, TransactionState.Final, TransactionState.Proven], states);
    }

    [Fact]
    public async Task A_stream_that_can_never_be_served_fails()
    {
        await using var place = await MovingServer.StartAsync();
        using LedgerClient client = place.Client();
        LedgerException e = await Assert.ThrowsAsync<LedgerException>(async () => await client.Streams.BlocksAsync(50).GetAsyncEnumerator().MoveNextAsync());
        Assert.Equal("HEIGHT_AHEAD", e.Code);
    }

    [Fact]
    public async Task The_caller_stops_a_stream()
    {
        await using var place = await MovingServer.StartAsync();
        using LedgerClient client = place.Client();
        using var stop = new CancellationTokenSource();
        await using IAsyncEnumerator<StreamBlocksResponse> blocks = client.Streams.BlocksAsync(0, false, stop.Token).GetAsyncEnumerator(stop.Token);
        ValueTask<bool> waiting = blocks.MoveNextAsync();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await waiting);
    }
}
