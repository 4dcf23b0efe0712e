namespace Chain.Script.Tests.Execution;

public sealed class ConversionsTests
{
    [Theory]
    [InlineData("undefined", "NaN")]
    [InlineData("null", "0")]
    [InlineData("true", "1")]
    [InlineData("false", "0")]
    [InlineData("''", "0")]
    [InlineData("' 12 '", "12")]
    [InlineData("'0x1F'", "31")]
    [InlineData("'1_0'", "NaN")]
    [InlineData("'-Infinity'", "-Infinity")]
    [InlineData("[]", "0")]
    [InlineData("[7]", "7")]
    [InlineData("[1,2]", "NaN")]
    [InlineData("({})", "NaN")]
    [InlineData("({ valueOf() { return 4; } })", "4")]
    [InlineData("({ valueOf() { return {}; }, toString() { return '5'; } })", "5")]
    [InlineData("({ [Symbol.toPrimitive](hint) { return hint === 'number' ? 6 : 0; } })", "6")]
    public void A_value_becomes_a_number(string value, string expected) => Assert.Equal(expected, Scripts.Evaluate($"String(+{value})"));

    [Theory]
    [InlineData("undefined", "undefined")]
    [InlineData("null", "null")]
    [InlineData("-0", "0")]
    [InlineData("1e21", "1e+21")]
    [InlineData("123456789012345680000", "123456789012345680000")]
    [InlineData("10n ** 20n", "100000000000000000000")]
    [InlineData("[1, [2, 3], null]", "1,2,3,")]
    [InlineData("({})", "[object Object]")]
    [InlineData("({ toString() { return 'own'; } })", "own")]
    public void A_value_becomes_a_string(string value, string expected) => Assert.Equal(expected, Scripts.Evaluate($"`${{{value}}}`"));

    [Theory]
    [InlineData("undefined", false)]
    [InlineData("null", false)]
    [InlineData("NaN", false)]
    [InlineData("-0", false)]
    [InlineData("''", false)]
    [InlineData("0n", false)]
    [InlineData("'0'", true)]
    [InlineData("[]", true)]
    [InlineData("Symbol()", true)]
    [InlineData("-1n", true)]
    public void A_value_becomes_a_boolean(string value, bool expected) => Assert.Equal(expected ? "true" : "false", Scripts.Evaluate($"String(!!({value}))"));

    [Theory]
    [InlineData("2147483648", "-2147483648")]
    [InlineData("4294967296", "0")]
    [InlineData("-1.9", "-1")]
    [InlineData("1e300", "0")]
    [InlineData("NaN", "0")]
    [InlineData("-2147483649", "2147483647")]
    [InlineData("9007199254740993", "0")]
    public void A_number_becomes_32_bits(string number, string expected) => Assert.Equal(expected, Scripts.Evaluate($"String({number} | 0)"));

    [Theory]
    [InlineData("o[1]", "index")]
    [InlineData("o['1']", "index")]
    [InlineData("o[1.0]", "index")]
    [InlineData("o['01']", "text")]
    [InlineData("o[-0]", "zero")]
    [InlineData("o[4294967295]", "large")]
    [InlineData("o['4294967295']", "large")]
    [InlineData("o[1.5]", "fraction")]
    public void A_value_becomes_a_property_key(string expression, string expected) =>
        Assert.Equal(expected, Scripts.Evaluate($"const o = {{ 1: 'index', '01': 'text', 0: 'zero', 4294967295: 'large', '1.5': 'fraction' }}; {expression}"));

    [Theory]
    [InlineData("+Symbol()")]
    [InlineData("`${Symbol()}`")]
    [InlineData("+1n")]
    [InlineData("1n + 1")]
    [InlineData("1n >>> 0n")]
    [InlineData("`${{ toString() { return {}; }, valueOf() { return {}; } }}`")]
    [InlineData("({ [Symbol.toPrimitive]: 1 }) + ''")]
    [InlineData("null.x")]
    [InlineData("Object.defineProperty(undefined, 'x', {})")]
    public void A_conversion_that_is_not_defined_is_a_TypeError(string expression) => Assert.Equal("TypeError", Scripts.Run(expression).Error?.Code);
}
