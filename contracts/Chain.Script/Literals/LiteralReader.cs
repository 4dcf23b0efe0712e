using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Chain.Script.Ast;
using Chain.Script.Parsing;

namespace Chain.Script.Literals;

/// <summary>
/// Reads literals from the syntax tree, such as the <c>static abi = { … }</c> of a contract, without running code. A contract's interface is on chain
/// before its first call, so it must not depend on one.
/// </summary>
public sealed class LiteralReader
{
    private readonly SourceUnit unit;
    private SyntaxFault? fault;

    private LiteralReader(SourceUnit unit) => this.unit = unit;

    /// <summary>Reads an expression.</summary>
    /// <param name="unit">The unit that it belongs to.</param>
    /// <param name="expression">The expression.</param>
    public static LiteralResult Read(SourceUnit unit, Expression expression)
    {
        var reader = new LiteralReader(unit);
        Literal? value = reader.Read(expression);
        return reader.fault is null && value is not null ? LiteralResult.Of(value) : LiteralResult.Of(reader.fault!);
    }

    /// <summary>The static field of a class with this name; <c>null</c> if it has none, or no initializer.</summary>
    /// <param name="class">The class.</param>
    /// <param name="name">The name of the field.</param>
    public static ClassMember.Field? StaticField(Class @class, string name)
    {
        foreach (ClassMember member in @class.Members)
        {
            if (member is ClassMember.Field { IsStatic: true, Initializer: not null, Key: PropertyKey.Name key } field && string.Equals(key.Text, name, StringComparison.Ordinal))
                return field;
        }
        return null;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private Literal? Read(Expression expression)
    {
        switch (expression)
        {
            case Expression.Null: return new Literal.Null(expression.Span);
            case Expression.Boolean literal: return new Literal.Boolean(literal.Span, literal.Value);
            case Expression.Number literal: return new Literal.Number(literal.Span, literal.Value);
            case Expression.BigInt literal: return new Literal.BigInt(literal.Span, literal.Value);
            case Expression.String literal: return new Literal.String(literal.Span, literal.Value);
            case Expression.Template { Strings: [string text] }: return new Literal.String(expression.Span, text);
            case Expression.Unary { Operator: UnaryOperator.Minus, Operand: Expression.Number operand }: return new Literal.Number(expression.Span, -operand.Value);
            case Expression.Unary { Operator: UnaryOperator.Minus, Operand: Expression.BigInt operand }: return new Literal.BigInt(expression.Span, -operand.Value);
            case Expression.Array array: return ReadArray(array);
            case Expression.Object literal: return ReadObject(literal);
            case Expression.Chain { Base: Expression.Identifier name, Links: [Link.Call { IsOptional: false } call] }: return ReadForm(expression, name, call);
            case Expression.Spread: return Refuse(SyntaxMessages.SpreadInLiteral, expression.Start);
            default: return Refuse(SyntaxMessages.NotALiteral, expression.Start);
        }
    }

    private Literal.Array? ReadArray(Expression.Array array) =>
        ReadList(array.Elements) is ImmutableArray<Literal> items ? new Literal.Array(array.Span, items) : null;

    private Literal.Form? ReadForm(Expression expression, Expression.Identifier name, Link.Call call) =>
        ReadList(call.Arguments) is ImmutableArray<Literal> arguments ? new Literal.Form(expression.Span, name.Name, arguments) : null;

    private ImmutableArray<Literal>? ReadList(ImmutableArray<Expression> list)
    {
        var items = ImmutableArray.CreateBuilder<Literal>(list.Length);
        foreach (Expression expression in list)
        {
            if (Read(expression) is not Literal item)
                return null;
            items.Add(item);
        }
        return items.MoveToImmutable();
    }

    private Literal.Object? ReadObject(Expression.Object literal)
    {
        var properties = ImmutableArray.CreateBuilder<LiteralProperty>(literal.Members.Length);
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (ObjectMember member in literal.Members)
        {
            if (member is not ObjectMember.Property { Key: PropertyKey.Name key } property)
                return RefuseMember(member);
            if (!names.Add(key.Text))
                return RefuseObject(SyntaxMessages.DuplicateKeyInLiteral, key.Start);
            if (Read(property.Value) is not Literal value)
                return null;
            properties.Add(new LiteralProperty(key.Text, key.Span, value));
        }
        return new Literal.Object(literal.Span, properties.MoveToImmutable());
    }

    private Literal.Object? RefuseMember(ObjectMember member) => RefuseObject(
        member switch
        {
            ObjectMember.Spread => SyntaxMessages.SpreadInLiteral,
            ObjectMember.Method => SyntaxMessages.NotALiteral,
            _ => SyntaxMessages.KeyInLiteral,
        },
        member.Start);

    private Literal.Object? RefuseObject(string message, int start)
    {
        Refuse(message, start);
        return null;
    }

    private Literal? Refuse(string message, int start)
    {
        (int line, int column) = unit.Lines.Locate(start);
        fault ??= new SyntaxFault(SyntaxFaultCode.NotALiteral, message, line, column);
        return null;
    }
}
