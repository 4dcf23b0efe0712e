namespace Chain.Script.Tests.Execution;

public sealed class ComparisonsTests
{
    [Theory]
    [InlineData("1", "'1'", true, false)]
    [InlineData("null", "undefined", true, false)]
    [InlineData("null", "0", false, false)]
    [InlineData("NaN", "NaN", false, false)]
    [InlineData("0", "-0", true, true)]
    [InlineData("true", "'1'", true, false)]
    [InlineData("'a' + 'b'", "'ab'", true, true)]
    [InlineData("10n", "10", true, false)]
    [InlineData("10n", "'10'", true, false)]
    [InlineData("10n", "'x'", false, false)]
    [InlineData("9007199254740993n", "9007199254740992", false, false)]
    [InlineData("2n ** 70n", "2n ** 70n", true, true)]
    [InlineData("[1]", "1", true, false)]
    [InlineData("({})", "({})", false, false)]
    [InlineData("Symbol.iterator", "Symbol.iterator", true, true)]
    public void Values_are_equal_loosely_and_strictly(string left, string right, bool loosely, bool strictly) =>
        Assert.Equal($"{loosely} {strictly}".ToLowerInvariant(), Scripts.Evaluate($"`${{({left}) == ({right})}} ${{({left}) === ({right})}}`"));

    [Theory]
    [InlineData("1", "2", true)]
    [InlineData("'10'", "'9'", true)]
    [InlineData("'10'", "9", false)]
    [InlineData("NaN", "1", false)]
    [InlineData("undefined", "1", false)]
    [InlineData("1n", "1.5", true)]
    [InlineData("1n", "Infinity", true)]
    [InlineData("'1'", "2n", true)]
    [InlineData("'x'", "2n", false)]
    [InlineData("'\\ud83d'", "'\\uff00'", true)]
    [InlineData("({ valueOf() { return 1; } })", "2", true)]
    public void A_value_is_less(string left, string right, bool expected) =>
        Assert.Equal(expected ? "true" : "false", Scripts.Evaluate($"String(({left}) < ({right}))"));

    [Theory]
    [InlineData("NaN", "NaN", true, true)]
    [InlineData("0", "-0", false, true)]
    [InlineData("'a'", "'a'", true, true)]
    [InlineData("1n", "1n", true, true)]
    [InlineData("1", "1n", false, false)]
    public void Values_are_the_same(string left, string right, bool same, bool sameZero) =>
        Assert.Equal($"{same} {sameZero}".ToLowerInvariant(), Scripts.Evaluate($"`${{Object.is({left}, {right})}} ${{new Set([{left}]).has({right})}}`"));

    [Fact]
    public void Operands_are_converted_from_left_to_right()
    {
        const string Source = """
            const seen = [];
            const of = name => ({ valueOf() { seen.push(name); return 1; } });
            of('a') + of('b'); of('c') < of('d'); of('e') > of('f'); of('g') == 1; of('h') ** of('i');
            seen.join('')
            """;
        Assert.Equal("abcdefghi", Scripts.Evaluate(Source));
    }
}
