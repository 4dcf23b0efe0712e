using Chain.Script.Ast;
using Chain.Script.Parsing;

namespace Chain.Script.Tests.Parsing;

public class LimitTests
{
    [Fact]
    public void A_source_longer_than_the_limit_is_refused()
    {
        string source = new(' ', ScriptLimits.SourceUnitsMax);
        Assert.True(Parser.Parse(source, SourceGoal.Module).IsOk);
        Assert.Equal(new SyntaxFault(SyntaxFaultCode.Limit, SyntaxMessages.SourceTooLong, 1, 1), Parser.Parse(source + " ", SourceGoal.Module).Fault);
    }

    [Theory]
    [InlineData("f(", "a,", ")", ScriptLimits.ListItemsMax, SyntaxMessages.TooManyItems)]
    [InlineData("[", "1,", "]", ScriptLimits.ListItemsMax, SyntaxMessages.TooManyItems)]
    [InlineData("x = {", "a,", "}", ScriptLimits.ListItemsMax, SyntaxMessages.TooManyItems)]
    [InlineData("let [", ",", "] = a", ScriptLimits.ListItemsMax, SyntaxMessages.TooManyItems)]
    [InlineData("switch (a) {", "case 1:", "}", ScriptLimits.SwitchClausesMax, SyntaxMessages.TooManyClauses)]
    [InlineData("class A {", "a;", "}", ScriptLimits.BindingsMax, SyntaxMessages.TooManyBindings)]
    [InlineData("", "()=>1;", "", ScriptLimits.FunctionsMax, SyntaxMessages.TooManyFunctions)]
    public void A_list_longer_than_its_limit_is_refused(string open, string item, string close, int limit, string message)
    {
        string items = string.Concat(Enumerable.Repeat(item, limit));
        Assert.True(Source.Parse(open + items + close).IsOk);
        SyntaxFault? fault = Source.Parse(open + items + item + close).Fault;
        Assert.Equal((SyntaxFaultCode.Limit, message), (fault?.Code, fault?.Message));
    }

    [Fact]
    public void A_function_has_at_most_255_parameters()
    {
        string list = string.Join(',', Enumerable.Range(0, ScriptLimits.ParametersMax).Select(index => $"a{index}"));
        Source.Script($"function f({list}) {{}}");
        Source.Script($"({list}) => 1");
        Assert.Equal(SyntaxMessages.TooManyParameters, Source.Refused($"function f({list}, b) {{}}").Message);
        Assert.Equal(SyntaxMessages.TooManyParameters, Source.Refused($"({list}, b) => 1").Message);
    }

    [Fact]
    public void A_scope_has_a_bound_too()
    {
        string list = string.Join(',', Enumerable.Range(0, ScriptLimits.BindingsMax).Select(index => $"a{index}"));
        Source.Script($"let {list};");
        Assert.Equal(SyntaxMessages.TooManyBindings, Source.Refused($"let {list}, b;").Message);
    }

    [Fact]
    public void A_bigint_literal_has_at_most_32768_bits()
    {
        string largest = new('f', ScriptLimits.BigIntBitsMax / 4);
        Source.Script($"0x{largest}n; 0x000{largest}n");
        Assert.Equal(SyntaxMessages.BigIntTooLarge, Source.Refused($"0x1{new string('0', largest.Length)}n").Message);
        Assert.Equal(SyntaxMessages.BigIntTooLarge, Source.Refused($"0b1{new string('0', ScriptLimits.BigIntBitsMax)}n").Message);
        string decimalLargest = ((System.Numerics.BigInteger.One << ScriptLimits.BigIntBitsMax) - 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(ScriptLimits.BigIntDigitsMax, decimalLargest.Length);
        Source.Script(decimalLargest + "n");
        Assert.Equal(SyntaxMessages.BigIntTooLarge, Source.Refused(new string('9', ScriptLimits.BigIntDigitsMax) + "n").Message);
        Assert.Equal(SyntaxMessages.BigIntTooLarge, Source.Refused(new string('9', 100_000) + "n").Message);
    }
}
