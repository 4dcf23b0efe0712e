using Chain.Script.Ast;
using Chain.Script.Parsing;

namespace Chain.Script.Tests.Parsing;

/// <summary>Every construct that nests, on a small stack: accepted up to the limit, refused beyond it, never a stack overflow.</summary>
public class DepthTests
{
    // Less than any thread of a node has. Code that is compiled with counters, on its way to the optimized form, has frames as large as those of a debug build.
    private const int StackBytes = 1024 * 1024;

    /// <summary>Name, opening, middle, closing, and how many levels one repetition counts.</summary>
    public static TheoryData<string, string, string, string, int> Nests => new()
    {
        { "parentheses", "(", "1", ")", 1 },
        { "arrays", "[", "", "]", 1 },
        { "blocks", "{", "", "}", 1 },
        { "functions", "function f(){", "", "}", 1 },
        { "function expressions", "(function(){", "", "})", 2 },
        { "returned functions", "x=()=>{return ", "1", "}", 2 },
        { "arrows", "x=>", "1", "", 1 },
        { "arrow bodies", "()=>{", "", "}", 1 },
        { "arrow parameters", "(a=", "1", ")=>1", 2 },
        { "templates", "`${", "1", "}`", 1 },
        { "not", "!", "1", "", 1 },
        { "typeof", "typeof ", "1", "", 1 },
        { "conditional values", "a?", "b", ":c", 1 },
        { "assignments", "a=", "1", "", 1 },
        { "powers", "a**", "1", "", 1 },
        { "new", "new ", "a", "", 1 },
        { "calls", "f(", "", ")", 1 },
        { "indexes", "a[", "1", "]", 1 },
        { "spreads", "[...", "a", "]", 1 },
        { "objects", "x={a:", "1", "}", 2 },
        { "computed keys", "x={[", "1", "]:1}", 3 },
        { "getters", "x={get a(){return ", "1", "}}", 3 },
        { "classes", "class A{m(){", "", "}}", 2 },
        { "class expressions", "x=class{a=", "1", "}", 3 },
        { "static blocks", "class A{static{", "", "}}", 2 },
        { "heritage", "(class extends ", "A", "{})", 2 },
        { "defaults", "function f(a=", "1", "){}", 1 },
        { "if", "if(1)", ";", "", 1 },
        { "if blocks", "if(1){", "", "}", 1 },
        { "loops", "for(;;)", ";", "", 1 },
        { "do loops", "do ", ";", "while(0);", 1 },
        { "try", "try{", "", "}finally{}", 1 },
        { "switch", "switch(1){case 1:", "", "}", 1 },
        { "yield", "yield ", "1", "", 1 },
        { "operators of all precedences", "a||b&&c|d^e&f==g<h<<i+j*k**(", "1", ")", 2 },
        { "operators behind parentheses", "(", "1", ")*k+j<<i<h==g&f^e|d&&c||b", 1 },
        { "patterns", "[", "a", "]=1", 1 },
        { "object patterns", "({a:", "b", "})", 2 },
    };

    [Theory]
    [MemberData(nameof(Nests))]
    public void Nesting_is_counted_and_never_overflows(string name, string open, string middle, string close, int levels)
    {
        foreach (int count in new[] { 1, 15, ScriptLimits.NestingMax, 100_000 })
        {
            string source = string.Concat(Enumerable.Repeat(open, count)) + middle + string.Concat(Enumerable.Repeat(close, count));
            ParseResult result = OnSmallStack(name == "yield" ? $"function* g() {{ {source} }}" : source);
            bool mustPass = count <= 15;
            bool mustFail = count > ScriptLimits.NestingMax || (count == ScriptLimits.NestingMax && levels > 1);
            if (mustPass)
                Assert.True(result.IsOk, $"{name} × {count}: {result.Fault}");
            if (mustFail)
                Assert.Equal(SyntaxFaultCode.Limit, result.Fault?.Code);
            if (result.IsOk)
                Assert.InRange(result.Unit.Height, 1, Node.TreeHeightMax);
        }
    }

    [Theory]
    [InlineData("(", "1", ")")]
    [InlineData("[", "", "]")]
    [InlineData("{", "", "}")]
    [InlineData("function f(){", "", "}")]
    [InlineData("if(1){", "", "}")]
    [InlineData("x=>", "1", "")]
    [InlineData("()=>{return ", "1", "}")]
    [InlineData("`${", "1", "}`")]
    [InlineData("switch(1){case 1:", "", "}")]
    public void Exactly_the_limit_is_accepted_and_one_more_is_not(string open, string middle, string close)
    {
        Assert.True(OnSmallStack(Nest(ScriptLimits.NestingMax)).IsOk);
        Assert.Equal(SyntaxMessages.NestedTooDeep, OnSmallStack(Nest(ScriptLimits.NestingMax + 1)).Fault?.Message);

        string Nest(int count) => string.Concat(Enumerable.Repeat(open, count)) + middle + string.Concat(Enumerable.Repeat(close, count));
    }

    [Fact]
    public void A_tree_higher_than_the_bound_is_refused_whatever_made_it()
    {
        // Eleven nodes a level, all of them added behind the parenthesis that was counted.
        string source = new string('(', 100) + "1" + string.Concat(Enumerable.Repeat(")*k+j<<i<h==g&f^e|d&&c||b", 100));
        Assert.Equal(SyntaxMessages.NestedTooDeep, OnSmallStack(source).Fault?.Message);
    }

    [Fact]
    public void The_highest_trees_are_resolved_on_a_small_stack()
    {
        // Ten operators a level stay just below the bound.
        const int Levels = 57;
        string source = new string('(', Levels) + "a" + string.Concat(Enumerable.Repeat(")*k+j<<i<h==g&f^e|d&&c||b", Levels));
        ParseResult result = OnSmallStack(source);
        Assert.True(result.IsOk, result.Fault?.ToString());
        Assert.InRange(result.Unit.Height, Node.TreeHeightMax - 80, Node.TreeHeightMax);
    }

    private static ParseResult OnSmallStack(string source)
    {
        ParseResult? result = null;
        var thread = new Thread(() => result = Source.Parse(source), StackBytes);
        thread.Start();
        thread.Join();
        return result!;
    }
}
