using Chain.Script.Ast;
using Chain.Script.Parsing;

namespace Chain.Script.Tests.Parsing;

/// <summary>Parses sources for tests.</summary>
internal static class Source
{
    private static readonly ParseOptions Unbounded = new() { SourceUnitsMax = int.MaxValue };

    public static SourceUnit Script(string source) => Accepted(source, SourceGoal.Script);

    public static SourceUnit Module(string source) => Accepted(source, SourceGoal.Module);

    public static SyntaxFault Refused(string source, SourceGoal goal = SourceGoal.Script)
    {
        ParseResult result = Parser.Parse(source, goal, Unbounded);
        Assert.False(result.IsOk, $"was accepted: {source}");
        return result.Fault;
    }

    public static ParseResult Parse(string source, SourceGoal goal = SourceGoal.Script) => Parser.Parse(source, goal, Unbounded);

    /// <summary>The expression of the last statement.</summary>
    public static Expression Last(SourceUnit unit) => Assert.IsType<Statement.Evaluate>(unit.Body[^1]).Expression;

    private static SourceUnit Accepted(string source, SourceGoal goal)
    {
        ParseResult result = Parser.Parse(source, goal, Unbounded);
        Assert.True(result.IsOk, $"{result.Fault}: {source}");
        return result.Unit;
    }
}
