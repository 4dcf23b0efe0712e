using System.Diagnostics.CodeAnalysis;
using Chain.Script.Parsing;

namespace Chain.Script.Literals;

/// <summary>A literal, or why an expression is none.</summary>
public sealed class LiteralResult
{
    private LiteralResult(Literal? value, SyntaxFault? fault)
    {
        Value = value;
        Fault = fault;
    }

    /// <summary>The literal, when there is no fault.</summary>
    public Literal? Value { get; }

    /// <summary>The fault, when there is no literal: what the first part is that is none, and where.</summary>
    public SyntaxFault? Fault { get; }

    /// <summary>Whether the expression is a literal.</summary>
    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Fault))]
    public bool IsOk => Fault is null;

    internal static LiteralResult Of(Literal value) => new(value, null);

    internal static LiteralResult Of(SyntaxFault fault) => new(null, fault);
}
