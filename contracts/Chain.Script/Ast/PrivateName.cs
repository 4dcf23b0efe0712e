using Chain.Script.Lexing;
using Chain.Script.Scoping;

namespace Chain.Script.Ast;

/// <summary>One use of a private name. <see cref="Name"/> includes the <c>#</c>.</summary>
public sealed class PrivateName : Node
{
    internal PrivateName(SourceSpan span, Name spelling)
        : base(span, 1) => Spelling = spelling;

    /// <summary>The name, with its <c>#</c>.</summary>
    public string Name => Spelling.Text;

    internal Name Spelling { get; }

    /// <summary>Scope analysis: the binding of kind <see cref="BindingKind.PrivateName"/> in the class scope that declares it.</summary>
    public Binding Binding { get; internal set; } = null!;
}
