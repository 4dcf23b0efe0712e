using Chain.Script.Ast;
using Chain.Script.Tests.Parsing;

namespace Chain.Script.Tests.Lexing;

public class TokenTests
{
    [Theory]
    [InlineData("'a\\n\\t\\r\\b\\f\\v\\0\\x41\\u0042\\u{43}\\u{1F600}\\q\\'\\\"'", "a\n\t\r\b\f\v\0ABC\U0001F600q'\"")]
    [InlineData("'a\\\nb\\\r\nc\\\u2028d'", "abcd")]
    [InlineData("'\u2028\u2029'", "\u2028\u2029")]
    [InlineData("\"it's\"", "it's")]
    [InlineData("'\u4E2D'", "\u4E2D")]
    public void A_string_has_its_value(string source, string value) =>
        Assert.Equal(value, Assert.IsType<Expression.String>(Source.Last(Source.Script($"({source})"))).Value);

    [Fact]
    public void A_string_may_hold_half_a_pair() =>
        Assert.Equal(0xD83D, Assert.IsType<Expression.String>(Source.Last(Source.Script("('\\uD83D')"))).Value.Single());

    [Theory]
    [InlineData("`a\r\nb\rc\nd`", "a\nb\nc\nd")]
    [InlineData("`$ $$ \\${ {}`", "$ $$ ${ {}")]
    [InlineData("`\\\r\n`", "")]
    public void A_template_has_its_value(string source, string value) =>
        Assert.Equal(value, Assert.Single(Assert.IsType<Expression.Template>(Source.Last(Source.Script(source))).Strings));

    [Theory]
    [InlineData("#!/usr/bin/env node\na", "a")]
    [InlineData("\uFEFFa", "a")]
    [InlineData("a // b\u2028c", "c")]
    [InlineData("/* a */ b /* \n */ c", "c")]
    [InlineData("a /**/ - - b", "(a Subtract (Minus b))")]
    [InlineData("a\u00A0+\u3000b", "(a Add b)")]
    [InlineData("a <!--b", "(a Less (Not (pre-- b)))")]
    [InlineData("\\u0061b", "ab")]
    [InlineData("a\\u{62}", "ab")]
    [InlineData("$_a1", "$_a1")]
    [InlineData("a.if + a.\\u0069f", "((a.if) Add (a.if))")]
    [InlineData("a?.5:b", "(a ? 0.5 : b)")]
    [InlineData("a>>>b>>c>=d", "((a ShiftRightUnsigned b ShiftRight c) GreaterOrEqual d)")]
    public void Text_is_cut_into_tokens(string source, string tree) => Assert.Equal(tree, TreeText.Of(Source.Last(Source.Script(source))));

    [Fact]
    public void Errors_have_the_line_and_column_of_the_author()
    {
        Assert.Equal("4:3: unexpected ')'", Source.Refused("a\r\nb\u2028c\n  )").ToString());
    }
}
