using System.Diagnostics.CodeAnalysis;
using Chain.Script.Ast;

namespace Chain.Script.Parsing;

/// <summary>A parsed unit, or the fault for which the source is refused.</summary>
public sealed class ParseResult
{
    private ParseResult(SourceUnit? unit, SyntaxFault? fault)
    {
        Unit = unit;
        Fault = fault;
    }

    /// <summary>The unit, when there is no fault.</summary>
    public SourceUnit? Unit { get; }

    /// <summary>The fault, when there is no unit.</summary>
    public SyntaxFault? Fault { get; }

    /// <summary>Whether the source was accepted.</summary>
    [MemberNotNullWhen(true, nameof(Unit))]
    [MemberNotNullWhen(false, nameof(Fault))]
    public bool IsOk => Fault is null;

    internal static ParseResult Of(SourceUnit unit) => new(unit, null);

    internal static ParseResult Of(SyntaxFault fault) => new(null, fault);
}
