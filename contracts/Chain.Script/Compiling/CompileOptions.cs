using Chain.Script.Ast;

namespace Chain.Script.Compiling;

/// <summary>What a caller of the compiler may choose.</summary>
public sealed record CompileOptions
{
    /// <summary>A script of the protocol's limits.</summary>
    public static CompileOptions Script { get; } = new();

    /// <summary>A module of the protocol's limits.</summary>
    public static CompileOptions Module { get; } = new() { Goal = SourceGoal.Module };

    /// <summary>How the source is read.</summary>
    public SourceGoal Goal { get; init; } = SourceGoal.Script;

    /// <summary>A name for messages and tools.</summary>
    public string Name { get; init; } = "script";

    /// <summary>The longest source, in UTF-16 code units.</summary>
    public int SourceUnitsMax { get; init; } = ScriptLimits.SourceUnitsMax;

    /// <summary>A class whose static fields are read as literals and not compiled: they cost nothing when the code runs, and are not there.</summary>
    public Class? DeclarationsOf { get; init; }

    /// <summary>Marks all functions as the engine's own: errors inside are reported at the author's frame.</summary>
    public bool SelfHosted { get; init; }
}
