using System.Globalization;

namespace Chain.Benchmarks;

/// <summary>What a node has worked so far, by its own counters and by the system's: the difference of two says what limited it in between.</summary>
/// <param name="ExecuteMs">Executing blocks, which one thread does at a time.</param>
/// <param name="StoreMs">Committing to the stores, on a thread of their own.</param>
/// <param name="DriverMs">The driver's thread: consensus, pool, gossip.</param>
/// <param name="ProcessorMs">All threads of the process.</param>
internal readonly record struct NodeWork(double ExecuteMs, double StoreMs, double DriverMs, double ProcessorMs)
{
    private const double TickMs = 10;

    /// <summary>Reads the counters of a running node.</summary>
    public static async Task<NodeWork> ReadAsync(Uri http, int pid)
    {
        using var client = new HttpClient();
        string[] lines = (await client.GetStringAsync(new Uri(http, "metrics"))).Split('\n');
        return new NodeWork(
            Value(lines, "chain_execute_milliseconds_total"), Value(lines, "chain_commit_milliseconds_total"), Value(lines, "chain_driver_busy_microseconds_total") / 1000, ProcessorOf(pid));
    }

    /// <summary>The work since an earlier reading, as shares of a time.</summary>
    public IReadOnlyList<Measurement> Since(NodeWork before, double seconds, long transactions)
    {
        double percent = 0.1 / Math.Max(seconds, 0.001);
        string each = string.Create(CultureInfo.InvariantCulture, $"{(ExecuteMs - before.ExecuteMs) * 1000 / Math.Max(transactions, 1):0.0} µs a transfer");
        return
        [
            new("executing blocks", (ExecuteMs - before.ExecuteMs) * percent, "% of the time", "", $"{each}, wall clock"),
            new("committing to the stores", (StoreMs - before.StoreMs) * percent, "% of the time", "", "wall clock, beside execution"),
            new("the driver's thread", (DriverMs - before.DriverMs) * percent, "% of the time", "", "wall clock"),
            new("the node's processor time", (ProcessorMs - before.ProcessorMs) * percent, "% of one core", "", $"of {Environment.ProcessorCount} cores, which the generator shares: near that, the processors are what limits"),
        ];
    }

    private static double Value(string[] lines, string name)
    {
        string? line = Array.Find(lines, line => line.StartsWith(name + " ", StringComparison.Ordinal));
        return line is null ? 0 : double.Parse(line[(name.Length + 1)..], CultureInfo.InvariantCulture);
    }

    // Fields 14 and 15 of the system's line, counted behind the name, which may hold blanks.
    private static double ProcessorOf(int pid)
    {
        string line = File.ReadAllText($"/proc/{pid.ToString(CultureInfo.InvariantCulture)}/stat");
        string[] fields = line[(line.LastIndexOf(')') + 2)..].Split(' ');
        return (double.Parse(fields[11], CultureInfo.InvariantCulture) + double.Parse(fields[12], CultureInfo.InvariantCulture)) * TickMs;
    }
}
