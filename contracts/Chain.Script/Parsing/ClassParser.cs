using System.Collections.Immutable;
using Chain.Script.Ast;
using Chain.Script.Lexing;

namespace Chain.Script.Parsing;

/// <summary>Reads classes.</summary>
internal sealed class ClassParser(ParserSession session)
{
    private readonly Cursor cursor = session.Cursor;
    private readonly NodeStack<ClassMember> members = new();

    /// <summary>Takes a class expression.</summary>
    public Expression Expression()
    {
        Class @class = Parse(doc: null, mustHaveName: false);
        return new Expression.ClassValue(@class);
    }

    /// <summary>Takes a class declaration; without a name only where <paramref name="mayBeAnonymous"/> (an export default).</summary>
    public Statement.DeclareClass Declaration(DocComment? doc, bool mayBeAnonymous) => new(Parse(doc, mustHaveName: !mayBeAnonymous));

    private Class Parse(DocComment? doc, bool mustHaveName)
    {
        int start = cursor.Start;
        cursor.Next();
        Pattern.Variable? name = null;
        if (mustHaveName || cursor.Kind is not (TokenKind.Extends or TokenKind.BraceOpen))
            name = session.Names.Binding();
        Expression? heritage = null;
        if (cursor.Accept(TokenKind.Extends))
        {
            cursor.Enter();
            heritage = session.Chains.Parse();
            cursor.Leave();
            if (heritage is Expression.ArrowHead)
                throw cursor.Unexpected();
        }
        cursor.Expect(TokenKind.BraceOpen);
        cursor.Enter();
        int mark = members.Count;
        Function? constructor = null;
        while (!cursor.At(TokenKind.BraceClose))
        {
            if (cursor.Accept(TokenKind.Semicolon))
                continue;
            if (members.Count - mark == ScriptLimits.BindingsMax)
                throw Faults.Limit(SyntaxMessages.TooManyBindings, cursor.Start);
            if (Member(heritage is not null, ref constructor) is ClassMember member)
                members.Push(member);
        }
        cursor.Leave();
        cursor.Next();
        SourceSpan span = cursor.SpanFrom(start);
        ImmutableArray<ClassMember> list = members.PopList(mark);
        Function? instanceInitializer = NeedsInitializer(list, isStatic: false) ? session.Functions.FieldInitializer(span) : null;
        Function? staticInitializer = NeedsInitializer(list, isStatic: true) ? session.Functions.FieldInitializer(span) : null;
        return cursor.Checked(new Class(span, heritage, constructor, list, instanceInitializer, staticInitializer)
        {
            OwnName = name,
            Name = name?.Name,
            HasOwnName = name is not null,
            Doc = doc,
        });
    }

    private static bool NeedsInitializer(ImmutableArray<ClassMember> list, bool isStatic)
    {
        foreach (ClassMember member in list)
        {
            if (member.IsStatic == isStatic && (member is ClassMember.Field or ClassMember.StaticBlock || (!isStatic && member is ClassMember.Method { Key: PropertyKey.Private })))
                return true;
        }
        return false;
    }

    // A member, or null for the constructor, which goes into its parameter.
    private ClassMember? Member(bool isDerived, ref Function? constructor)
    {
        int start = cursor.Start;
        DocComment? doc = session.Doc();
        PropertyKey? key = null;
        bool isStatic = false;
        if (cursor.At(TokenKind.Static))
        {
            key = session.Keys.Word();
            if (cursor.At(TokenKind.BraceOpen))
                return StaticBlock(start, doc);
            isStatic = session.Keys.CanBegin || cursor.At(TokenKind.Star);
            if (isStatic)
                key = null;
        }
        FunctionKind kind = FunctionKind.Method;
        bool isGenerator = false;
        if (key is null && cursor.Kind is TokenKind.Get or TokenKind.Set or TokenKind.Async)
        {
            TokenKind modifier = cursor.Kind;
            int modifierStart = cursor.Start;
            key = session.Keys.Word();
            bool hasKey = session.Keys.CanBegin;
            if (modifier == TokenKind.Async && !cursor.Token.NewlineBefore && (hasKey || cursor.At(TokenKind.Star)))
                throw Faults.NotInVersion1(SyntaxMessages.AsyncFunctions, modifierStart);
            if (modifier != TokenKind.Async && hasKey)
            {
                key = null;
                kind = modifier == TokenKind.Get ? FunctionKind.Getter : FunctionKind.Setter;
            }
        }
        else if (key is null)
        {
            isGenerator = cursor.Accept(TokenKind.Star);
        }
        key ??= session.Keys.Parse(allowPrivate: true);
        if (key is PropertyKey.Private { PrivateName.Name: "#constructor" })
            throw Faults.Early(SyntaxMessages.PrivateConstructor, key.Start);
        ClassMember? member = kind != FunctionKind.Method || isGenerator || cursor.At(TokenKind.ParenOpen)
            ? Method(start, isStatic, key, kind, isGenerator, isDerived, ref constructor)
            : Field(start, isStatic, key);
        if (member is not null)
            member.Doc = doc;
        else
            constructor!.Doc = doc;
        return member;
    }

    private ClassMember.Method? Method(int start, bool isStatic, PropertyKey key, FunctionKind kind, bool isGenerator, bool isDerived, ref Function? constructor)
    {
        string? name = (key as PropertyKey.Name)?.Text;
        if (isStatic && name is "prototype")
            throw Faults.Early(SyntaxMessages.StaticPrototype, key.Start);
        bool isConstructor = !isStatic && name is "constructor";
        if (isConstructor && (kind != FunctionKind.Method || isGenerator))
            throw Faults.Early(SyntaxMessages.SpecialConstructor, key.Start);
        if (isConstructor && constructor is not null)
            throw Faults.Early(SyntaxMessages.DuplicateConstructor, key.Start);
        if (isConstructor)
        {
            constructor = session.Functions.Method(start, key, isDerived ? FunctionKind.DerivedConstructor : FunctionKind.BaseConstructor, isGenerator: false);
            return null;
        }
        Function function = session.Functions.Method(start, key, kind, isGenerator);
        return cursor.Checked(new ClassMember.Method(cursor.SpanFrom(start), isStatic, key, function));
    }

    private ClassMember.Field Field(int start, bool isStatic, PropertyKey key)
    {
        string? name = (key as PropertyKey.Name)?.Text;
        if (name is "constructor")
            throw Faults.Early(SyntaxMessages.ConstructorField, key.Start);
        if (isStatic && name is "prototype")
            throw Faults.Early(SyntaxMessages.StaticPrototype, key.Start);
        Expression? initializer = null;
        if (cursor.Accept(TokenKind.Assign))
        {
            Allowed saved = session.Allowed;
            session.Allowed = (saved & Allowed.AwaitName) | Allowed.NewTarget | Allowed.SuperProperty | Allowed.In;
            cursor.Enter();
            initializer = session.Expressions.Assignment();
            cursor.Leave();
            session.Allowed = saved;
            NameInference.Give(initializer, key);
        }
        cursor.ConsumeSemicolon();
        return cursor.Checked(new ClassMember.Field(cursor.SpanFrom(start), isStatic, key, initializer));
    }

    private ClassMember.StaticBlock StaticBlock(int start, DocComment? doc)
    {
        Allowed saved = session.Allowed;
        session.Allowed = Allowed.NewTarget | Allowed.SuperProperty | Allowed.In;
        (int, JumpTarget?, JumpTarget?) savedJumps = session.Jumps.EnterFunction();
        Statement.Block body = session.Statements.Block();
        session.Jumps.LeaveFunction(savedJumps);
        session.Allowed = saved;
        return cursor.Checked(new ClassMember.StaticBlock(cursor.SpanFrom(start), body) { Doc = doc });
    }
}
