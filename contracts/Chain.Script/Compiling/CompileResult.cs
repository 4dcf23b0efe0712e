using System.Diagnostics.CodeAnalysis;
using Chain.Script.Bytecode;
using Chain.Script.Parsing;

namespace Chain.Script.Compiling;

/// <summary>A compiled unit, or why the source is refused.</summary>
public sealed class CompileResult
{
    private CompileResult(ScriptUnit? unit, SyntaxFault? error)
    {
        Unit = unit;
        Error = error;
    }

    /// <summary>The unit, when there is no error.</summary>
    public ScriptUnit? Unit { get; }

    /// <summary>The error, when there is no unit.</summary>
    public SyntaxFault? Error { get; }

    /// <summary>Whether the source was accepted.</summary>
    [MemberNotNullWhen(true, nameof(Unit))]
    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsOk => Error is null;

    internal static CompileResult Of(ScriptUnit unit) => new(unit, null);

    internal static CompileResult Of(SyntaxFault error) => new(null, error);
}
