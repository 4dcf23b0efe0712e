using System.Collections.Immutable;
using System.Numerics;
using Chain.Script.Ast;
using Chain.Script.Bytecode;
using Chain.Script.Scoping;

namespace Chain.Script.Compiling;

/// <summary>What the functions of one unit share while they are compiled: constants, templates, module cells, and the first reason to refuse.</summary>
internal sealed class UnitBuilder(SourceUnit source, CompileOptions options)
{
    private readonly List<Constant> constants = [];
    private readonly Dictionary<string, int> strings = new(StringComparer.Ordinal);
    private readonly Dictionary<long, int> numbers = [];
    private readonly Dictionary<BigInteger, int> bigints = [];
    private readonly List<ImmutableArray<int>> templates = [];
    private readonly List<ModuleCell> cells = [];
    private readonly Dictionary<Binding, int> cellOf = [];
    private readonly List<string> requests = [];
    private readonly Stack<CodeBuffers> free = new();
    private int wordsLeft = CompileLimits.CodeWordsMax;
    private int capturesLeft = CompileLimits.CapturesMax;

    /// <summary>The parsed unit.</summary>
    public SourceUnit Source { get; } = source;

    /// <summary>Whether the engine's own source is compiled.</summary>
    public bool IsSelfHosted { get; } = options.SelfHosted;

    /// <summary>A class whose static fields are not compiled.</summary>
    public Class? DeclarationsOf { get; } = options.DeclarationsOf;

    /// <summary>The first limit that was passed; nothing is emitted from then on.</summary>
    public (string Message, int Offset)? Refusal { get; private set; }

    /// <summary>Notes that a limit is passed.</summary>
    public void Refuse(string message, int offset) => Refusal ??= (message, offset);

    /// <summary>Asks for room for code words; false when the unit is or becomes refused.</summary>
    public bool Reserve(int words, int offset)
    {
        wordsLeft -= words;
        if (wordsLeft < 0)
            Refuse(CompileMessages.CodeTooLong, offset);
        return Refusal is null;
    }

    /// <summary>Asks for room for one captured variable.</summary>
    public void ReserveCapture(int offset)
    {
        if (--capturesLeft < 0)
            Refuse(CompileMessages.TooManyCaptures, offset);
    }

    /// <summary>Buffers for a function that begins.</summary>
    public CodeBuffers TakeBuffers() => free.TryPop(out var buffers) ? buffers : new CodeBuffers();

    /// <summary>Takes the buffers of a function that has ended.</summary>
    public void GiveBuffers(CodeBuffers buffers)
    {
        buffers.Clear();
        free.Push(buffers);
    }

    /// <summary>The index of a string constant.</summary>
    public int Name(string text)
    {
        if (!strings.TryGetValue(text, out int index))
            strings.Add(text, index = Add(Constant.Of(text)));
        return index;
    }

    /// <summary>The index of a number constant.</summary>
    public int Number(double value)
    {
        long bits = BitConverter.DoubleToInt64Bits(value);
        if (!numbers.TryGetValue(bits, out int index))
            numbers.Add(bits, index = Add(Constant.Of(value)));
        return index;
    }

    /// <summary>The index of a bigint constant.</summary>
    public int BigInt(BigInteger value)
    {
        if (!bigints.TryGetValue(value, out int index))
            bigints.Add(value, index = Add(Constant.Of(value)));
        return index;
    }

    /// <summary>The index of a new object template.</summary>
    public int Template(ImmutableArray<int> names)
    {
        templates.Add(names);
        return templates.Count - 1;
    }

    /// <summary>Finds the bindings that live in cells of the module instance: imports, then what is exported.</summary>
    public void CollectModuleCells()
    {
        foreach (var statement in Source.Body)
        {
            if (statement is not Statement.Import import)
                continue;
            if (!requests.Contains(import.Module, StringComparer.Ordinal))
                requests.Add(import.Module);
            foreach (var name in import.Names)
                AddCell(name.Binding, new ModuleCell(import.Module, name.Name ?? "*"));
        }

        foreach (var export in Source.Exports)
            AddCell(export.Binding, new ModuleCell(null, export.Binding.Name));
    }

    /// <summary>The cell of the module instance that a binding lives in, or −1.</summary>
    public int CellOf(Binding binding) => cellOf.TryGetValue(binding, out int index) ? index : -1;

    /// <summary>The finished unit.</summary>
    public ScriptUnit Finish(string name, FunctionCode main)
    {
        var exports = ImmutableArray.CreateBuilder<ModuleExport>(Source.Exports.Length);
        foreach (var export in Source.Exports)
            exports.Add(new ModuleExport(export.Name, cellOf[export.Binding]));
        return new ScriptUnit(name, Source.Goal == SourceGoal.Module, main, [.. constants], [.. templates], [.. requests], [.. cells], exports.MoveToImmutable(), Source.Lines);
    }

    private void AddCell(Binding binding, ModuleCell cell)
    {
        if (cellOf.TryAdd(binding, cells.Count))
            cells.Add(cell);
    }

    private int Add(Constant constant)
    {
        constants.Add(constant);
        return constants.Count - 1;
    }
}
