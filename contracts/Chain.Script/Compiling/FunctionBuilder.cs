using Chain.Script.Ast;
using Chain.Script.Bytecode;

namespace Chain.Script.Compiling;

/// <summary>
/// The state of one function while it is compiled, and the compilers of the parts of the language, which all write into its code. A source may hold tens of thousands of small
/// functions: what few of them need is made when it is asked for.
/// </summary>
internal sealed class FunctionBuilder
{
    private List<FunctionCode>? functions;

    public FunctionBuilder(UnitBuilder unit, FunctionBuilder? parent, Function? function)
    {
        Unit = unit;
        Parent = parent;
        Function = function;
        Code = new CodeBuilder(unit);
        Slots = new Slots(this);
        Variables = new Variables(this);
        Completions = new CompletionCompiler(this);
    }

    public UnitBuilder Unit { get; }

    /// <summary>The function around it; null for the main function.</summary>
    public FunctionBuilder? Parent { get; }

    /// <summary>The function compiled; null for the main function.</summary>
    public Function? Function { get; }

    public CodeBuilder Code { get; }

    public Slots Slots { get; }

    public Variables Variables { get; }

    public ScopeCompiler Scopes => field ??= new(this);

    public StatementCompiler Statements => field ??= new(this);

    public LoopCompiler Loops => field ??= new(this);

    public CompletionCompiler Completions { get; }

    public ExpressionCompiler Expressions => field ??= new(this);

    public ChainCompiler Chains => field ??= new(this);

    public ReferenceCompiler References => field ??= new(this);

    public LiteralCompiler Literals => field ??= new(this);

    public PatternCompiler Patterns => field ??= new(this);

    public IteratorCompiler Iterators => field ??= new(this);

    public ClassCompiler Classes => field ??= new(this);

    public GeneratorCompiler Generators => field ??= new(this);

    /// <summary>The slot of a script's completion value, or −1.</summary>
    public int CompletionSlot { get; set; } = -1;

    /// <summary>For a class constructor: whether instances get fields or private methods.</summary>
    public bool HasInstanceElements { get; init; }

    /// <summary>Flags found out while compiling.</summary>
    public FunctionFlags FoundFlags { get; set; }

    /// <summary>The nested functions so far.</summary>
    public IReadOnlyList<FunctionCode> Functions => functions ?? [];

    /// <summary>Adds a nested function and gives its index.</summary>
    public int Add(FunctionCode nested)
    {
        functions ??= [];
        functions.Add(nested);
        return functions.Count - 1;
    }

    /// <summary>Makes a closure of a function of the source.</summary>
    public void MakeClosure(Function function, string? name = null)
    {
        var code = FunctionCompiler.Compile(this, function, name ?? function.Name ?? "");
        Code.At(function.Start);
        Code.EmitFunction(Opcode.NewClosure, Add(code), code);
    }

    /// <summary>Makes a closure whose home object is <paramref name="home"/> operands below the top.</summary>
    public void MakeMethod(Function function, string name, int home)
    {
        var code = FunctionCompiler.Compile(this, function, name);
        Code.At(function.Start);
        Code.EmitFunction(Opcode.NewMethod, Add(code), code, home);
    }
}
