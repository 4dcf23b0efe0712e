namespace Chain.Script.Compiling;

/// <summary>
/// Bounds of compiled code. No source within <see cref="ScriptLimits"/> that people write comes near them; they stop sources made to swell. Part of the language
/// version, as all limits.
/// </summary>
internal static class CompileLimits
{
    /// <summary>Code words of one unit.</summary>
    public const int CodeWordsMax = 8 * 1024 * 1024;

    /// <summary>Variables and hidden places of one function.</summary>
    public const int LocalsMax = 65_535;

    /// <summary>Captured variables of all functions of a unit together.</summary>
    public const int CapturesMax = 128 * 1024;

    /// <summary>Operands on the stack of one function.</summary>
    public const int StackMax = 131_072;
}
