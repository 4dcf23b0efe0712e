using System.Globalization;
using Chain.Script.Ast;
using Chain.Script.Literals;
using Chain.Script.Tests.Parsing;

namespace Chain.Script.Tests.Literals;

public class LiteralReaderTests
{
    [Theory]
    [InlineData("null", "null")]
    [InlineData("true", "true")]
    [InlineData("-1.5", "-1.5")]
    [InlineData("-0x10n", "-16n")]
    [InlineData("'a' ", "'a'")]
    [InlineData("`b`", "'b'")]
    [InlineData("[1, [2n], 'c']", "[1, [2n], 'c']")]
    [InlineData("({ a: 1, 'b c': { d: false } })", "{a: 1, b c: {d: false}}")]
    [InlineData("map('address', list('u64'))", "map('address', list('u64'))")]
    [InlineData("({ f: set() })", "{f: set()}")]
    public void A_literal_is_read(string source, string expected) => Assert.Equal(expected, Text(Read(source).Value!));

    [Theory]
    [InlineData("a", "1:1: this must be a literal, because it is read without running code")]
    [InlineData("1 + 1", "1:1: this must be a literal, because it is read without running code")]
    [InlineData("[1, a]", "1:5: this must be a literal, because it is read without running code")]
    [InlineData("({ a: {\n b: c } })", "2:5: this must be a literal, because it is read without running code")]
    [InlineData("`a${1}`", "1:1: this must be a literal, because it is read without running code")]
    [InlineData("({ a })", "1:4: this must be a literal, because it is read without running code")]
    [InlineData("({ a() {} })", "1:4: this must be a literal, because it is read without running code")]
    [InlineData("a.b()", "1:1: this must be a literal, because it is read without running code")]
    [InlineData("a?.()", "1:1: this must be a literal, because it is read without running code")]
    [InlineData("a()()", "1:1: this must be a literal, because it is read without running code")]
    [InlineData("-'1'", "1:1: this must be a literal, because it is read without running code")]
    [InlineData("[...a]", "1:2: a literal that is read without running code cannot hold a spread")]
    [InlineData("({ ...a })", "1:4: a literal that is read without running code cannot hold a spread")]
    [InlineData("({ 1: 2 })", "1:4: the keys of a literal that is read without running code must be names or strings other than __proto__")]
    [InlineData("({ ['a']: 2 })", "1:4: the keys of a literal that is read without running code must be names or strings other than __proto__")]
    [InlineData("({ __proto__: 2 })", "1:4: the keys of a literal that is read without running code must be names or strings other than __proto__")]
    [InlineData("({ a: 1, 'a': 2 })", "1:10: a literal that is read without running code cannot hold a key twice")]
    public void Anything_else_is_refused_with_place_and_reason(string source, string fault) => Assert.Equal(fault, Read(source).Fault!.ToString());

    [Fact]
    public void Static_fields_are_found_by_name()
    {
        SourceUnit unit = Source.Script("class A { abi = 1; static abi = { add: { args: { n: 'u32' } } }; static 'state' = {}; static x }");
        Class @class = ((Statement.DeclareClass)unit.Body[0]).Class;
        var abi = (Literal.Object)LiteralReader.Read(unit, LiteralReader.StaticField(@class, "abi")!.Initializer!).Value!;
        var arguments = (Literal.Object)((Literal.Object)abi.Find("add")!).Find("args")!;
        Assert.Equal("u32", ((Literal.String)arguments.Find("n")!).Value);
        Assert.Null(arguments.Find("m"));
        Assert.NotNull(LiteralReader.StaticField(@class, "state"));
        Assert.Null(LiteralReader.StaticField(@class, "x"));
        Assert.Equal("n", unit.Source[arguments.Properties[0].KeySpan.Start..arguments.Properties[0].KeySpan.End]);
    }

    private static LiteralResult Read(string source)
    {
        SourceUnit unit = Source.Script(source);
        return LiteralReader.Read(unit, Source.Last(unit));
    }

    private static string Text(Literal literal) => literal switch
    {
        Literal.Null => "null",
        Literal.Boolean item => item.Value ? "true" : "false",
        Literal.Number item => item.Value.ToString(CultureInfo.InvariantCulture),
        Literal.BigInt item => item.Value.ToString(CultureInfo.InvariantCulture) + "n",
        Literal.String item => $"'{item.Value}'",
        Literal.Array item => $"[{string.Join(", ", item.Items.Select(Text))}]",
        Literal.Object item => $"{{{string.Join(", ", item.Properties.Select(property => $"{property.Name}: {Text(property.Value)}"))}}}",
        Literal.Form item => $"{item.Name}({string.Join(", ", item.Arguments.Select(Text))})",
        _ => literal.GetType().Name,
    };
}
