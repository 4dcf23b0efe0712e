namespace Chain.Script;

/// <summary>
/// The protocol constants of the front end: what a source text may measure. They are part of the language version, because a source
/// that one node accepts and another refuses would split the chain.
/// </summary>
public static class ScriptLimits
{
    /// <summary>The longest source, in UTF-16 code units, unless the caller sets another bound.</summary>
    public const int SourceUnitsMax = 128 * 1024;

    /// <summary>
    /// The deepest nesting of a source text. One is counted for each bracket, block, function, class, template substitution, prefix
    /// operator, conditional branch, arrow body, right-hand side and <c>else</c> that is open at the same time; parser, scope analysis
    /// and compiler recurse over counted nesting only, so this bounds their stack.
    /// </summary>
    public const int NestingMax = 200;

    /// <summary>The most arguments of one call, and the most elements of one array literal or properties of one object literal.</summary>
    public const int ListItemsMax = 65_535;

    /// <summary>The most parameters of one function.</summary>
    public const int ParametersMax = 255;

    /// <summary>The most clauses of one <c>switch</c>.</summary>
    public const int SwitchClausesMax = 65_535;

    /// <summary>The most bindings of one scope, and the most elements of one class.</summary>
    public const int BindingsMax = 65_535;

    /// <summary>The most functions (of any kind, classes included) in one source.</summary>
    public const int FunctionsMax = 65_535;

    /// <summary>The most digits of a decimal bigint literal: as many as a value of <see cref="BigIntBitsMax"/> can need.</summary>
    public const int BigIntDigitsMax = 9_865;

    /// <summary>The largest magnitude of a bigint, in bits.</summary>
    public const int BigIntBitsMax = 32_768;

    /// <summary>The longest string, in UTF-16 code units.</summary>
    public const int StringUnitsMax = 1024 * 1024;

    /// <summary>The longest array.</summary>
    public const int ArrayItemsMax = 1024 * 1024;

    /// <summary>The deepest nesting of script calls.</summary>
    public const int CallDepthMax = 512;

    /// <summary>The deepest nesting of native code that calls script.</summary>
    public const int NativeDepthMax = 24;

    /// <summary>The most values on the machine's stack: the locals and operands of all live frames.</summary>
    public const int StackValuesMax = 256 * 1024;

    /// <summary>The deepest structure that JSON and deep copies take.</summary>
    public const int StructureDepthMax = 128;

    /// <summary>The logical memory of one run unless the host sets less, in bytes.</summary>
    public const long MemoryBytesMax = 64L * 1024 * 1024;
}
