using System.Net;
using Chain.Rpc;
using Chain.Storage;

namespace Chain.Api.Tests.Contracts;

public sealed class ContractThreadsTests
{
    private static readonly Caller s_alice = new(IPAddress.Parse("10.0.0.1"), CancellationToken.None);
    private static readonly Caller s_bob = new(IPAddress.Parse("10.0.0.2"), CancellationToken.None);

    [Fact]
    public async Task Failures_of_the_store_are_not_hidden()
    {
        using ContractThreads threads = Start();
        var damaged = new StorageFailure(StorageFault.Damaged, "state", "a checksum does not fit", "Restore");
        Assert.Same(damaged, await Assert.ThrowsAsync<StorageFailure>(async () => await threads.RunAsync<string>("views", _ => throw damaged, s_alice)));
        Assert.Equal("next", await threads.RunAsync("views", static _ => "next", s_alice));
    }

    [Fact]
    public async Task One_caller_cannot_keep_the_others_waiting()
    {
        using ContractThreads threads = Start();
        using var held = new Hold();
        Task<string> running = threads.RunAsync("views", held.Run, s_alice).AsTask();
        held.Started.Wait();
        var order = new List<string>();
        Task[] alices = [.. Enumerable.Range(0, 2).Select(i => threads.RunAsync("views", _ => Add(order, $"alice {i}"), s_alice).AsTask())];
        Task[] bobs = [.. Enumerable.Range(0, 2).Select(i => threads.RunAsync("views", _ => Add(order, $"bob {i}"), s_bob).AsTask())];
        held.Go.Set();
        await Task.WhenAll([running, .. alices, .. bobs]);
        Assert.Equal(["alice 0", "bob 0", "alice 1", "bob 1"], order);
    }

    [Fact]
    public async Task A_callers_share_of_what_waits_is_bounded_and_the_others_have_theirs()
    {
        using ContractThreads threads = Start();
        using var held = new Hold();
        Task<string> running = threads.RunAsync("views", held.Run, s_alice).AsTask();
        held.Started.Wait();
        Task<string>[] waiting = [.. Enumerable.Range(0, 3).Select(_ => threads.RunAsync("views", static _ => "alice", s_alice).AsTask())];
        RpcException refused = await Assert.ThrowsAsync<RpcException>(async () => await threads.RunAsync("views", static _ => "never", s_alice));
        Assert.Equal((RpcStatusCode.ResourceExhausted, "TOO_BUSY"), (refused.Code, refused.Trailers["chain-code"]));
        Assert.Contains("3 views of your address wait already", refused.Status.Message, StringComparison.Ordinal);
        Task<string> bob = threads.RunAsync("views", static _ => "bob", s_bob).AsTask();
        held.Go.Set();
        Assert.Equal("bob", await bob);
        await Task.WhenAll([running, .. waiting]);
        Assert.Equal("again", await threads.RunAsync("views", static _ => "again", s_alice));
    }

    [Fact]
    public async Task What_waits_of_all_is_bounded_too()
    {
        using ContractThreads threads = Start();
        using var held = new Hold();
        Task<string> running = threads.RunAsync("views", held.Run, s_alice).AsTask();
        held.Started.Wait();
        Task<string>[] waiting = [.. Enumerable.Range(0, 4).Select(i => threads.RunAsync("views", static _ => "some", From(i)).AsTask())];
        RpcException refused = await Assert.ThrowsAsync<RpcException>(async () => await threads.RunAsync("views", static _ => "never", From(9)));
        Assert.Equal("TOO_BUSY", refused.Trailers["chain-code"]);
        held.Go.Set();
        await Task.WhenAll([running, .. waiting]);

        static Caller From(int host) => new(new IPAddress([10, 1, 0, (byte)host]), CancellationToken.None);
    }

    [Fact]
    public async Task Work_whose_caller_went_away_is_not_done()
    {
        using ContractThreads threads = Start();
        using var held = new Hold();
        using var gone = new CancellationTokenSource();
        Task<string> running = threads.RunAsync("views", held.Run, s_alice).AsTask();
        held.Started.Wait();
        var done = new List<string>();
        Task<string> waiting = threads.RunAsync("views", _ => Add(done, "bob"), s_bob with { CancellationToken = gone.Token }).AsTask();
        await gone.CancelAsync();
        held.Go.Set();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        await running;
        Assert.Empty(done);
    }

    [Fact]
    public async Task Work_that_waits_when_the_node_stops_is_refused()
    {
        ContractThreads threads = Start();
        using var held = new Hold();
        Task<string> running = threads.RunAsync("views", held.Run, s_alice).AsTask();
        held.Started.Wait();
        Task<string> waiting = threads.RunAsync("views", static _ => "never", s_alice).AsTask();
        Task stopping = Task.Run(threads.Dispose);
        RpcException refused = await Assert.ThrowsAsync<RpcException>(() => waiting);
        held.Go.Set();
        await stopping;
        Assert.Equal(RpcStatusCode.Unavailable, refused.Code);
        Assert.Equal("held", await running);
        await Assert.ThrowsAsync<RpcException>(async () => await threads.RunAsync("views", static _ => "late", s_alice));
    }

    [Theory]
    [InlineData("10.1.2.3", "10.1.2.3")]
    [InlineData("::ffff:10.1.2.3", "10.1.2.3")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::")]
    [InlineData("2001:db8:1:2:ffff::1", "2001:db8:1:2::")]
    public void A_subscriber_of_ipv6_is_one_caller_with_all_addresses(string address, string caller) =>
        Assert.Equal(IPAddress.Parse(caller), Caller.NetworkOf(IPAddress.Parse(address)));

    private static ContractThreads Start() => new(1, waitingMax: 4, waitingOfOneMax: 3, allowConsole: false);

    private static string Add(List<string> order, string who)
    {
        order.Add(who);
        return who;
    }

    /// <summary>Work that keeps the only thread until it is let go.</summary>
    private sealed class Hold : IDisposable
    {
        public ManualResetEventSlim Started { get; } = new();

        public ManualResetEventSlim Go { get; } = new();

        public string Run(Chain.Contracts.ContractRuntime runtime)
        {
            Started.Set();
            Go.Wait();
            return "held";
        }

        public void Dispose()
        {
            Started.Dispose();
            Go.Dispose();
        }
    }
}
