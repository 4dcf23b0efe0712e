namespace Chain.Script.Parsing;

/// <summary>Reads source text into a syntax tree.</summary>
public static class Parser
{
    /// <summary>Parses and resolves a source text.</summary>
    /// <param name="source">The text.</param>
    /// <param name="goal">How it is read.</param>
    /// <param name="options">Bounds; the protocol's by default.</param>
    /// <returns>The unit, or why it is refused. Never throws, whatever the text.</returns>
    public static ParseResult Parse(string source, Ast.SourceGoal goal, ParseOptions? options = null) => throw new NotSupportedException();
}
