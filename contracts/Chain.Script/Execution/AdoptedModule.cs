using Chain.Script.Errors;
using Chain.Script.Hosting;
using Chain.Script.Values;

namespace Chain.Script.Execution;

/// <summary>A shared module in one machine: what the machine imported anew, and the functions that stand in for shared ones.</summary>
internal sealed class AdoptedModule(SharedModule module, Cell[] late)
{
    private readonly ScriptFunction?[] own = new ScriptFunction?[module.FunctionCount];

    internal SharedModule Module => module;

    /// <summary>What runs in this machine for a shared function; made when it is called first.</summary>
    internal ScriptFunction OwnOf(SharedFunction shared)
    {
        Invariant.Holds(ReferenceEquals(shared.Module, module));
        return own[shared.Number] ??= Make(shared);
    }

    private ScriptFunction Make(SharedFunction shared)
    {
        var original = shared.Original;
        var captured = original.Captured;
        if (shared.Late.Length > 0)
        {
            captured = captured.AsSpan().ToArray();
            foreach (var (capture, number) in shared.Late)
                captured[capture] = late[number];
        }
        return new ScriptFunction(original.Shape, original.Image, captured, original.Home, original.ModuleCells) { Shared = shared };
    }
}
