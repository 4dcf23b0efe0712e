using System.Collections.Immutable;

namespace Chain.Script.Bytecode;

/// <summary>
/// One compiled source text: its main function, the constants that all its functions share, and what it imports and exports. Immutable and free of any machine, so one unit
/// serves any number of machines on any thread.
/// </summary>
public sealed class ScriptUnit
{
    internal ScriptUnit(string name, bool isModule, FunctionCode main, ImmutableArray<Constant> constants, ImmutableArray<ImmutableArray<int>> templates,
        ImmutableArray<string> requests, ImmutableArray<ModuleCell> moduleCells, ImmutableArray<ModuleExport> exports, LineMap lines)
    {
        Name = name;
        IsModule = isModule;
        Main = main;
        Constants = constants;
        Templates = templates;
        Requests = requests;
        ModuleCells = moduleCells;
        Exports = exports;
        Lines = lines;
        Adopt(main);
    }

    /// <summary>A name for messages and tools; nothing else depends on it.</summary>
    public string Name { get; }

    /// <summary>Module code (this is undefined at top level) or script code (the main function returns the completion value).</summary>
    public bool IsModule { get; }

    /// <summary>The function that runs the unit.</summary>
    public FunctionCode Main { get; }

    /// <summary>The constants of all functions, without doubles.</summary>
    public ImmutableArray<Constant> Constants { get; }

    /// <summary>Property names of object literals (NewTemplateObject), as indexes of string constants, in order.</summary>
    public ImmutableArray<ImmutableArray<int>> Templates { get; }

    /// <summary>The modules that it imports, each once, in source order, also those of which it takes no name.</summary>
    public ImmutableArray<string> Requests { get; }

    /// <summary>The cells of an instance of this module, by index.</summary>
    public ImmutableArray<ModuleCell> ModuleCells { get; }

    /// <summary>What it exports.</summary>
    public ImmutableArray<ModuleExport> Exports { get; }

    /// <summary>Line starts of the source.</summary>
    public LineMap Lines { get; }

    /// <summary>What a machine has prepared from this unit; the rules of <see cref="FunctionCode.Prepared"/> hold.</summary>
    internal object? Prepared { get; set; }

    private void Adopt(FunctionCode main)
    {
        var pending = new Stack<FunctionCode>();
        pending.Push(main);
        while (pending.TryPop(out var function))
        {
            function.Unit = this;
            foreach (var nested in function.Functions)
                pending.Push(nested);
        }
    }
}
