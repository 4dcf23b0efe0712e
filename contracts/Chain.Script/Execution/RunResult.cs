using Chain.Script.Errors;
using Chain.Script.Values;

namespace Chain.Script.Execution;

/// <summary>What a run gave, and what the machine has used by then, all its runs together.</summary>
/// <param name="Status">How it ended.</param>
/// <param name="Value">The value: the result, what was thrown, or undefined.</param>
/// <param name="Error">Why, unless it completed or is suspended.</param>
/// <param name="Request">What a suspended run asks of the host.</param>
/// <param name="GasUsed">Gas of the machine so far.</param>
/// <param name="MemoryUsed">Logical bytes of the machine so far.</param>
/// <param name="Fault">What a defect of the engine looked like from inside: for logs, never for results.</param>
public sealed record RunResult(RunStatus Status, Value Value, ScriptError? Error, object? Request, long GasUsed, long MemoryUsed, Exception? Fault = null)
{
    /// <summary>Whether it completed.</summary>
    public bool IsCompleted => Status == RunStatus.Completed;
}
