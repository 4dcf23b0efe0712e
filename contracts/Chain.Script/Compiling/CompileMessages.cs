namespace Chain.Script.Compiling;

/// <summary>Why the compiler refuses a source that the parser accepts: only ever a limit.</summary>
internal static class CompileMessages
{
    public const string CodeTooLong = "the compiled code is too long";
    public const string TooManyLocals = "a function has too many variables";
    public const string TooManyCaptures = "the functions share too many variables";
    public const string TooManyOperands = "an expression needs too many operands at once";
}
