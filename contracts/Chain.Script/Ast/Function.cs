using System.Collections.Immutable;
using Chain.Script.Scoping;

namespace Chain.Script.Ast;

/// <summary>
/// A function of any kind. All functions are strict, so <c>arguments</c> is never mapped.
/// </summary>
/// <remarks>
/// At entry: the bindings of <see cref="Scope"/> come to life, parameters are bound from left to right, then those of <see cref="BodyScope"/> (if it
/// is another scope), then its <see cref="Scope.Functions"/> are made, then the body runs.
/// </remarks>
public sealed class Function : Node
{
    internal Function(SourceSpan span, FunctionKind kind, bool isGenerator, ImmutableArray<PatternElement> parameters, Pattern? rest, ImmutableArray<Statement> body, Expression? expressionBody)
        : base(span, Math.Max(Math.Max(HeightOver(parameters), HeightOver(rest)), Math.Max(HeightOver(body), HeightOver(expressionBody))))
    {
        Kind = kind;
        IsGenerator = isGenerator;
        Parameters = parameters;
        Rest = rest;
        Body = body;
        ExpressionBody = expressionBody;
    }

    /// <summary>What it is. <see cref="Node.Span"/> covers its whole text, for methods from the first modifier or key on.</summary>
    public FunctionKind Kind { get; }

    /// <summary>Whether it is a generator; never an arrow or constructor.</summary>
    public bool IsGenerator { get; }

    /// <summary>The parameters without the rest; every target is set.</summary>
    public ImmutableArray<PatternElement> Parameters { get; }

    /// <summary>What gets the remaining arguments as an array.</summary>
    public Pattern? Rest { get; }

    /// <summary>The statements; empty where <see cref="ExpressionBody"/> is set, and for <see cref="FunctionKind.FieldInitializer"/>.</summary>
    public ImmutableArray<Statement> Body { get; }

    /// <summary>The value of an arrow without braces.</summary>
    public Expression? ExpressionBody { get; }

    /// <summary>
    /// The value of its <c>name</c> property, as far as the source tells it: its own name, or the one of the variable or property it is
    /// assigned to (<c>get x</c>, <c>set x</c> and <c>#x</c> included). <c>null</c>: the empty string, unless the key of its method or property is
    /// computed or a number: then the consumer derives it from the key.
    /// </summary>
    public string? Name { get; internal set; }

    /// <summary>Whether the name was written with it: methods and named functions.</summary>
    public bool HasOwnName { get; internal set; }

    /// <summary>The value of its <c>length</c> property: parameters before the first with a default.</summary>
    public int ExpectedArgumentCount { get; internal set; }

    /// <summary>Whether all parameters are plain names without defaults, and there is no rest.</summary>
    public bool HasSimpleParameters { get; internal set; }

    /// <summary>Whether a parameter holds an expression (a default, or a computed key): then <see cref="BodyScope"/> is a scope of its own.</summary>
    public bool HasParameterExpressions { get; internal set; }

    /// <summary>The name that it was written with, where that is a binding.</summary>
    internal Pattern.Variable? OwnName { get; set; }

    /// <summary>Its place in <see cref="SourceUnit.Functions"/>.</summary>
    public int Index { get; internal set; }

    /// <summary>The doc comment directly before it, for methods and function declarations.</summary>
    public DocComment? Doc { get; internal set; }

    /// <summary>Scope analysis: the scope of its parameters, and of its body too unless <see cref="HasParameterExpressions"/>.</summary>
    public Scope Scope { get; internal set; } = null!;

    /// <summary>Scope analysis: the scope of its variables; the same object as <see cref="Scope"/> unless <see cref="HasParameterExpressions"/>.</summary>
    public Scope BodyScope { get; internal set; } = null!;

    /// <summary>Scope analysis: the function around it; <c>null</c> at the top level. Field initialisers count as functions.</summary>
    public Function? Parent { get; internal set; }

    /// <summary>The scope at whose entry it is made, for a declaration: it can run before anything else of that scope has.</summary>
    internal Scope? HoistedInto { get; set; }

    /// <summary>
    /// Scope analysis: <c>this</c>, if it is used by the function or an arrow in it, or the function is a derived constructor. Captured when an
    /// arrow uses it. In <see cref="Scope"/>.
    /// </summary>
    public Binding? ThisBinding { get; internal set; }

    /// <summary>Scope analysis: <c>new.target</c>, if it is used likewise, <c>super()</c> included. In <see cref="Scope"/>.</summary>
    public Binding? NewTargetBinding { get; internal set; }

    /// <summary>Scope analysis: the function object itself, if <c>super</c> needs it. In <see cref="Scope"/>.</summary>
    public Binding? CalleeBinding { get; internal set; }

    /// <summary>Scope analysis: <c>arguments</c>, if it is used. In <see cref="Scope"/>; initialised before the parameters.</summary>
    public Binding? ArgumentsBinding { get; internal set; }

    /// <summary>Scope analysis: the name of a function expression, if it is used. In <see cref="Scope"/>; holds the function object; assigning to it is a TypeError.</summary>
    public Binding? SelfBinding { get; internal set; }

    /// <summary>Whether it is an arrow.</summary>
    public bool IsArrow => Kind == FunctionKind.Arrow;

    /// <summary>Whether it is the constructor of a class.</summary>
    public bool IsClassConstructor => Kind is FunctionKind.BaseConstructor or FunctionKind.DerivedConstructor;

    /// <summary>Whether <c>new</c> accepts it.</summary>
    public bool IsConstructor => IsClassConstructor || (Kind == FunctionKind.Ordinary && !IsGenerator);
}
