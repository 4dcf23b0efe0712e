using System.CommandLine;
using System.Diagnostics;
using Chain.Fuzz;
using Chain.Script.Proof.Differential;

const string Differential = "script-differential";

var which = new Argument<string?>("target") { Description = $"one of {string.Join(", ", Targets.All.Select(target => target.Name))}, {Differential} (generated programs, here and under Node.js); all when left out", Arity = ArgumentArity.ZeroOrOne };
var executions = new Option<long>("--executions") { Description = "inputs for each target", DefaultValueFactory = _ => 10_000_000 };
var seed = new Option<ulong>("--seed") { Description = "where the inputs start", DefaultValueFactory = _ => 1 };
var keep = new Option<string>("--regressions") { Description = "folder where inputs that escape are kept", DefaultValueFactory = _ => Path.Combine(Environment.GetEnvironmentVariable("CHAIN_ROOT") ?? ".", "tests", "Chain.Fuzz.Tests", "regressions") };
var root = new RootCommand("Feeds mutated bytes to everything that reads bytes from outside.") { which, executions, seed, keep };
root.SetAction(parse =>
{
    if (parse.GetValue(which) == Differential)
        return Compare(parse.GetValue(seed), (int)Math.Min(parse.GetValue(executions), int.MaxValue));
    FuzzTarget[] targets = [.. Targets.All.Where(target => parse.GetValue(which) is not { } name || target.Name == name)];
    if (targets.Length == 0)
    {
        Console.Error.WriteLine($"chain: there is no target '{parse.GetValue(which)}'. ./chain fuzz --help lists them.");
        return 2;
    }
    return Run(targets, parse.GetValue(seed), parse.GetValue(executions), parse.GetValue(keep)!);
});
return root.Parse(args).Invoke();

// One target a core: they share nothing.
static int Run(FuzzTarget[] targets, ulong seed, long executions, string folder)
{
    int failures = 0;
    Parallel.ForEach(targets, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, target =>
    {
        var watch = Stopwatch.StartNew();
        FuzzFailure? failure = Fuzzer.Run(target, seed, executions);
        if (failure is null)
        {
            Console.Out.WriteLine($"{target.Name,-20} {executions,12:N0} executions, seed {seed}, {watch.Elapsed.TotalSeconds:N1} s: nothing escaped");
            return;
        }
        Interlocked.Increment(ref failures);
        Directory.CreateDirectory(folder);
        string file = Path.Combine(folder, failure.FileName);
        File.WriteAllBytes(file, failure.Input);
        Console.Out.WriteLine($"{target.Name,-20} escaped at execution {failure.Execution:N0} of seed {seed}: {failure.Error.Message}\n  kept as {file}; ./chain test Fuzz runs it from now on");
    });
    return failures == 0 ? 0 : 1;
}

// Shortened programs that differ, with the seed that gives each again.
static int Compare(ulong seed, int executions)
{
    const int differencesMax = 10;
    using NodeProcess? node = NodeProcess.Start();
    if (node is null)
    {
        Console.Error.WriteLine("chain: there is no `node` on this machine, and nothing to compare with.");
        return 4;
    }
    IReadOnlyList<Difference> differences = DifferentialProof.Run(node, seed, executions, differencesMax, static _ => { });
    foreach (Difference difference in differences)
        Console.Out.WriteLine($"---- seed {difference.Seed}\n{difference.Program}\n{difference.FirstLine}\n");
    Console.Out.WriteLine($"{Differential,-20} {executions,12:N0} programs, seed {seed}: {differences.Count} differences");
    return differences.Count == 0 ? 0 : 1;
}
