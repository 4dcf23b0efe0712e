using Chain.Script.Bytecode;
using Chain.Script.Execution;
using Chain.Script.Metering;
using Chain.Script.Values;

namespace Chain.Script.Hosting;

/// <summary>
/// A module that was evaluated once, in a machine of its own, and then frozen with all that can be reached from it: classes, their statics and prototypes,
/// functions, constants. Machines on any threads adopt it (<see cref="Machine.Adopt"/>) for a charge that is a function of the module alone, instead of
/// evaluating it again. Nothing of a run can be kept in it: no property, no private field, no variable of it can change.
/// </summary>
/// <remarks>
/// What a host gives each machine anew (<see cref="IHostModules.TryGetShared"/> is false) is imported when the module is adopted, and charged then.
/// </remarks>
public sealed class SharedModule
{
    /// <summary>A module whose evaluation takes more is none to be shared: modules of declarations take a small part of it.</summary>
    private const long GasMax = 50_000_000;

    private readonly long gas;
    private readonly long memory;

    private SharedModule(ScriptUnit unit, Cell[] cells, RunResult evaluated, IReadOnlyList<int> lateCells, IReadOnlyList<ScriptFunction> functions)
    {
        Unit = unit;
        Cells = cells;
        Late = [.. lateCells.Select(cell => unit.ModuleCells[cell])];
        FunctionCount = functions.Count;
        (gas, memory) = (evaluated.GasUsed, evaluated.MemoryUsed);
        var late = new Dictionary<Cell, int>(ReferenceEqualityComparer.Instance);
        for (int i = 0; i < lateCells.Count; i++)
            late.Add(cells[lateCells[i]], i);
        for (int i = 0; i < functions.Count; i++)
        {
            functions[i].Caches = null;
            functions[i].Shared = new SharedFunction(this, functions[i], i, LateCaptures(functions[i], late));
        }
    }

    internal ScriptUnit Unit { get; }

    internal Cell[] Cells { get; }

    /// <summary>What each machine imports anew.</summary>
    internal ModuleCell[] Late { get; }

    internal int FunctionCount { get; }

    /// <summary>
    /// Evaluates a module to share it; null when that ends in an error, or when something of it could change later: an assigned variable of the module, or an
    /// object that freezing does not still, such as a map or a generator.
    /// </summary>
    public static SharedModule? TryCreate(ScriptUnit unit, IHostModules modules)
    {
        var imports = new SharedImports(modules);
        var machine = new Machine(new MachineOptions { GasLimit = GasMax, Modules = imports });
        var evaluated = machine.Run(unit);
        if (evaluated.Status != RunStatus.Completed || machine.Interpreter.Entry.CellsOf(unit) is not { } cells)
            return null;
        var freezer = new GraphFreezer(machine);
        if (!machine.Do((freezer, cells), static (_, walk) => Frozen(walk.freezer, walk.cells)).IsCompleted || !new StillObjects().Hold(freezer.Frozen))
            return null;
        var late = new List<int>();
        for (int i = 0; i < cells.Length; i++)
            if (unit.ModuleCells[i] is { Specifier: { } specifier, Name: var name } && !modules.TryGetShared(specifier, name, out _))
                late.Add(i);
        return unit.Exports.Any(export => late.Contains(export.Cell)) ? null : new SharedModule(unit, cells, evaluated, late, [.. freezer.Frozen.OfType<ScriptFunction>()]);
    }

    /// <summary>Charges what evaluating the module took.</summary>
    internal void Charge(Meter meter)
    {
        meter.Charge(gas - (memory >> MemoryCosts.BytesPerGasLog2));
        meter.Allocate(memory);
    }

    private static Value Frozen(GraphFreezer freezer, Cell[] cells)
    {
        freezer.Freeze(cells);
        return Value.Undefined;
    }

    private static (int Capture, int Late)[] LateCaptures(ScriptFunction function, Dictionary<Cell, int> late)
    {
        var found = new List<(int, int)>();
        for (int i = 0; i < function.Captured.Length; i++)
            if (late.TryGetValue(function.Captured[i], out int number))
                found.Add((i, number));
        return [.. found];
    }

    /// <summary>What the private machine sees of the host's modules: what machines share, and a stand-in for the rest.</summary>
    private sealed class SharedImports(IHostModules modules) : IHostModules
    {
        public bool Has(string specifier) => modules.Has(specifier);

        public IReadOnlyList<string> ExportNames(string specifier) => [];

        public bool TryGetExport(Machine machine, string specifier, string name, out Value value)
        {
            if (!modules.TryGetShared(specifier, name, out value))
                value = Value.Undefined;
            return true;
        }
    }
}
