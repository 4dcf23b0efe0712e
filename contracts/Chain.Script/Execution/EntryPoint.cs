using Chain.Script.Bytecode;
using Chain.Script.Errors;
using Chain.Script.Values;

namespace Chain.Script.Execution;

internal sealed class EntryPoint
{
    internal EntryPoint(Machine machine, Interpreter interpreter)
    {
        _ = machine;
        _ = interpreter;
    }

    internal RunResult Run(ScriptUnit unit) => throw Invariant.Unreachable();

    internal RunResult Call(Value function, Value thisValue, ReadOnlySpan<Value> arguments) => throw Invariant.Unreachable();

    internal RunResult Resume(Value value) => throw Invariant.Unreachable();

    internal RunResult ResumeThrow(Value error) => throw Invariant.Unreachable();

    internal bool TryGetExport(ScriptUnit unit, string name, out Value value) => throw Invariant.Unreachable();
}
