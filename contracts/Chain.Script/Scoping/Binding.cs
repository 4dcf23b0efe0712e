using Chain.Script.Ast;
using Chain.Script.Lexing;

namespace Chain.Script.Scoping;

/// <summary>A variable, of the source or of the language. Compared by reference.</summary>
public sealed class Binding
{
    internal Binding(string name, BindingKind kind, Scope scope, int start, Name? spelling)
    {
        Name = name;
        Kind = kind;
        Scope = scope;
        Start = start;
        Spelling = spelling;
    }

    /// <summary>The name; of hidden bindings one that no source can write.</summary>
    public string Name { get; }

    /// <summary>What declared it.</summary>
    public BindingKind Kind { get; internal set; }

    /// <summary>Where it lives.</summary>
    public Scope Scope { get; }

    /// <summary>Its place in <see cref="Scope.Bindings"/>.</summary>
    public int Index { get; internal set; } = -1;

    /// <summary>The offset of its declaration.</summary>
    public int Start { get; }

    /// <summary>
    /// Whether a function uses it that is not the one that owns its scope: then it must outlive the frame. A binding without it is only
    /// touched by the code of <see cref="Scope.Function"/>, so a register is enough.
    /// </summary>
    public bool IsCaptured { get; internal set; }

    /// <summary>Whether anything assigns to it after its initialisation. (A <c>var</c> with initialiser counts as assigned.)</summary>
    public bool IsAssigned { get; internal set; }

    /// <summary>Whether any use of it needs a check that it is initialised. When none does, an "uninitialised" mark is never seen.</summary>
    public bool NeedsTdz { get; internal set; }

    /// <summary>Whether a later assignment throws a TypeError.</summary>
    public bool IsConstant { get; internal set; }

    /// <summary>For a <c>var</c> in a body scope of its own whose name a parameter has too: that parameter, whose value it starts with.</summary>
    public Binding? InitialValue { get; internal set; }

    /// <summary>The function declaration that makes it at scope entry (the last one of its name).</summary>
    public Statement.DeclareFunction? Declaration { get; internal set; }

    /// <summary>How references find it; <c>null</c> for one that no reference names.</summary>
    internal Name? Spelling { get; }

    /// <summary>While its scope is open: the binding of the same name that it hides.</summary>
    internal Binding? Hidden { get; set; }

    /// <summary>For a private name: what declares it.</summary>
    internal PrivateParts Parts { get; set; }

    /// <summary>Where its initialisation is complete: a use in the same scope behind this offset is safe. -1: every use is safe; <see cref="int.MaxValue"/>: none is.</summary>
    internal int InitializedAt { get; set; } = -1;
}
