using Chain.Script.Bytecode;
using Chain.Script.Compiling;
using Chain.Script.Execution;
using Chain.Script.Hosting;
using Chain.Script.Values;

namespace Chain.Script.Tests.Execution;

/// <summary>Runs sources on fresh machines.</summary>
internal static class Scripts
{
    internal const long Gas = 50_000_000;

    internal static ScriptUnit Compile(string source, bool isModule = false)
    {
        var compiled = ScriptCompiler.Compile(source, isModule ? CompileOptions.Module : CompileOptions.Script);
        Assert.True(compiled.IsOk, compiled.Error?.ToString());
        return compiled.Unit;
    }

    internal static Machine NewMachine(long gas = Gas, long memory = ScriptLimits.MemoryBytesMax, IObserver? observer = null, IHostModules? modules = null,
        IReadOnlyDictionary<string, Value>? globals = null) =>
        new(new MachineOptions { GasLimit = gas, MemoryLimit = memory, Observer = observer, Modules = modules, Globals = globals });

    internal static RunResult Run(string source, long gas = Gas, long memory = ScriptLimits.MemoryBytesMax, IObserver? observer = null) =>
        NewMachine(gas, memory, observer).Run(Compile(source));

    /// <summary>The completion value as text.</summary>
    internal static string Evaluate(string source)
    {
        var machine = NewMachine();
        var result = machine.Run(Compile(source));
        Assert.True(result.IsCompleted, $"{result.Status} {result.Error} {result.Fault}");
        return Conversions.ToString(machine, result.Value).ToString();
    }

    /// <summary>Runs a source with host functions as globals.</summary>
    internal static RunResult RunWith(string source, IReadOnlyDictionary<string, NativeCode> functions, long gas = Gas)
    {
        var globals = new Dictionary<string, Value>(StringComparer.Ordinal);
        var machine = NewMachine(gas, globals: globals);
        foreach (var (name, code) in functions)
            globals[name] = Value.Of(machine.NewFunction(name, 0, code));
        return machine.Run(Compile(source));
    }
}
