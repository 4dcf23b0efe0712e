using Chain.LoadGenerator;
using Chain.Primitives.Crypto;

namespace Chain.Benchmarks;

/// <summary>The benchmarks that need a network: real processes, real sockets, the generator on the same machine.</summary>
internal static class LoadBenchmarks
{
    /// <summary>As many transfers as the network takes: of coins, or of the units of a token contract.</summary>
    public static async Task<IReadOnlyList<Measurement>> TransfersAsync(
        int validators, int seconds, int rate, int senders, int basePort, IReadOnlyList<PrivateKey> funders, Action<string> say, string? tokenSource = null)
    {
        await using Testnet testnet = await Testnet.StartAsync(validators, basePort);
        long diskBefore = await testnet.DiskBytesAsync();
        using var memory = new PeakMemory(testnet);
        NodeWork before = default;
        var options = new LoadOptions
        {
            BeforeOffering = async () => before = await NodeWork.ReadAsync(testnet.Http[0], testnet.Pids[0]),
            Nodes = testnet.Grpc,
            Duration = TimeSpan.FromSeconds(seconds),
            Rate = rate,
            Senders = senders,
            TokenSource = tokenSource,
        };
        LoadReport report = await new LoadRun(options, funders, say).RunAsync(CancellationToken.None);
        NodeWork after = await NodeWork.ReadAsync(testnet.Http[0], testnet.Pids[0]);
        double peak = memory.Stop();
        long disk = (await testnet.DiskBytesAsync() - diskBefore) / validators;
        string conditions = $"{validators} validators and the generator on this machine, {seconds} s, {senders} senders, {report.TransactionBytes} B and {report.TransactionGas} gas a transaction, "
            + (rate > 0 ? $"{rate}/s offered" : "as many as are taken");
        if (report.RanDry)
            say("the signed transfers did not last: the figure is a lower bound");
        if (report.Refused > 0)
            say($"{report.Refused} refusals were offered again; most common: {report.CommonRefusal}");
        return
        [
            new("included", report.PerSecond, "transfers/s", Budget(validators, tokenSource), conditions),
            new("included in all", report.Included, "transfers", "", $"{report.Blocks} blocks of {(double)report.Included * report.TransactionGas / Math.Max(report.Blocks, 1) / 1e6:0} million gas in the mean, {report.Accepted} accepted"),
            new("failed on chain", report.Failed, "transfers", "0", $"of {report.Checked} looked at"),
            new("to final, p50", report.Latency(50), "ms", rate > 0 ? "≤ 600" : "", $"{report.LatenciesMs.Count} samples"),
            new("to final, p95", report.Latency(95), "ms", "", ""),
            new("to final, p99", report.Latency(99), "ms", rate > 0 ? "≤ 1,200" : "", ""),
            new("anonymous memory, largest node", peak, "MiB", "≤ 600", "peak, sampled every 200 ms"),
            new("disk a transaction", report.Included == 0 ? 0 : (double)disk / report.Included, "B", "", "store, history and log of one node"),
            .. after.Since(before, report.Seconds, report.Included),
        ];
    }

    private static string Budget(int validators, string? tokenSource)
    {
        if (tokenSource is not null)
            return validators == 1 ? "≥ 3,000 now, 8,000 then" : "";
        return validators == 1 ? "≥ 5,000 now, 10,000 then" : "≥ 1,500 now, 2,500 then";
    }

    /// <summary>Samples the largest node's memory while a run goes on.</summary>
    private sealed class PeakMemory : IDisposable
    {
        private readonly CancellationTokenSource _stop = new();
        private readonly Task<double> _sampling;

        public PeakMemory(Testnet testnet) => _sampling = SampleAsync(testnet, _stop.Token);

        public double Stop()
        {
            _stop.Cancel();
            return _sampling.GetAwaiter().GetResult();
        }

        public void Dispose()
        {
            Stop();
            _stop.Dispose();
        }

        private static async Task<double> SampleAsync(Testnet testnet, CancellationToken cancellation)
        {
            double peak = 0;
            using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
            while (!cancellation.IsCancellationRequested)
            {
                peak = Math.Max(peak, testnet.LargestAnonymousMiB());
                try
                {
                    await timer.WaitForNextTickAsync(cancellation);
                }
                catch (OperationCanceledException)
                {
                    break;
                }
            }
            return peak;
        }
    }
}
