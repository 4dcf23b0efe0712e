using System.Collections.Concurrent;
using System.Diagnostics;
using Chain.Primitives.Crypto;
using Chain.Protocol.V1;
using Chain.Rpc;

namespace Chain.LoadGenerator;

/// <summary>One run: fund, sign, offer for a time, wait for the rest, report.</summary>
public sealed class LoadRun(LoadOptions options, IReadOnlyList<PrivateKey> funders, Action<string> say)
{
    private const int SampleEvery = 20;
    private const int SamplesChecked = 500;
    private static readonly TimeSpan RetryPause = TimeSpan.FromMilliseconds(20);
    private readonly ConcurrentDictionary<string, long> _refusals = new(StringComparer.Ordinal);
    private long _accepted;
    private long _refused;
    private int _next;

    /// <summary>Runs it.</summary>
    public async Task<LoadReport> RunAsync(CancellationToken cancellation)
    {
        NodeClient[] nodes = [.. options.Nodes.Select(address => new NodeClient(address))];
        try
        {
            IReadOnlyList<PrivateKey> senders = Funding.Keys(options.Senders, $"{Environment.ProcessId}");
            say($"funding {senders.Count} accounts");
            await Funding.FundAsync(nodes[0], funders, senders, cancellation);
            TokenContract? token = options.TokenSource is { } source ? await TokenContract.SetUpAsync(nodes[0], funders[0], senders, source, say, cancellation) : null;
            int perSecond = options.Rate > 0 ? options.Rate : options.SignedPerSecond;
            int count = Math.Max(senders.Count, (int)(options.Duration.TotalSeconds * perSecond));
            say($"signing {count} transfers");
            GetStatusResponse status = await nodes[0].StatusAsync(cancellation);
            SignedTransfers transfers = SignedTransfers.Sign(ChainFacts.Of(status), senders, count, token);
            if (options.BeforeOffering is { } before)
                await before();
            say($"offering them for {options.Duration.TotalSeconds:0} s");
            return await OfferAsync(nodes, transfers, cancellation);
        }
        finally
        {
            foreach (NodeClient node in nodes)
                node.Dispose();
        }
    }

    private async Task<LoadReport> OfferAsync(NodeClient[] nodes, SignedTransfers transfers, CancellationToken cancellation)
    {
        var observer = new InclusionObserver();
        ulong height = (await nodes[0].StatusAsync(cancellation)).Height;
        using var observing = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Task follow = observer.FollowAsync(nodes[0], height + 1, observing.Token);
        long started = Stopwatch.GetTimestamp();
        IEnumerable<Task> loops = nodes.SelectMany(node => Enumerable.Range(0, options.CallsInFlight).Select(_ => OfferLoopAsync(node, transfers, observer, started, cancellation)));
        await Task.WhenAll(loops);
        long offered = Stopwatch.GetTimestamp();
        while (observer.Included < Volatile.Read(ref _accepted) && Stopwatch.GetElapsedTime(Math.Max(offered, observer.LastBlockAt)) < TimeSpan.FromSeconds(5))
            await Task.Delay(20, cancellation);
        await observing.CancelAsync();
        await follow;
        (int looked, int failed) = await CheckAsync(nodes[0], transfers, cancellation);
        return new LoadReport
        {
            Checked = looked,
            Failed = failed,
            Seconds = observer.LastBlockAt == 0 ? 0 : Stopwatch.GetElapsedTime(started, observer.LastBlockAt).TotalSeconds,
            Accepted = _accepted,
            Refused = _refused,
            Included = observer.Included,
            Blocks = observer.Blocks,
            LatenciesMs = observer.SortedLatencies(),
            TransactionBytes = transfers.TransactionBytes,
            TransactionGas = transfers.TransactionGas,
            RanDry = _next >= transfers.Count && options.Rate == 0 && Stopwatch.GetElapsedTime(started, offered) < options.Duration * 0.98,
            CommonRefusal = _refusals.OrderByDescending(pair => pair.Value).Select(pair => $"{pair.Key} ({pair.Value})").FirstOrDefault() ?? "",
        };
    }

    // Being in a block is not success: a sample of the receipts says what the figure is worth.
    private async Task<(int Checked, int Failed)> CheckAsync(NodeClient node, SignedTransfers transfers, CancellationToken cancellation)
    {
        int offered = Math.Min(_next, transfers.Count);
        int looked = 0;
        int failed = 0;
        for (int index = 0; index < offered; index += Math.Max(1, offered / SamplesChecked))
        {
            TransactionStatus fate = await node.FateAsync(transfers.Id(index), cancellation);
            if (fate.State is not (TransactionState.Final or TransactionState.Proven))
                continue;
            looked++;
            failed += fate.Receipt.Status == 0 ? 0 : 1;
        }
        return (looked, failed);
    }

    private async Task OfferLoopAsync(NodeClient node, SignedTransfers transfers, InclusionObserver observer, long started, CancellationToken cancellation)
    {
        var batch = new List<int>(options.Batch);
        while (Stopwatch.GetElapsedTime(started) < options.Duration)
        {
            batch.Clear();
            int size = options.Rate > 0 ? Math.Min(options.Batch, Math.Max(1, options.Rate / 20)) : options.Batch;
            int first = Interlocked.Add(ref _next, size) - size;
            for (int i = first; i < Math.Min(first + size, transfers.Count); i++)
                batch.Add(i);
            if (batch.Count == 0)
                return;
            if (options.Rate > 0)
            {
                TimeSpan wait = TimeSpan.FromSeconds((double)first / options.Rate) - Stopwatch.GetElapsedTime(started);
                if (wait > TimeSpan.Zero)
                    await Task.Delay(wait, cancellation);
            }
            while (batch.Count > 0 && Stopwatch.GetElapsedTime(started) < options.Duration)
                await OfferBatchAsync(node, transfers, observer, batch, cancellation);
        }
    }

    // What is refused stays in the batch and is offered again: a full pool or window is the node's way to slow a sender down.
    private async Task OfferBatchAsync(NodeClient node, SignedTransfers transfers, InclusionObserver observer, List<int> batch, CancellationToken cancellation)
    {
        long now = Stopwatch.GetTimestamp();
        foreach (int index in batch)
        {
            if (index % SampleEvery == 0 || options.Rate > 0)
                observer.Sample(transfers.Id(index), now);
        }
        try
        {
            IReadOnlyList<TransactionStatus> statuses = await node.SubmitAsync(batch.Select(transfers.Encoded), cancellation);
            var again = new List<int>();
            for (int i = 0; i < statuses.Count; i++)
            {
                if (statuses[i].State == TransactionState.Refused)
                {
                    again.Add(batch[i]);
                    _refusals.AddOrUpdate(statuses[i].Code, 1, static (_, sum) => sum + 1);
                }
            }
            Interlocked.Add(ref _accepted, batch.Count - again.Count);
            Interlocked.Add(ref _refused, again.Count);
            batch.Clear();
            batch.AddRange(again);
        }
        catch (RpcException exception) when (exception.Code == RpcStatusCode.ResourceExhausted)
        {
            Interlocked.Add(ref _refused, batch.Count);
            _refusals.AddOrUpdate("RESOURCE_EXHAUSTED", batch.Count, (_, sum) => sum + batch.Count);
        }
        if (batch.Count > 0)
            await Task.Delay(RetryPause, cancellation);
    }
}
