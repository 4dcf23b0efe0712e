using System.CommandLine;
using System.Globalization;
using Chain.Script.Proof;
using Chain.Script.Proof.Attacks;
using Chain.Script.Proof.Calibration;
using Chain.Script.Proof.Differential;
using Chain.Script.Proof.Golden;
using Chain.Script.Proof.Matrix;

var root = new RootCommand("Proof of the contract engine: attacks, digests for the matrix, pinned gas, comparison with Node.js.");

var folder = new Option<string?>("--folder") { Description = "a folder of attacks; the own ones run anyway" };
var gas = new Option<long>("--gas") { Description = "the gas of each run", DefaultValueFactory = _ => 20_000_000 };
var filter = new Option<string?>("--filter") { Description = "only cases whose id contains this" };
var attacks = new Command("attacks", "runs the attacks and says which rules they broke") { folder, gas, filter };
attacks.SetAction(parse => Attacks(parse.GetValue(folder), parse.GetValue(gas), parse.GetValue(filter)));
root.Add(attacks);

var memory = new Command("memory", "runs each attack once and prints the most managed memory that it took") { folder, gas, filter };
memory.SetAction(parse => Memory(parse.GetValue(folder), parse.GetValue(gas), parse.GetValue(filter)));
root.Add(memory);

var seed = new Option<ulong>("--seed") { Description = "the first program", DefaultValueFactory = _ => 0 };
var executions = new Option<int>("--executions") { Description = "how many programs", DefaultValueFactory = _ => 2_000 };
var most = new Option<int>("--most") { Description = "stop after so many differences", DefaultValueFactory = _ => 10 };
var differential = new Command("differential", "compares generated programs with Node.js") { seed, executions, most };
differential.SetAction(parse => Compare(parse.GetValue(seed), parse.GetValue(executions), parse.GetValue(most)));
root.Add(differential);

var show = new Command("program", "prints the program of a seed") { seed };
show.SetAction(parse => Console.Out.Write(ProgramGenerator.Prelude + ProgramGenerator.Generate(parse.GetValue(seed))));
root.Add(show);

var oneIn = new Option<int>("--one-in") { Description = "a sample: one case in so many", DefaultValueFactory = _ => 1 };
var digest = new Command("digest", "prints one line a case: the digest of everything that it gave") { oneIn, folder };
digest.SetAction(parse => Digest(parse.GetValue(oneIn), parse.GetValue(folder)));
root.Add(digest);

var runs = new Option<int>("--runs") { Description = "the fastest of so many", DefaultValueFactory = _ => 3 };
var calibrate = new Command("calibrate", "prints nanoseconds per gas, the worst first") { filter, folder, runs };
calibrate.SetAction(parse => Calibrate(parse.GetValue(filter), parse.GetValue(folder), parse.GetValue(runs)));
root.Add(calibrate);

var file = new Argument<string>("file") { Description = "the pinned file" };
var document = new Option<string?>("--document") { Description = "docs/spec/gas.md: its schedule is written anew too" };
var pin = new Command("pin", "pins gas, results and bytecode as they are now: only with a new language version") { file, document };
pin.SetAction(parse =>
{
    File.WriteAllText(parse.GetValue(file)!, PinnedFile.Write());
    if (parse.GetValue(document) is { } path)
        File.WriteAllText(path, ScheduleDocument.Update(File.ReadAllText(path)));
});
root.Add(pin);

return root.Parse(args).Invoke();

static int Calibrate(string? filter, string? folder, int runs)
{
    CalibrationFigure reference = Calibrator.Reference(5);
    Console.Out.WriteLine($"reference {reference.PerGas:N2} ns/gas; opcodes without a case: {OpcodeCoverage.Missing(OpcodeCases.All.Select(item => $"const n = 8; {item.Setup}\n() => {{ {item.Locals} for (let round = 0; round < 3; round++) {{ {item.Body} }} }}"))}; not pinned: {OpcodeCoverage.Missing(GoldenCorpus.All.Select(script => script.Source))}");
    Calibrator.WarmUp(filter);
    CalibrationFigure[] figures = [.. Calibrator.Opcodes(filter, runs), .. Calibrator.Builtins(filter, runs), .. Calibrator.Attacks(filter, runs, folder)];
    foreach (CalibrationFigure figure in figures.OrderByDescending(figure => figure.PerGas))
        Console.Out.WriteLine($"{figure.PerGas / reference.PerGas,7:N2}x {figure.PerGas,8:N2} ns/gas {figure.PerGasOfWork,8:N2} without memory {figure.Gas,10} gas  {figure.Kind} {figure.Name} n={figure.Size}  {Calibrator.Verdict(figure)}".TrimEnd());
    return 0;
}

static void Digest(int oneIn, string? folder)
{
    if (Environment.GetEnvironmentVariable("CHAIN_PROOF_CULTURE") is { } culture)
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.DefaultThreadCurrentCulture = new CultureInfo(culture);
    foreach (string line in MatrixCorpus.Lines(oneIn, folder))
        Console.Out.WriteLine(line.ReplaceLineEndings(" "));
}

static int Memory(string? folder, long gas, string? filter)
{
    const double mega = 1 << 20;
    long highest = 0;
    AttackCase[] cases = [.. AttackCorpus.Own, .. folder is null ? [] : AttackCorpus.OfFolder(folder)];
    foreach (AttackCase attack in cases.Where(attack => filter is null || attack.Id.Contains(filter, StringComparison.Ordinal)))
    {
        CaseOutcome? outcome = null;
        long peak = HostMemory.PeakOf(() => outcome = Engine.RunScript(attack.Source, gas));
        highest = Math.Max(highest, peak);
        Console.Out.WriteLine($"{attack.Id,-28} {peak / mega,8:N1} MB managed, {outcome!.Memory / mega,6:N1} MB logical  {outcome.Status} {outcome.Code}");
    }
    Console.Out.WriteLine($"memory: {cases.Length} cases, at most {highest / mega:N1} MB managed, of {HostMemory.HeapBytesMax / mega:N0} MB that there may be");
    return highest <= HostMemory.HeapBytesMax ? 0 : 1;
}

static int Attacks(string? folder, long gas, string? filter)
{
    int broken = 0;
    AttackCase[] cases = [.. AttackCorpus.Own, .. folder is null ? [] : AttackCorpus.OfFolder(folder)];
    foreach (AttackCase attack in cases.Where(attack => filter is null || attack.Id.Contains(filter, StringComparison.Ordinal)))
    {
        AttackVerdict verdict = AttackProof.Run(attack, gas);
        Console.Out.WriteLine($"{attack.Id,-28} {NanosecondsPerGas(attack, gas, verdict.Outcome.Gas),8:N1} ns/gas  {verdict.Outcome.Line1}");
        foreach (string rule in verdict.Broken)
            Console.Out.WriteLine($"    BROKEN {rule}");
        broken += verdict.Broken.Count > 0 ? 1 : 0;
    }
    Console.Out.WriteLine($"attacks: {cases.Length} cases, {broken} broke a rule");
    return broken == 0 ? 0 : 1;
}

// The best of three runs of the compiled script: what is left when the machine does other things too. Nothing to say of runs that are over at once.
static double NanosecondsPerGas(AttackCase attack, long gas, long used)
{
    const long usedMin = 200_000;
    Chain.Script.Compiling.CompileResult compiled = Chain.Script.Compiling.ScriptCompiler.Compile(attack.Source);
    if (used < usedMin || !compiled.IsOk)
        return 0;
    TimeSpan best = TimeSpan.MaxValue;
    for (int run = 0; run < 3; run++)
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        Engine.Run(compiled, gas);
        best = watch.Elapsed < best ? watch.Elapsed : best;
    }
    return best.TotalNanoseconds / used;
}

static int Compare(ulong seed, int executions, int most)
{
    using NodeProcess? node = NodeProcess.Start();
    if (node is null)
    {
        Console.Error.WriteLine("chain: there is no `node` on this machine.");
        return 4;
    }
    IReadOnlyList<Difference> differences = DifferentialProof.Run(node, seed, executions, most, done =>
    {
        if (done % 2000 == 0)
            Console.Error.WriteLine($"chain: {done} programs");
    });
    foreach (Difference difference in differences)
        Console.Out.WriteLine($"---- seed {difference.Seed}\n{difference.Program}\n{difference.FirstLine}\n");
    Console.Out.WriteLine($"differential: {executions} programs from seed {seed}, {differences.Count} differences");
    return differences.Count == 0 ? 0 : 1;
}
