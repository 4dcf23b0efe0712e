using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Chain.Script.Ast;
using Chain.Script.Lexing;

namespace Chain.Script.Parsing;

/// <summary>Reads object literals, which may turn out to be patterns.</summary>
internal sealed class ObjectParser(ParserSession session)
{
    private readonly Cursor cursor = session.Cursor;
    private readonly NodeStack<ObjectMember> members = new();

    /// <summary>Takes an object literal.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public Expression.Object Parse()
    {
        int start = cursor.Start;
        cursor.Next();
        cursor.Enter();
        int mark = members.Count;
        bool hasPrototype = false;
        while (!cursor.At(TokenKind.BraceClose))
        {
            if (members.Count - mark == ScriptLimits.ListItemsMax)
                throw Faults.Limit(SyntaxMessages.TooManyItems, cursor.Start);
            ObjectMember member = Member();
            if (member is ObjectMember.Prototype)
            {
                if (hasPrototype)
                    session.FaultUnlessPattern(Faults.Early(SyntaxMessages.DuplicateProto, member.Start));
                hasPrototype = true;
            }
            members.Push(member);
            if (!cursor.Accept(TokenKind.Comma))
                break;
        }
        cursor.Leave();
        cursor.Expect(TokenKind.BraceClose);
        ImmutableArray<ObjectMember> list = members.PopList(mark);
        return cursor.Checked(new Expression.Object(cursor.SpanFrom(start), list));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private ObjectMember Member()
    {
        int start = cursor.Start;
        switch (cursor.Kind)
        {
            case TokenKind.Ellipsis:
                cursor.Next();
                Expression source = session.Expressions.AssignmentWithIn(mayBePattern: true);
                return new ObjectMember.Spread(cursor.SpanFrom(start), source) { HasCommaBehind = cursor.At(TokenKind.Comma) };
            case TokenKind.Star:
                cursor.Next();
                return Method(start, session.Keys.Parse(allowPrivate: false), FunctionKind.Method, isGenerator: true);
            case TokenKind.Get or TokenKind.Set or TokenKind.Async:
                return Contextual(start);
            default:
                return WithKey(start);
        }
    }

    // `get`, `set` and `async` are modifiers in front of a key, and keys themselves otherwise.
    private ObjectMember Contextual(int start)
    {
        TokenKind kind = cursor.Kind;
        Name name = cursor.Token.Name;
        PropertyKey.Name key = session.Keys.Word();
        if (kind == TokenKind.Async && !cursor.Token.NewlineBefore && (session.Keys.CanBegin || cursor.At(TokenKind.Star)))
            throw Faults.NotInVersion1(SyntaxMessages.AsyncFunctions, start);
        if (!session.Keys.CanBegin)
            return Behind(start, key, name);
        return Method(start, session.Keys.Parse(allowPrivate: false), kind == TokenKind.Get ? FunctionKind.Getter : FunctionKind.Setter, isGenerator: false);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private ObjectMember WithKey(int start)
    {
        TokenKind kind = cursor.Kind;
        Name? shorthand = kind.IsWord() ? cursor.Token.Name : null;
        PropertyKey key = session.Keys.Parse(allowPrivate: false);
        if (shorthand is null || cursor.Kind is TokenKind.Colon or TokenKind.ParenOpen)
            return Behind(start, key, null);
        if (!kind.IsIdentifier())
            throw Faults.Early(SyntaxMessages.Reserved(shorthand.Text), start);
        if (kind == TokenKind.Await && !session.Allows(Allowed.AwaitName))
            throw Faults.Early(SyntaxMessages.Reserved(shorthand.Text), start);
        return Behind(start, key, shorthand);
    }

    // What follows a key: a value, a method, or nothing (or a default) behind a shorthand.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private ObjectMember Behind(int start, PropertyKey key, Name? shorthand)
    {
        if (cursor.At(TokenKind.ParenOpen))
            return Method(start, key, FunctionKind.Method, isGenerator: false);
        if (shorthand is null || cursor.At(TokenKind.Colon))
            return Property(start, key);
        if (!session.Allows(Allowed.Arguments) && shorthand.IsArguments)
            throw Faults.Early(SyntaxMessages.ArgumentsInInitializer, start);
        var value = new Expression.Identifier(key.Span, shorthand);
        if (!cursor.At(TokenKind.Assign))
            return new ObjectMember.Property(key.Span, key, value);
        session.FaultUnlessPattern(Faults.Syntax(SyntaxMessages.ShorthandInitializer, cursor.Start));
        cursor.Next();
        Pattern target = CoverGrammar.ToAssignmentTarget(value);
        Expression initializer = session.Expressions.AssignmentWithIn();
        NameInference.Give(initializer, target);
        SourceSpan span = cursor.SpanFrom(start);
        return new ObjectMember.Property(span, key, new Expression.Assign(span, target, initializer));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private ObjectMember Property(int start, PropertyKey key)
    {
        cursor.Expect(TokenKind.Colon);
        Expression value = session.Expressions.AssignmentWithIn(mayBePattern: true);
        SourceSpan span = cursor.SpanFrom(start);
        if (key is PropertyKey.Name { Text: "__proto__" })
            return new ObjectMember.Prototype(span, value);
        NameInference.Give(value, key);
        return new ObjectMember.Property(span, key, value);
    }

    private ObjectMember.Method Method(int start, PropertyKey key, FunctionKind kind, bool isGenerator)
    {
        Function function = session.Functions.Method(start, key, kind, isGenerator);
        return new ObjectMember.Method(cursor.SpanFrom(start), key, function);
    }
}
