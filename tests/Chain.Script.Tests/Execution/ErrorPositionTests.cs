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
