using System.Text;
using Chain.Script.Bytecode;
using Chain.Script.Compiling;
using Chain.Script.Parsing;
using Chain.Script.Tests.Bytecode;

namespace Chain.Script.Tests.Compiling;

/// <summary>The code of a source is linear in its length, whatever the source is made of.</summary>
public sealed class CodeSizeTests
{
    private const int WordsPerUnitMax = 24;

    public static TheoryData<string, string> Shapes => new()
    {
        { "a sum", "1" + Repeat("+1", 100_000) },
        { "an array pattern", "var a;[" + Repeat("a,", 100_000) + "]=[]" },
        { "yields", "function*g(){" + Repeat("yield;", 100_000) + "}" },
        { "delegating yields", "var a;function*g(){" + Repeat("yield*a;", 100_000) + "}" },
        { "spreads", "var f,a;f(" + Repeat("...a,", 100_000) + ")" },
        { "loops in a row", "var x,y;" + Repeat("for(x of y);", 100_000) },
        { "loops in loops", "var x,y;" + Repeat(Repeat("for(x of y){", 150 * 12) + Repeat("}", 150), 50_000) },
        { "breaks through loops", "var x,y;a:for(;;){" + Repeat("for(x of y){", 150 * 12) + Repeat("break a;", 50_000) + Repeat("}", 151) },
        { "breaks through finally", "a:for(;;){" + Repeat("try{", 150 * 4) + Repeat("break a;", 50_000) + Repeat("}finally{}", 150 * 10) + "}" },
        { "many targets through finally", Targets(60) },
        { "returns through finally", "function f(){" + Repeat("try{", 150 * 4) + Repeat("return 1;", 50_000) + Repeat("}finally{}", 150 * 10) + "}" },
        { "a switch", "switch(1){" + Repeat("case 1:", 100_000) + "}" },
        { "an optional chain", "var a;a" + Repeat("?.b", 100_000) },
        { "a template", "var a;`" + Repeat("${a}", 100_000) + "`" },
        { "conditions", "var a,b,c;" + Repeat("a?b:", 100_000) + "c" },
        { "logic", "var a;a" + Repeat("&&a", 100_000) },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Code_is_linear_in_the_source(string shape, string source)
    {
        var unit = Samples.Compile(source);
        int words = Samples.FunctionsOf(unit).Sum(function => function.Code.Length);
        Assert.True(words <= WordsPerUnitMax * source.Length, $"{shape}: {words} words for {source.Length} units");
        Assert.Null(UnitVerifier.Verify(unit));
    }

    [Fact]
    public void Too_many_captured_variables_are_refused()
    {
        var names = Enumerable.Range(0, 9_000).Select(i => "x" + i).ToArray();
        string source = "{let " + string.Join(',', names) + ";" + Repeat("function f(){", 120 * 13) + string.Join(';', names) + Repeat("}", 121);
        var result = ScriptCompiler.Compile(source);
        Assert.Equal(SyntaxFaultCode.Limit, result.Error?.Code);
    }

    [Fact]
    public void Too_many_variables_are_refused()
    {
        string source = string.Join("", Enumerable.Range(0, 2).Select(block => "{let " + string.Join(',', Enumerable.Range(0, 40_000).Select(i => $"x{block}_{i}")) + ";")) + "}}";
        var result = ScriptCompiler.Compile(source, CompileOptions.Script with { SourceUnitsMax = 1 << 20 });
        Assert.Equal(SyntaxFaultCode.Limit, result.Error?.Code);
    }

    [Fact]
    public void Too_much_code_is_refused()
    {
        string source = "var a;" + Repeat("[" + Repeat("a,", 100_000) + "]=[];", 800_000);
        var result = ScriptCompiler.Compile(source, CompileOptions.Script with { SourceUnitsMax = 1 << 20 });
        Assert.Equal(SyntaxFaultCode.Limit, result.Error?.Code);
    }

    private static string Targets(int count)
    {
        var text = new StringBuilder("var x;");
        for (int i = 0; i < count; i++)
            text.Append("a").Append(i).Append(":for(;;)try{");
        for (int round = 0; round < 20; round++)
        {
            for (int i = 0; i < count; i++)
                text.Append("if(x)break a").Append(i).Append(';');
        }

        for (int i = 0; i < count; i++)
            text.Append("}finally{}");
        return text.ToString();
    }

    private static string Repeat(string part, int units) => new StringBuilder().Insert(0, part, units / part.Length).ToString();
}
