using Chain.Script.Values;

namespace Chain.Script.Tests.Execution;

public sealed class ErrorPositionTests
{
    [Theory]
    [InlineData("\n\n  null.x", "TypeError", "", 3)]
    [InlineData("function f() {\n  return missing;\n}\n\nf()", "ReferenceError", "f", 2)]
    [InlineData("const f = () => {\n  throw new RangeError('x');\n};\nf()", "RangeError", "f", 2)]
    [InlineData("const e = new Error('x');\n\nthrow e", "Error", "", 1)]
    [InlineData("class A {\n  m() { return this.n(); }\n}\nnew A().m()", "TypeError", "m", 2)]
    [InlineData("const a = [1];\na.map(\n  x => x.y.z)", "TypeError", "", 3)]
    [InlineData("[1].map(\n  7)", "TypeError", "", 1)]
    [InlineData("\nthrow 5", "Thrown", "", 2)]
    [InlineData("const o = {\n  valueOf() { throw 6; }\n};\n\n+o", "Thrown", "valueOf", 2)]
    [InlineData("const o = {\n  get x() { return y; }\n};\no.x", "ReferenceError", "get x", 2)]
    [InlineData("\n\nfor (;;);", "OutOfGas", "", 3)]
    [InlineData("const f = () =>\n  f();\nf()", "TooDeep", "f", 2)]
    public void An_error_names_its_function_and_line(string source, string code, string function, int line)
    {
        var error = Scripts.Run(source, gas: 200_000).Error!;
        Assert.Equal((code, function, line), (error.Code, error.Function, error.Line));
    }

    [Fact]
    public void No_code_of_the_script_runs_to_describe_what_it_threw()
    {
        var result = Scripts.Run("throw { get name() { for (;;); }, message: 7 }");
        Assert.Equal(("Thrown", ""), (result.Error!.Code, result.Error.Message));
    }

    [Theory]
    [InlineData("throw s")]
    [InlineData("throw Symbol(s)")]
    [InlineData("throw { message: s }")]
    [InlineData("throw new Error(s)")]
    [InlineData("throw { name: s }")]
    public void What_is_told_of_a_long_text_is_its_start_and_the_text_is_not_joined_for_it(string statement)
    {
        var result = Scripts.Run("let s = 'x'; for (let i = 0; i < 20; i++) s += s; " + statement);
        string told = statement.Contains("name", StringComparison.Ordinal) ? result.Error!.Code : result.Error!.Message;
        Assert.Equal(1_001, told.Length);
        Assert.EndsWith("…", told, StringComparison.Ordinal);
        Assert.True(result.MemoryUsed < 10_000, "the megabyte is nowhere");
    }

    [Theory]
    [InlineData("throw 1n << 255n", "57896044618658097711785492504343953926634992332820282019728792003956564819968")]
    [InlineData("throw 1n << 256n", "a bigint of 257 bits")]
    [InlineData("throw -1n << 32700n", "a bigint of 32700 bits")]
    public void A_long_bigint_is_told_by_its_size(string source, string message) => Assert.Equal(message, Scripts.Run(source).Error!.Message);

    [Theory]
    [InlineData("throw 'text'", "text")]
    [InlineData("throw 12n", "12")]
    [InlineData("throw undefined", "undefined")]
    [InlineData("throw Symbol('s')", "Symbol(s)")]
    public void A_thrown_primitive_is_its_own_message(string source, string message) => Assert.Equal(message, Scripts.Run(source).Error!.Message);

    [Fact]
    public void What_was_thrown_is_given_to_the_host()
    {
        var thrown = Scripts.Run("throw { a: 1 }").Value;
        Assert.Equal(ValueKind.Object, thrown.Kind);
    }
}
