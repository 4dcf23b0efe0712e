using Chain.Script.Ast;
using Chain.Script.Bytecode;

namespace Chain.Script.Compiling;

/// <summary>The state of one function while it is compiled, and the compilers of the parts of the language, which all write into its code.</summary>
internal sealed class FunctionBuilder
{
    private readonly List<FunctionCode> functions = [];

    public FunctionBuilder(UnitBuilder unit, FunctionBuilder? parent, Function? function)
    {
        Unit = unit;
        Parent = parent;
        Function = function;
        Code = new CodeBuilder(unit);
        Slots = new Slots(this);
        Variables = new Variables(this);
        Scopes = new ScopeCompiler(this);
        Statements = new StatementCompiler(this);
        Loops = new LoopCompiler(this);
        Completions = new CompletionCompiler(this);
        Expressions = new ExpressionCompiler(this);
        Chains = new ChainCompiler(this);
        References = new ReferenceCompiler(this);
        Literals = new LiteralCompiler(this);
        Patterns = new PatternCompiler(this);
        Iterators = new IteratorCompiler(this);
        Classes = new ClassCompiler(this);
        Generators = new GeneratorCompiler(this);
    }

    public UnitBuilder Unit { get; }

    /// <summary>The function around it; null for the main function.</summary>
    public FunctionBuilder? Parent { get; }

    /// <summary>The function compiled; null for the main function.</summary>
    public Function? Function { get; }

    public CodeBuilder Code { get; }

    public Slots Slots { get; }

    public Variables Variables { get; }

    public ScopeCompiler Scopes { get; }

    public StatementCompiler Statements { get; }

    public LoopCompiler Loops { get; }

    public CompletionCompiler Completions { get; }

    public ExpressionCompiler Expressions { get; }

    public ChainCompiler Chains { get; }

    public ReferenceCompiler References { get; }

    public LiteralCompiler Literals { get; }

    public PatternCompiler Patterns { get; }

    public IteratorCompiler Iterators { get; }

    public ClassCompiler Classes { get; }

    public GeneratorCompiler Generators { get; }

    /// <summary>The slot of a script's completion value, or −1.</summary>
    public int CompletionSlot { get; set; } = -1;

    /// <summary>For a class constructor: whether instances get fields or private methods.</summary>
    public bool HasInstanceElements { get; init; }

    /// <summary>Flags found out while compiling.</summary>
    public FunctionFlags FoundFlags { get; set; }

    /// <summary>The nested functions so far.</summary>
    public IReadOnlyList<FunctionCode> Functions => functions;

    /// <summary>Adds a nested function and gives its index.</summary>
    public int Add(FunctionCode nested)
    {
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
