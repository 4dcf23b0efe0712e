using System.Diagnostics;
using Chain.Script;
using Chain.Script.Bytecode;
using Chain.Script.Compiling;
using Chain.Script.Execution;
using Chain.Script.Proof.Calibration;
using Chain.Script.Proof.Differential;
using Chain.Script.Values;

namespace Chain.Benchmarks.Script;

/// <summary>The contract engine beside Node.js and QuickJS: the same programs, in the same run, the best of several rounds each.</summary>
internal static class ScriptBenchmarks
{
    private const int Rounds = 9;
    private const double RoundsMs = 400;
    private const long Enough = 100_000_000_000;

    public static IReadOnlyList<Measurement> Run(string artifacts, Action<string> say)
    {
        say("measuring Node.js and QuickJS");
        OtherEngines others = OtherEngines.Measure(artifacts);
        say(others.Remark);
        var results = new List<Measurement>();
        foreach ((string name, string source, string budget) in ScriptPrograms.All)
            results.Add(new Measurement(name, Program(source), "ms", budget, $"Node {Shown(others.Node, name)}, QuickJS {Shown(others.QuickJs, name)}; metered"));
        results.Add(SimpleOpcodes());
        results.AddRange(Compiling());
        results.AddRange(FreshCall());
        return results;
    }

    private static string Shown(IReadOnlyDictionary<string, double> figures, string name) => figures.TryGetValue(name, out double ms) ? $"{ms:N2} ms" : "-";

    private static double Program(string source)
    {
        var machine = new Chain.Script.Execution.Machine(new MachineOptions { GasLimit = Enough, MemoryLimit = Enough });
        Value function = machine.Run(ScriptCompiler.Compile(source).Unit!).Value;
        return Best(Rounds, () => Completed(machine.Call(function, Value.Undefined)));
    }

    // Seven opcodes a round of the loop: two loads, a comparison and a jump, an addition, a store, an increment, and their like for s; gas counts them.
    private static Measurement SimpleOpcodes()
    {
        var machine = new Chain.Script.Execution.Machine(new MachineOptions { GasLimit = Enough, MemoryLimit = Enough });
        Value function = machine.Run(ScriptCompiler.Compile("() => { let a = 1, b = 2, c = 3; for (let i = 0; i < 1000000; i++) { c = a + b; a = b; b = c & 255; } return c; }").Unit!).Value;
        long before = machine.Meter.GasUsed;
        Completed(machine.Call(function, Value.Undefined));
        long gas = machine.Meter.GasUsed - before;
        double ms = Best(Rounds, () => Completed(machine.Call(function, Value.Undefined)));
        return new Measurement("simple opcodes", gas / ms / 1_000, "M gas/s", ">= 150 M opcodes/s", "a loop whose opcodes cost one gas each; one gas is one opcode");
    }

    private static IEnumerable<Measurement> Compiling()
    {
        string source = ProgramGenerator.Prelude + string.Concat(Enumerable.Range(0, 8).Select(seed => $"(() => {{ {ProgramGenerator.Generate((ulong)seed)} }})();\n"));
        ScriptUnit Compiled() => ScriptCompiler.Compile(source, new CompileOptions { SourceUnitsMax = int.MaxValue }).Unit ?? throw new InvalidOperationException("the sample does not compile");
        double ms = Best(Rounds, () => _ = Compiled());
        yield return new Measurement("compiling", source.Length / ms / 1_000, "MB/s", ">= 5 MB/s", $"{source.Length / 1024} KiB of generated programs");
        byte[] encoded = UnitEncoding.ToBytes(Compiled());
        double reading = Best(Rounds, () => _ = UnitEncoding.TryRead(encoded, LineMap.Of(source)) ?? throw new InvalidOperationException("what was written is not read"));
        yield return new Measurement("reading compiled code", source.Length / reading / 1_000, "MB/s", "2 x compiling", $"of source, verified; {encoded.Length / 1024} KiB of code, {encoded.Length / reading / 1_000:0} MB/s of it");
    }

    private static IEnumerable<Measurement> FreshCall()
    {
        const int calls = 2_000;
        var unit = ScriptCompiler.Compile("1 + 1").Unit!;
        void Calls()
        {
            for (int i = 0; i < calls; i++)
                Completed(new Chain.Script.Execution.Machine(new MachineOptions { GasLimit = 10_000 }).Run(unit));
        }
        double ms = Best(Rounds * 3, Calls);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Calls();
        double bytes = (double)(GC.GetAllocatedBytesForCurrentThread() - before) / calls;
        yield return new Measurement("fresh call", ms * 1_000 / calls, "us", "<= 2 us", "a new machine runs `1 + 1`, compiled before");
        yield return new Measurement("fresh call, allocated", bytes, "bytes", "<= 2 KB", "");
    }

    private static void Completed(RunResult result)
    {
        if (!result.IsCompleted)
            throw new InvalidOperationException($"{result.Status} {result.Error} {result.Fault}");
    }

    // Wall time of the fastest round. The rounds go on while one is faster than all before, since the runtime compiles again what was called often; engines.cjs
    // measures the others by the same rule.
    private static double Best(int rounds, Action action)
    {
        var best = new FastestRun(rounds, RoundsMs);
        while (best.IsWanted)
        {
            long start = Stopwatch.GetTimestamp();
            action();
            best.Add(Stopwatch.GetElapsedTime(start).TotalNanoseconds);
        }
        return best.Nanoseconds / 1_000_000;
    }
}
