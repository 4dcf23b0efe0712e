using Chain.Script.Compiling;
using Chain.Script.Execution;
using Chain.Script.Proof.Attacks;
using Chain.Script.Proof.Scaling;
using Chain.Script.Values;

namespace Chain.Script.Proof.Calibration;

/// <summary>
/// Measures nanoseconds per gas of every opcode and builtin at three sizes, and of the attacks. The reference is a loop of simple opcodes measured in
/// the same process, for comparison with other machines; what one gas says is a constant.
/// </summary>
public static class Calibrator
{
    /// <summary>What one gas says that it takes on the reference machine (2 cores of a server of 2024).</summary>
    public const double NominalNanoseconds = 4;

    private const double SlowerMax = 2;
    private const double FasterMax = 4;

    /// <summary>What may be faster than its gas says, and why.</summary>
    public static IReadOnlyDictionary<string, string> DearOnPurpose { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["Number"] = "priced for the longest digits that have to be read exactly; most texts are decided earlier",
        ["isFinite"] = "as Number",
        ["isNaN"] = "as Number",
        ["parseFloat"] = "as Number",
        ["Add Sub Mul"] = "an opcode cannot cost less than one",
        ["switch"] = "an opcode cannot cost less than one",
        ["GetNamed of the prototype chain"] = "an inline cache answers, and charges what the search would charge",
    };

    private const int Unrolled = 8;
    private const long GasGoal = 1_000_000;
    private const long Enough = 50_000_000_000;
    private static readonly int[] Sizes = [8, 64, 512];

    /// <summary>Why a figure is not what its gas says; empty when it is. An attack that is over sooner than its gas says harms nobody.</summary>
    public static string Verdict(CalibrationFigure figure) =>
        figure.PerGas > NominalNanoseconds * SlowerMax ? "TOO CHEAP"
        : figure.PerGasOfWork < NominalNanoseconds / FasterMax && figure.Kind != "attack" && !DearOnPurpose.ContainsKey(figure.Name) ? "TOO DEAR"
        : "";

    /// <summary>The loop that defines what a gas is worth.</summary>
    public static CalibrationFigure Reference(int runs) =>
        MeasureOpcodes("reference", "", "let a = 1, b = 2, c = 3;", "c = a + b | 0; if (c > a) b = c & 7; a = b ^ c;", 1, runs);

    /// <summary>
    /// Runs every case a little, so that the runtime has compiled again what most of them share before the first is measured.
    /// </summary>
    public static void WarmUp(string? filter)
    {
        foreach (var (name, setup, locals, body) in OpcodeCases.All.Where(item => Contains(item.Name, filter)))
            MeasureOpcodes(name, setup, locals, body, Sizes[0], 1);
        foreach (var (name, expression) in BuiltinCases.All.Where(item => Contains(item.Key, filter)))
            MeasureBuiltin(name, expression, Sizes[0], 1);
    }

    /// <summary>All opcode cases whose name contains the filter.</summary>
    public static IEnumerable<CalibrationFigure> Opcodes(string? filter, int runs) =>
        from item in OpcodeCases.All
        where Contains(item.Name, filter)
        from size in Sizes
        where size == Sizes[0] || UsesSize(item.Setup + item.Locals + item.Body)
        select Judged(() => MeasureOpcodes(item.Name, item.Setup, item.Locals, item.Body, size, runs));

    /// <summary>All builtins whose name contains the filter.</summary>
    public static IEnumerable<CalibrationFigure> Builtins(string? filter, int runs) =>
        from item in BuiltinCases.All
        where Contains(item.Key, filter)
        from size in Sizes
        select Judged(() => MeasureBuiltin(item.Key, item.Value, size, runs));

    /// <summary>All attacks whose id contains the filter and that use enough gas to be timed.</summary>
    public static IEnumerable<CalibrationFigure> Attacks(string? filter, int runs, string? folder)
    {
        const long gas = 20_000_000;
        const long gasMin = 300_000;
        foreach (AttackCase attack in AttackCorpus.Own.Concat(folder is null ? [] : AttackCorpus.OfFolder(folder)).Where(attack => Contains(attack.Id, filter)))
        {
            CompileResult compiled = ScriptCompiler.Compile(attack.Source);
            if (!compiled.IsOk)
                continue;
            long used = Engine.Run(compiled, gas).Gas;
            if (used >= gasMin)
                yield return Judged(() => new CalibrationFigure("attack", attack.Id, 1, used, Fastest(runs, () => Engine.Run(compiled, gas)), 0, 1));
        }
    }

    // What seems too slow is measured again: a busy machine makes code slower, never faster.
    private static CalibrationFigure Judged(Func<CalibrationFigure> measure)
    {
        const int timesMax = 4;
        CalibrationFigure best = measure();
        for (int times = 1; times < timesMax && best.PerGas > NominalNanoseconds * SlowerMax; times++)
        {
            CalibrationFigure again = measure();
            best = again.Nanoseconds < best.Nanoseconds ? again : best;
        }
        return best;
    }

    private static CalibrationFigure MeasureOpcodes(string name, string setup, string locals, string body, int size, int runs)
    {
        string repeated = string.Concat(Enumerable.Repeat(body + "\n", Unrolled));
        string Source(long rounds) => $"const n = {size}; {setup}\n() => {{ {locals} for (let round = 0; round < {rounds}; round++) {{ {repeated} }} }}";
        long once = Math.Max(1, (Run(Source(20)).Gas - Run(Source(10)).Gas) / 10);
        long rounds = Math.Clamp(GasGoal / once, 3, 1_000_000);
        return Timed("opcodes", name, size, Source(rounds), runs);
    }

    private static CalibrationFigure MeasureBuiltin(string name, string expression, int size, int runs)
    {
        const int callsMax = 1_000;
        const int itemsMax = 100_000;
        int times = Math.Clamp(itemsMax / size, 4, callsMax);
        return Timed("builtin", name, size, BuiltinCases.Repeated(expression, size, times), runs);
    }

    // A fresh machine for each run, since calls change what they work on; only the call of the function that the script gives is timed.
    private static CalibrationFigure Timed(string kind, string name, int size, string source, int runs)
    {
        CompileResult compiled = ScriptCompiler.Compile(source, new CompileOptions { SourceUnitsMax = int.MaxValue });
        if (!compiled.IsOk)
            throw new InvalidOperationException($"{name}: {compiled.Error.Message}\n{source}");
        var best = new FastestRun(runs);
        long gas = 0;
        long bytes = 0;
        long factor = 1;
        while (best.IsWanted)
        {
            var machine = new Machine(new MachineOptions { GasLimit = Enough, MemoryLimit = Enough });
            RunResult made = machine.Run(compiled.Unit);
            long before = machine.Meter.GasUsed;
            long bytesBefore = machine.Meter.MemoryUsed;
            double start = ThreadClock.Nanoseconds;
            RunResult result = machine.Call(made.Value, Value.Undefined);
            double elapsed = ThreadClock.Nanoseconds - start;
            if (!result.IsCompleted)
                throw new InvalidOperationException($"{name} of {size}: {result.Status} {made.Error} {result.Error} {result.Fault}");
            best.Add(elapsed);
            gas = result.GasUsed - before;
            bytes = result.MemoryUsed - bytesBefore;
            factor = machine.Meter.PriceFactor;
        }
        return new CalibrationFigure(kind, name, size, gas, best.Nanoseconds, bytes, factor);
    }

    private static CalibrationFigure Run(string source) => Timed("", source, 0, source, 1);

    private static double Fastest(int runs, Action action)
    {
        var best = new FastestRun(runs);
        while (best.IsWanted)
        {
            double start = ThreadClock.Nanoseconds;
            action();
            best.Add(ThreadClock.Nanoseconds - start);
        }
        return best.Nanoseconds;
    }

    private static bool UsesSize(string text) => System.Text.RegularExpressions.Regex.IsMatch(text, @"\bn\b", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1));

    private static bool Contains(string name, string? filter) => filter is null || name.Contains(filter, StringComparison.Ordinal);
}
