using Chain.Script.Ast;
using Chain.Script.Lexing;
using Chain.Script.Scoping;

namespace Chain.Script.Parsing;

/// <summary>Reads source text into a syntax tree.</summary>
public static class Parser
{
    /// <summary>Parses and resolves a source text.</summary>
    /// <param name="source">The text.</param>
    /// <param name="goal">How it is read.</param>
    /// <param name="options">Bounds; the protocol's by default.</param>
    /// <returns>The unit, or why it is refused. Never throws, whatever the text; takes time linear in it and a bounded stack.</returns>
    public static ParseResult Parse(string source, SourceGoal goal, ParseOptions? options = null)
    {
        options ??= ParseOptions.Default;
        if (source.Length > options.SourceUnitsMax)
            return ParseResult.Of(new SyntaxFault(SyntaxFaultCode.Limit, SyntaxMessages.SourceTooLong, 1, 1));
        try
        {
            var session = new ParserSession(source, goal);
            while (!session.Cursor.At(TokenKind.End))
                session.StatementList.Push(goal == SourceGoal.Module ? session.Modules.Item() : session.Statements.ListItem());
            var unit = new SourceUnit(source, goal, LineMap.Of(source), session.StatementList.PopList(0)) { Functions = [.. session.AllFunctions], Tokens = session.Cursor.Token.Tokens };
            ScopeAnalyzer.Resolve(unit);
            return ParseResult.Of(unit);
        }
        catch (SyntaxException fault)
        {
            (int line, int column) = LineMap.Of(source).Locate(fault.Offset);
            return ParseResult.Of(new SyntaxFault(fault.Code, fault.Message, line, column));
        }
    }
}
