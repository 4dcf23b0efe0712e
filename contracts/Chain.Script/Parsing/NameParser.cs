using Chain.Script.Ast;
using Chain.Script.Lexing;

namespace Chain.Script.Parsing;

/// <summary>Reads names and says which words cannot be names here.</summary>
internal sealed class NameParser(ParserSession session)
{
    private readonly Cursor cursor = session.Cursor;

    /// <summary>Takes a name that is referred to.</summary>
    public Name Reference()
    {
        int start = cursor.Start;
        Name name = Identifier();
        if (!session.Allows(Allowed.Arguments) && name.IsArguments)
            throw Faults.Early(SyntaxMessages.ArgumentsInInitializer, start);
        return name;
    }

    /// <summary>Takes a name that is declared.</summary>
    public Pattern.Variable Binding()
    {
        int start = cursor.Start;
        Name name = Identifier();
        RefuseRestricted(name, start);
        return new Pattern.Variable(cursor.SpanFrom(start), name);
    }

    /// <summary>Takes a label.</summary>
    public Name Label() => Identifier();

    /// <summary>Neither <c>eval</c> nor <c>arguments</c> can be declared or assigned to.</summary>
    public static void RefuseRestricted(Name name, int start)
    {
        if (name.IsArguments || name.Text is "eval")
            throw Faults.Early(SyntaxMessages.RestrictedName, start);
    }

    private Name Identifier()
    {
        TokenKind kind = cursor.Kind;
        if (!kind.IsIdentifier())
            throw NotAName(kind);
        if (kind == TokenKind.Await && !session.Allows(Allowed.AwaitName))
            throw AwaitFault();
        Name name = cursor.Token.Name;
        cursor.Next();
        return name;
    }

    /// <summary>Why <c>await</c> is no name here.</summary>
    public SyntaxException AwaitFault() => session.Goal == SourceGoal.Module
        ? Faults.NotInVersion1(SyntaxMessages.AsyncFunctions, cursor.Start)
        : Faults.Early(SyntaxMessages.AwaitInStaticBlock, cursor.Start);

    private SyntaxException NotAName(TokenKind kind)
    {
        if (kind.IsReserved())
            return Faults.Early(SyntaxMessages.Reserved(cursor.Token.Name.Text), cursor.Start);
        return kind is TokenKind.EscapedKeyword or TokenKind.End or TokenKind.At ? cursor.Unexpected() : Faults.Syntax(SyntaxMessages.NameExpected, cursor.Start);
    }
}
