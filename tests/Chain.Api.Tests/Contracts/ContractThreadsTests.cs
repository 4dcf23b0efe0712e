using Chain.Rpc;
using Chain.Storage;

namespace Chain.Api.Tests.Contracts;

public sealed class ContractThreadsTests
{
    private static StorageFailure Expired => new(StorageFault.SnapshotExpired, "state", "the snapshot was held too long", "Ask again");

    [Fact]
    public async Task Work_whose_state_was_taken_away_is_done_a_second_time()
    {
        using var threads = new ContractThreads(1, 4, allowConsole: false);
        int runs = 0;
        Assert.Equal("answer", await threads.RunAsync("views", _ => ++runs == 1 ? throw Expired : "answer", CancellationToken.None));
        Assert.Equal(2, runs);
    }

    [Fact]
    public async Task When_it_is_taken_away_twice_the_caller_is_told_to_ask_again()
    {
        using var threads = new ContractThreads(1, 4, allowConsole: false);
        RpcException refused = await Assert.ThrowsAsync<RpcException>(async () => await threads.RunAsync<string>("views", static _ => throw Expired, CancellationToken.None));
        Assert.Equal((RpcStatusCode.Unavailable, "ASK_AGAIN"), (refused.Code, refused.Trailers["chain-code"]));
        Assert.Equal("next", await threads.RunAsync("views", static _ => "next", CancellationToken.None));
    }

    [Fact]
    public async Task Other_failures_of_the_store_are_not_hidden()
    {
        using var threads = new ContractThreads(1, 4, allowConsole: false);
        var damaged = new StorageFailure(StorageFault.Damaged, "state", "a checksum does not fit", "Restore");
        Assert.Same(damaged, await Assert.ThrowsAsync<StorageFailure>(async () => await threads.RunAsync<string>("views", _ => throw damaged, CancellationToken.None)));
    }

    [Fact]
    public async Task Work_that_waits_when_the_node_stops_is_refused()
    {
        var threads = new ContractThreads(1, 4, allowConsole: false);
        using var started = new ManualResetEventSlim();
        using var go = new ManualResetEventSlim();
        Task<string> running = threads.RunAsync("views", _ => Hold(started, go), CancellationToken.None).AsTask();
        started.Wait();
        Task<string> waiting = threads.RunAsync("views", static _ => "never", CancellationToken.None).AsTask();
        Task stopping = Task.Run(threads.Dispose);
        RpcException refused = await Assert.ThrowsAsync<RpcException>(() => waiting);
        go.Set();
        await stopping;
        Assert.Equal(RpcStatusCode.Unavailable, refused.Code);
        Assert.Equal("held", await running);
        await Assert.ThrowsAsync<RpcException>(async () => await threads.RunAsync("views", static _ => "late", CancellationToken.None));
    }

    private static string Hold(ManualResetEventSlim started, ManualResetEventSlim go)
    {
        started.Set();
        go.Wait();
        return "held";
    }
}
