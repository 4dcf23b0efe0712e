using System.Globalization;
using Chain.Script.Ast;

namespace Chain.Script.Tests.Parsing;

/// <summary>Writes expressions as text with every grouping shown.</summary>
internal static class TreeText
{
    public static string Of(Expression expression) => expression switch
    {
        Expression.Null => "null",
        Expression.Boolean literal => literal.Value ? "true" : "false",
        Expression.Number literal => literal.Value.ToString(CultureInfo.InvariantCulture),
        Expression.BigInt literal => literal.Value.ToString(CultureInfo.InvariantCulture) + "n",
        Expression.String literal => $"'{literal.Value}'",
        Expression.Identifier identifier => identifier.Name,
        Expression.This => "this",
        Expression.NewTarget => "new.target",
        Expression.Template template => $"(template {string.Join('|', template.Strings)} {List(template.Substitutions)})",
        Expression.Array array => $"[{List(array.Elements)}]",
        Expression.Object literal => $"{{{string.Join(' ', literal.Members.Select(Of))}}}",
        Expression.Spread spread => $"...{Of(spread.Argument)}",
        Expression.FunctionValue function => Of(function.Function),
        Expression.ClassValue @class => $"(class {@class.Class.Name})",
        Expression.Unary unary => $"({unary.Operator} {Of(unary.Operand)})",
        Expression.Update update => $"({(update.IsPrefix ? "pre" : "post")}{(update.IsIncrement ? "++" : "--")} {Of(update.Target)})",
        Expression.Binary binary => $"({Of(binary.First)}{string.Concat(binary.Terms.Select(term => $" {term.Operator} {Of(term.Operand)}"))})",
        Expression.PrivateIn @in => $"({@in.Name.Name} In {Of(@in.Right)})",
        Expression.Logical logical => $"({string.Join($" {logical.Operator} ", logical.Operands.Select(Of))})",
        Expression.Assign assign => $"({Of(assign.Target)} = {Of(assign.Value)})",
        Expression.CompoundAssign assign => $"({Of(assign.Target)} {assign.Operator}= {Of(assign.Value)})",
        Expression.LogicalAssign assign => $"({Of(assign.Target)} {assign.Operator}= {Of(assign.Value)})",
        Expression.Conditional conditional => $"({string.Concat(conditional.Branches.Select(branch => $"{Of(branch.Test)} ? {Of(branch.Value)} : "))}{Of(conditional.Otherwise)})",
        Expression.Sequence sequence => $"({string.Join(", ", sequence.Expressions.Select(Of))})",
        Expression.Chain chain => $"({Of(chain.Base)}{string.Concat(chain.Links.Select(Of))})",
        Expression.New @new => $"(new {Of(@new.Callee)} [{List(@new.Arguments)}])",
        Expression.SuperCall call => $"(super [{List(call.Arguments)}])",
        Expression.SuperMember member => $"super.{Of(member.Key)}",
        Expression.Yield yield => $"(yield{(yield.IsDelegate ? "*" : "")} {(yield.Argument is null ? "" : Of(yield.Argument))})",
        _ => expression.GetType().Name,
    };

    public static string Of(Pattern pattern) => pattern switch
    {
        Pattern.Variable variable => variable.Name,
        Pattern.Property property => Of(property.Reference),
        Pattern.Object literal => $"{{{string.Join(' ', literal.Properties.Select(item => $"{Of(item.Key)}:{Of(item.Target)}{Default(item.Initializer)}"))}{Rest(literal.Rest)}}}",
        Pattern.Array literal => $"[{string.Join(' ', literal.Elements.Select(item => item.Target is null ? "_" : Of(item.Target) + Default(item.Initializer)))}{Rest(literal.Rest)}]",
        _ => pattern.GetType().Name,
    };

    private static string Default(Expression? value) => value is null ? "" : "=" + Of(value);

    private static string Rest(Pattern? rest) => rest is null ? "" : " ..." + Of(rest);

    private static string List(IEnumerable<Expression> list) => string.Join(' ', list.Select(Of));

    private static string Of(Function function)
    {
        string parameters = string.Join(' ', function.Parameters.Select(item => Of(item.Target!) + Default(item.Initializer))) + Rest(function.Rest);
        return $"({function.Kind} {function.Name}({parameters}){(function.ExpressionBody is null ? "" : " " + Of(function.ExpressionBody))})";
    }

    private static string Of(ObjectMember member) => member switch
    {
        ObjectMember.Property property => $"{Of(property.Key)}:{Of(property.Value)}",
        ObjectMember.Method method => Of(method.Function),
        ObjectMember.Prototype prototype => $"proto:{Of(prototype.Value)}",
        ObjectMember.Spread spread => $"...{Of(spread.Source)}",
        _ => member.GetType().Name,
    };

    private static string Of(PropertyKey key) => key switch
    {
        PropertyKey.Name name => name.Text,
        PropertyKey.Number number => number.Value.ToString(CultureInfo.InvariantCulture),
        PropertyKey.Computed computed => $"[{Of(computed.Expression)}]",
        PropertyKey.Private name => name.PrivateName.Name,
        _ => key.GetType().Name,
    };

    private static string Of(Link link)
    {
        string optional = link.IsOptional ? "?" : "";
        return link switch
        {
            Link.Member member => $"{optional}.{member.Name}",
            Link.PrivateMember member => $"{optional}.{member.Name.Name}",
            Link.Index index => $"{optional}[{Of(index.Key)}]",
            Link.Call call => $"{optional}({List(call.Arguments)})",
            _ => link.GetType().Name,
        };
    }
}
