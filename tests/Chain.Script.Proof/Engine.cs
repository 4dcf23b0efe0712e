using Chain.Script.Bytecode;
using Chain.Script.Compiling;
using Chain.Script.Execution;
using Chain.Script.Numbers;
using Chain.Script.Values;

namespace Chain.Script.Proof;

/// <summary>Compiles and runs sources, each on a machine of its own, as a node would.</summary>
public static class Engine
{
    /// <summary>Runs a script's top level.</summary>
    public static CaseOutcome RunScript(string source, long gas, long memory = ScriptLimits.MemoryBytesMax) => Run(ScriptCompiler.Compile(source), gas, memory);

    /// <summary>Runs a compiled script.</summary>
    public static CaseOutcome Run(CompileResult compiled, long gas, long memory = ScriptLimits.MemoryBytesMax)
    {
        if (!compiled.IsOk)
            return Refused(compiled);
        return Describe(new Machine(new MachineOptions { GasLimit = gas, MemoryLimit = memory }).Run(compiled.Unit));
    }

    /// <summary>Runs a script that gives a function, then calls it without arguments on the same machine; null when the script does not give one.</summary>
    public static CaseOutcome? CallResult(ScriptUnit unit, long gas, long memory = ScriptLimits.MemoryBytesMax)
    {
        var machine = new Machine(new MachineOptions { GasLimit = gas, MemoryLimit = memory });
        RunResult made = machine.Run(unit);
        return made.IsCompleted && made.Value.IsCallable ? Describe(machine.Call(made.Value, Value.Undefined)) : null;
    }

    /// <summary>Why a source was refused, as an outcome that costs nothing.</summary>
    public static CaseOutcome Refused(CompileResult compiled) =>
        new("Refused", "SyntaxError", compiled.Error!.Message, 0, 0, compiled.Error.Line, compiled.Error.Column);

    /// <summary>The outcome of a run.</summary>
    public static CaseOutcome Describe(RunResult result) => new(
        result.Status.ToString(), result.Error?.Code ?? "", result.Error is { } error ? $"{error.Function}: {error.Message}" : TextOf(result.Value),
        result.GasUsed, result.MemoryUsed, result.Error?.Line ?? 0, result.Error?.Column ?? 0)
    { Fault = result.Fault?.ToString() };

    /// <summary>A primitive as text, with its type where that could be mistaken; an object by what it is.</summary>
    public static string TextOf(Value value) => value.Kind switch
    {
        ValueKind.String => value.AsString.ToString(),
        ValueKind.Number => double.IsNegative(value.AsNumber) && value.AsNumber == 0 ? "-0" : NumberText.Of(value.AsNumber),
        ValueKind.BigInt => BigIntText.Of(value.AsBigInt, 10) + "n",
        ValueKind.Boolean => value.AsBoolean ? "true" : "false",
        ValueKind.Undefined => "undefined",
        ValueKind.Null => "null",
        ValueKind.Symbol => "symbol",
        _ => value.IsCallable ? "function" : "object",
    };
}
