namespace Chain.Script.Parsing;

/// <summary>The kinds of faults in a source text.</summary>
public enum SyntaxFaultCode
{
    /// <summary>The text is no ECMAScript.</summary>
    Syntax,

    /// <summary>The text has the right form, but breaks one of ECMAScript's early-error rules.</summary>
    EarlyError,

    /// <summary>ECMAScript has it; contract JavaScript version 1 leaves it out.</summary>
    NotInVersion1,

    /// <summary>A limit of <see cref="ScriptLimits"/> is passed.</summary>
    Limit,

    /// <summary>What must be a literal, read without running code, is none (<see cref="Literals.LiteralReader"/>).</summary>
    NotALiteral,
}
