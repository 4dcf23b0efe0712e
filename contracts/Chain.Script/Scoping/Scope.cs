using Chain.Script.Ast;
using Chain.Script.Lexing;
using Chain.Script.Parsing;

namespace Chain.Script.Scoping;

/// <summary>
/// A region of the source with bindings of its own. Blocks, loops, <c>switch</c> and <c>catch</c> that declare nothing have none.
/// </summary>
public sealed class Scope
{
    private List<Binding>? bindings;
    private List<Statement.DeclareFunction>? functions;

    internal Scope(ScopeKind kind, Scope? parent, Function? function, int start, bool isRepeated)
    {
        Kind = kind;
        Parent = parent;
        Function = function;
        Start = start;
        IsRepeated = isRepeated;
    }

    /// <summary>What it belongs to.</summary>
    public ScopeKind Kind { get; }

    /// <summary>The scope around it; <c>null</c> at the top.</summary>
    public Scope? Parent { get; }

    /// <summary>The function whose code runs in it; <c>null</c> at the top level of the unit. A class scope belongs to the function around the class.</summary>
    public Function? Function { get; }

    /// <summary>The offset where it begins.</summary>
    public int Start { get; }

    /// <summary>The bindings in order of declaration; hidden ones come as they were needed.</summary>
    public IReadOnlyList<Binding> Bindings => bindings ?? (IReadOnlyList<Binding>)[];

    /// <summary>The function declarations directly in it, in order, one a name (the last): they are made when the scope is entered.</summary>
    public IReadOnlyList<Statement.DeclareFunction> Functions => functions ?? (IReadOnlyList<Statement.DeclareFunction>)[];

    /// <summary>Whether any binding is captured: then the scope needs storage that outlives the frame, new at each entry.</summary>
    public bool HasCaptured { get; internal set; }

    /// <summary>Whether one run of its function can enter it more than once (it is inside a loop of that function): registers must be reset at entry.</summary>
    public bool IsRepeated { get; }

    /// <summary>Gives a binding its place.</summary>
    internal Binding Add(Binding binding)
    {
        bindings ??= new List<Binding>(2);
        if (bindings.Count == ScriptLimits.BindingsMax)
            throw Faults.Limit(SyntaxMessages.TooManyBindings, binding.Start);
        binding.Index = bindings.Count;
        bindings.Add(binding);
        return binding;
    }

    internal void AddFunction(Statement.DeclareFunction function) => (functions ??= []).Add(function);

    /// <summary>Keeps of several declarations of one function the last.</summary>
    internal void KeepLastFunctions() => functions?.RemoveAll(function => function.Binding.Declaration != function);
}
