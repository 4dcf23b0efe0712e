namespace Chain.Script.Ast;

/// <summary>How a source text is read. Both are strict.</summary>
public enum SourceGoal
{
    /// <summary>A script: no <c>import</c> and <c>export</c>; it has a completion value.</summary>
    Script,

    /// <summary>A module.</summary>
    Module,
}
