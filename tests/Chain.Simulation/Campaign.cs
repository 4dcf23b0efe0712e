using System.Diagnostics;
using System.Globalization;
using Chain.Script.Proof.Attacks;

namespace Chain.Simulation;

/// <summary>Runs what the command line asks for, and says what was found. The only place that looks at a clock, to say how long it took.</summary>
internal sealed class Campaign(Options options, TextWriter output)
{
    private int _failures;

    /// <summary>True when nothing was found.</summary>
    public bool Run()
    {
        if (options.Seed is { } seed)
            One(seed);
        else if (options is { All: true, Scenario: "twins" })
            Twins(3);
        else if (options.Scenario == "attacks")
            Attacks();
        else if (options.All)
            Everything();
        else
            Many(options.Scenario, options.Seeds ?? 200);
        return _failures == 0;
    }

    private void One(ulong seed)
    {
        if (options.Scenario == "twins")
        {
            Twins(2);
            return;
        }
        if (options.Scenario == "rounds")
        {
            Report("rounds", seed, RandomRounds.Run(seed, new Crypto(), options.Mutation));
        }
        else if (options.Scenario == "nodes")
        {
            NodeResult result = NodeRun.Run(seed, options.Trace ? output : null);
            Report("nodes", seed, result.Failure);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"height {result.Height}, {result.Transactions} transactions, {result.Evidence} accusations, {result.Steps} steps, healed in {result.HealingMs} ms of simulated time, trace {result.TraceHash:x16}"));
        }
        else
        {
            RunResult result = ConsensusRun.Run(seed, options.Mutation, options.Scenario == "fork", options.Trace ? output : null);
            Report(options.Scenario, seed, result.Failure);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"height {result.Height}, {result.Steps} steps, healed in {result.HealingMs} ms of simulated time, trace {result.TraceHash:x16}"));
        }
        output.WriteLine(_failures == 0 ? $"seed {seed}: every rule held" : $"seed {seed}: failed");
    }

    private void Everything()
    {
        Many("consensus", options.Seeds ?? 5_000);
        Many("rounds", options.Seeds ?? 50_000);
        Many("fork", 200);
        Many("nodes", options.Seeds ?? 500);
        Twins(3);
        Attacks();
    }

    private void Attacks()
    {
        const ulong strikeGas = 5_000_000;
        var watch = Stopwatch.StartNew();
        AttackCase[] cases = [.. AttackCorpus.Own, .. AttackCorpus.OfFolder(options.Cases ?? "")];
        AttackResult result = AttackRun.Run(cases, strikeGas);
        if (result.Failure is { } failure)
        {
            _failures++;
            output.WriteLine($"FAILED {failure.Message}; replay with: ./chain simulate --scenario attacks");
        }
        foreach (IGrouping<string, KeyValuePair<string, string>> shape in result.Endings.GroupBy(static ending => ending.Key[(ending.Key.IndexOf(' ', StringComparison.Ordinal) + 1)..], StringComparer.Ordinal))
        {
            IEnumerable<string> counts = shape.CountBy(static ending => ending.Value, StringComparer.Ordinal).OrderByDescending(static count => count.Value).Select(static count => $"{count.Value} {count.Key}");
            output.WriteLine($"  {shape.Key,-20} {string.Join(", ", counts)}");
        }
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"attacks: {cases.Length} scripts, {result.Transactions} transactions in {result.Height} heights, {result.Contracts} of them contracts, each asked for a view too, {watch.Elapsed.TotalSeconds:F1} s"));
    }

    private void Many(string scenario, int seeds)
    {
        var watch = Stopwatch.StartNew();
        if (scenario == "twins")
        {
            Twins(2);
            return;
        }
        int before = _failures;
        int forks = 0;
        long heights = 0;
        long transactions = 0;
        long accusations = 0;
        var crypto = new Crypto();
        for (ulong seed = 0; seed < (ulong)seeds; seed++)
        {
            SimulationFailure? failure;
            if (scenario == "rounds")
            {
                failure = RandomRounds.Run(seed, crypto, options.Mutation);
            }
            else if (scenario == "nodes")
            {
                NodeResult result = NodeRun.Run(seed);
                failure = result.Failure;
                heights += (long)result.Height;
                transactions += result.Transactions;
                accusations += result.Evidence;
            }
            else
            {
                RunResult result = ConsensusRun.Run(seed, options.Mutation, scenario == "fork");
                failure = result.Failure;
                heights += result.Height;
            }
            if (scenario != "fork")
                Report(scenario, seed, failure);
            else if (failure?.Rule == "one block a height" && forks++ == 0)
                output.WriteLine($"fork: found, as it must be, by: {Replay.Command("fork", seed)}");
        }
        if (scenario == "fork" && forks == 0)
        {
            _failures++;
            output.WriteLine("fork: NOT found with a third of twins: the simulator is blind");
        }
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{scenario}: {seeds} seeds, {(scenario == "fork" ? $"{forks} forks" : $"{_failures - before} failures, {heights} heights, {transactions} transactions, {accusations} accusations in blocks")}, {watch.Elapsed.TotalSeconds:F1} s"));
    }

    private void Twins(int groups)
    {
        TwinsVariant[] variants = options.All ? Enum.GetValues<TwinsVariant>() : [TwinsVariant.Lost, TwinsVariant.Late];
        foreach (TwinsVariant variant in variants)
        {
            var watch = Stopwatch.StartNew();
            TwinsEnumeration.Result result = TwinsEnumeration.Run(variant == TwinsVariant.PerStep ? 2 : groups, variant, options.Mutation);
            _failures += result.Failures;
            if (result.FirstFailure is { } failure)
                output.WriteLine($"FAILED {failure}; replay with: ./chain simulate --scenario twins");
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"twins, {variant}: {result.Scenarios} scenarios, {result.Failures} failures, {watch.Elapsed.TotalSeconds:F1} s"));
        }
    }

    private void Report(string scenario, ulong seed, SimulationFailure? failure)
    {
        if (failure is null)
            return;
        _failures++;
        if (_failures <= 10)
            output.WriteLine($"FAILED {failure.Message}; replay with: {Replay.Command(scenario, seed)}");
    }
}
