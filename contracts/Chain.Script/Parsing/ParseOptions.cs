namespace Chain.Script.Parsing;

/// <summary>What a caller may choose.</summary>
public sealed record ParseOptions
{
    /// <summary>The protocol's choice.</summary>
    public static ParseOptions Default { get; } = new();

    /// <summary>The longest source, in UTF-16 code units.</summary>
    public int SourceUnitsMax { get; init; } = ScriptLimits.SourceUnitsMax;
}
