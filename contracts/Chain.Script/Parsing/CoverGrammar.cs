using System.Collections.Immutable;
using Chain.Script.Ast;
using Chain.Script.Lexing;

namespace Chain.Script.Parsing;

/// <summary>
/// Converts expressions into the patterns that they turned out to be. A conversion looks at literals and targets only: defaults inside were
/// converted when they were read, so nothing is looked at twice.
/// </summary>
internal static class CoverGrammar
{
    /// <summary>The left side of <c>=</c>, or the head of a <c>for-in</c> or <c>for-of</c> without declaration.</summary>
    public static Pattern ToAssignmentTarget(Expression expression) => ToPattern(expression, isBinding: false);

    /// <summary>The operand of <c>++</c>, <c>+=</c> and their kin: no pattern.</summary>
    public static Pattern ToSimpleTarget(Expression expression, string message) =>
        ToReference(expression, isBinding: false) ?? throw Faults.Early(message, expression.Start);

    /// <summary>A parameter of an arrow.</summary>
    public static PatternElement ToParameter(Expression expression)
    {
        if (expression is Expression.Assign { IsParenthesized: false } assign)
        {
            RefuseUnlessBinding(assign.Target);
            return new PatternElement(assign.Span, assign.Target, assign.Value);
        }
        return new PatternElement(expression.Span, ToPattern(expression, isBinding: true), null);
    }

    private static Pattern ToPattern(Expression expression, bool isBinding) => expression switch
    {
        Expression.Object { IsParenthesized: false } literal => ToObject(literal, isBinding),
        Expression.Array { IsParenthesized: false } literal => ToArray(literal, isBinding),
        _ => ToReference(expression, isBinding) ?? throw Faults.Early(isBinding ? SyntaxMessages.InvalidParameter : SyntaxMessages.InvalidTarget, expression.Start),
    };

    private static Pattern? ToReference(Expression expression, bool isBinding)
    {
        switch (expression)
        {
            case Expression.Identifier identifier when !isBinding || !identifier.IsParenthesized:
                NameParser.RefuseRestricted(identifier.Spelling, identifier.Start);
                return new Pattern.Variable(identifier.Span, identifier.Spelling, identifier.IsParenthesized);
            case Expression.SuperMember when !isBinding:
                return new Pattern.Property(expression);
            case Expression.Chain chain when !isBinding && chain.Links[^1] is not Link.Call && !chain.HasOptionalLink:
                return new Pattern.Property(expression);
            default:
                return null;
        }
    }

    private static Pattern.Object ToObject(Expression.Object literal, bool isBinding)
    {
        int count = literal.Members.Length;
        Pattern? rest = null;
        if (count > 0 && literal.Members[^1] is ObjectMember.Spread spread)
        {
            rest = ToRest(spread, isBinding);
            count--;
        }
        var properties = ImmutableArray.CreateBuilder<PatternProperty>(count);
        foreach (ObjectMember member in literal.Members.AsSpan()[..count])
            properties.Add(ToProperty(member, isBinding));
        return new Pattern.Object(literal.Span, properties.MoveToImmutable(), rest);
    }

    private static Pattern ToRest(ObjectMember.Spread spread, bool isBinding)
    {
        if (spread.HasCommaBehind)
            throw Faults.Early(SyntaxMessages.RestNotLast, spread.End);
        return ToReference(spread.Source, isBinding) ?? throw Faults.Early(SyntaxMessages.RestTarget, spread.Source.Start);
    }

    private static PatternProperty ToProperty(ObjectMember member, bool isBinding)
    {
        (PropertyKey key, Expression value) = member switch
        {
            ObjectMember.Property property => (property.Key, property.Value),
            ObjectMember.Prototype prototype => (new PropertyKey.Name(new SourceSpan(prototype.Start, prototype.Start), "__proto__"), prototype.Value),
            ObjectMember.Spread => throw Faults.Early(SyntaxMessages.RestNotLast, member.Start),
            _ => throw Faults.Early(SyntaxMessages.InvalidTarget, member.Start),
        };
        (Pattern target, Expression? initializer) = ToElement(value, isBinding);
        return new PatternProperty(member.Span, key, target, initializer);
    }

    private static Pattern.Array ToArray(Expression.Array literal, bool isBinding)
    {
        int count = literal.Elements.Length;
        Pattern? rest = null;
        if (count > 0 && literal.Elements[^1] is Expression.Spread spread)
        {
            if (spread.HasCommaBehind)
                throw Faults.Early(SyntaxMessages.RestNotLast, spread.End);
            if (spread.Argument is Expression.Assign { IsParenthesized: false })
                throw Faults.Early(SyntaxMessages.RestInitializer, spread.Argument.Start);
            rest = ToPattern(spread.Argument, isBinding);
            count--;
        }
        var elements = ImmutableArray.CreateBuilder<PatternElement>(count);
        foreach (Expression element in literal.Elements.AsSpan()[..count])
        {
            if (element is Expression.Hole)
            {
                elements.Add(new PatternElement(element.Span, null, null));
                continue;
            }
            if (element is Expression.Spread)
                throw Faults.Early(SyntaxMessages.RestNotLast, element.Start);
            (Pattern target, Expression? initializer) = ToElement(element, isBinding);
            elements.Add(new PatternElement(element.Span, target, initializer));
        }
        return new Pattern.Array(literal.Span, elements.MoveToImmutable(), rest);
    }

    private static (Pattern Target, Expression? Initializer) ToElement(Expression expression, bool isBinding)
    {
        if (expression is not Expression.Assign { IsParenthesized: false } assign)
            return (ToPattern(expression, isBinding), null);
        if (isBinding)
            RefuseUnlessBinding(assign.Target);
        return (assign.Target, assign.Value);
    }

    // The target of a default was read as one of an assignment, which may be more than a parameter may be.
    private static void RefuseUnlessBinding(Pattern pattern)
    {
        switch (pattern)
        {
            case Pattern.Variable { IsParenthesized: false }:
                break;
            case Pattern.Object literal:
                foreach (PatternProperty property in literal.Properties)
                    RefuseUnlessBinding(property.Target);
                if (literal.Rest is not null)
                    RefuseUnlessBinding(literal.Rest);
                break;
            case Pattern.Array literal:
                foreach (PatternElement element in literal.Elements)
                {
                    if (element.Target is not null)
                        RefuseUnlessBinding(element.Target);
                }
                if (literal.Rest is not null)
                    RefuseUnlessBinding(literal.Rest);
                break;
            default:
                throw Faults.Early(SyntaxMessages.InvalidParameter, pattern.Start);
        }
    }
}
