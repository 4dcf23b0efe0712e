using System.Text.Json;

namespace Chain.Dapp.Tests;

public class RunTests
{
    private const string Module = """
        export const add = (a, b) => a + b;
        export function named({ name, tags: [first] }) { return `${name} ${first}`; }
        export function fail(text) {
          throw new RangeError(text);
        }
        export const number = 7;
        """;

    [Fact]
    public async Task Run_prints_the_value_and_says_gas_and_memory_apart()
    {
        using var workshop = new Workshop();
        workshop.Write("sum.js", "let s = 0; for (const x of [1, 2, 3]) s += x; s;");
        Outcome ran = (await workshop.RunAsync("run", "sum.js")).Ended(0);
        Assert.Equal("6\n", ran.Output);
        Assert.Matches("^gas [1-9][0-9]* of 100,000,000, memory [1-9][0-9]* of 67,108,864 bytes\n$", ran.Errors);
    }

    [Fact]
    public async Task Run_gives_the_same_gas_twice()
    {
        using var workshop = new Workshop();
        workshop.Write("work.js", "[3, 1, 2].sort().map(x => x * 2).join()");
        JsonElement first = (await workshop.RunAsync("run", "work.js", "--json")).Ended(0).Data();
        JsonElement second = (await workshop.RunAsync("run", "work.js", "--json")).Ended(0).Data();
        Assert.Equal(("Completed", "\"2,4,6\""), (first.GetProperty("status").GetString(), first.GetProperty("result").GetString()));
        Assert.Equal(first.GetRawText(), second.GetRawText());
        Assert.True(first.GetProperty("gasUsed").GetInt64() > 0);
    }

    [Theory]
    [InlineData("add", "[2, 3]", "5")]
    [InlineData("add", "[\"a\", \"\\u0041\"]", "\"aA\"")]
    [InlineData("named", "[{\"name\": \"n\", \"tags\": [true]}]", "\"n true\"")]
    [InlineData("add", null, "NaN")]
    public async Task Run_calls_an_exported_function(string export, string? arguments, string expected)
    {
        using var workshop = new Workshop();
        workshop.Write("lib.js", Module);
        string[] given = arguments is null ? ["run", "lib.js", "--export", export] : ["run", "lib.js", "--export", export, "--args", arguments];
        Assert.Equal($"{expected}\n", (await workshop.RunAsync(given)).Ended(0).Output);
    }

    [Fact]
    public async Task A_name_in_the_arguments_is_a_name_whatever_it_is()
    {
        using var workshop = new Workshop();
        workshop.Write("names.js", "export const own = o => Object.getPrototypeOf(o) === Object.prototype && JSON.stringify(o);");
        Outcome ran = await workshop.RunAsync("run", "names.js", "--export", "own", "--args", "[{\"__proto__\": {\"a\": 1}, \"1\": 2}]");
        Assert.Equal("\"{\\\"1\\\":2,\\\"__proto__\\\":{\\\"a\\\":1}}\"\n", ran.Ended(0).Output);
    }

    [Fact]
    public async Task An_error_that_nobody_catches_shows_its_place()
    {
        using var workshop = new Workshop();
        workshop.Write("lib.js", Module);
        Outcome failed = (await workshop.RunAsync("run", "lib.js", "--export", "fail", "--args", "[\"too much\"]")).Ended(6);
        Assert.Empty(failed.Output);
        Assert.StartsWith("chain: lib.js:4:9 in fail: too much [RangeError]\n    4 |   throw new RangeError(text);\n", failed.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_error_as_json_has_code_line_column_and_function()
    {
        using var workshop = new Workshop();
        workshop.Write("lib.js", Module);
        Outcome failed = (await workshop.RunAsync("run", "lib.js", "--export", "fail", "--json")).Ended(6);
        Assert.False(failed.Envelope().GetProperty("ok").GetBoolean());
        Assert.Equal("RangeError", failed.Code());
        JsonElement data = failed.Data();
        Assert.Equal(("Thrown", 4, 9, "fail"), (data.GetProperty("status").GetString(), data.GetProperty("line").GetInt32(), data.GetProperty("column").GetInt32(), data.GetProperty("function").GetString()));
        Assert.Equal(JsonValueKind.Null, data.GetProperty("result").ValueKind);
    }

    [Fact]
    public async Task A_source_that_is_refused_is_told_with_its_place_and_not_run()
    {
        using var workshop = new Workshop();
        workshop.Write("bad.js", "let a = 1;\nlet b = /x/g;\n");
        Outcome refused = (await workshop.RunAsync("run", "bad.js")).Ended(5);
        Assert.Empty(refused.Output);
        Assert.Equal("chain: bad.js:2:9: regular expressions are not part of contract JavaScript version 1 [SyntaxError]\n    2 | let b = /x/g;\n                ^\n", refused.Errors);
        Assert.Equal("SyntaxError", (await workshop.RunAsync("run", "bad.js", "--json")).Ended(5).Code());
    }

    [Theory]
    [InlineData("for (;;);", "--gas", "50000", "OutOfGas")]
    [InlineData("const a = []; for (;;) a.push('x'.repeat(1000) + a.length);", "--memory", "200000", "OutOfMemory")]
    [InlineData("(function f() { f(); })()", "--gas", "10000000", "TooDeep")]
    public async Task Each_limit_ends_a_run_by_its_name(string source, string option, string limit, string code)
    {
        using var workshop = new Workshop();
        workshop.Write("greedy.js", source);
        Outcome ended = (await workshop.RunAsync("run", "greedy.js", option, limit, "--json")).Ended(6);
        Assert.Equal(code, ended.Code());
        Assert.Equal(code, ended.Data().GetProperty("status").GetString());
    }

    [Fact]
    public async Task Out_of_gas_uses_the_whole_limit()
    {
        using var workshop = new Workshop();
        workshop.Write("greedy.js", "for (;;);");
        Assert.Equal(50_000, (await workshop.RunAsync("run", "greedy.js", "--gas", "50000", "--json")).Ended(6).Data().GetProperty("gasUsed").GetInt64());
    }

    [Fact]
    public async Task Disassemble_prints_bytecode_and_runs_nothing()
    {
        using var workshop = new Workshop();
        workshop.Write("loop.js", "for (;;);");
        Outcome shown = (await workshop.RunAsync("run", "loop.js", "--disassemble")).Ended(0);
        Assert.StartsWith("script (anonymous): Main", shown.Output, StringComparison.Ordinal);
        Assert.Contains("Jump", shown.Output, StringComparison.Ordinal);
        Assert.Empty(shown.Errors);
    }

    [Fact]
    public async Task Trace_tells_statements_variables_and_calls_and_changes_nothing()
    {
        using var workshop = new Workshop();
        workshop.Write("small.js", "let total = 1;\nfunction twice(n) {\n  return n * 2;\n}\ntotal = twice(total + 1);\ntotal;\n");
        Outcome plain = (await workshop.RunAsync("run", "small.js", "--json")).Ended(0);
        Outcome traced = (await workshop.RunAsync("run", "small.js", "--trace", "--json")).Ended(0);
        Assert.Equal(plain.Output, traced.Output);
        Assert.Empty(plain.Errors);
        Assert.Contains("-> twice", traced.Errors, StringComparison.Ordinal);
        Assert.Contains("<- twice", traced.Errors, StringComparison.Ordinal);
        Assert.Matches("3:3 +n = 2", traced.Errors);
    }

    [Fact]
    public async Task Control_characters_of_a_script_do_not_reach_the_terminal()
    {
        using var workshop = new Workshop();
        workshop.Write("escape.js", "throw new Error('\\x1b[31mred')");
        Outcome failed = (await workshop.RunAsync("run", "escape.js")).Ended(6);
        Assert.DoesNotContain('\x1b', failed.Errors);
        Assert.Contains("[31mred", failed.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_ending_in_mjs_is_a_module()
    {
        using var workshop = new Workshop();
        workshop.Write("top.mjs", "export const x = 1; if (this !== undefined) throw new Error('a script');");
        (await workshop.RunAsync("run", "top.mjs")).Ended(0);
        workshop.Write("top.js", workshop.Read("top.mjs"));
        (await workshop.RunAsync("run", "top.js")).Ended(5);
        (await workshop.RunAsync("run", "top.js", "--module")).Ended(0);
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_not_found()
    {
        using var workshop = new Workshop();
        Assert.Equal("FILE", (await workshop.RunAsync("run", "nowhere.js", "--json")).Ended(3).Code());
    }

    [Theory]
    [InlineData("nothing")]
    [InlineData("number")]
    public async Task What_is_no_exported_function_is_not_found(string export)
    {
        using var workshop = new Workshop();
        workshop.Write("lib.js", Module);
        Outcome refused = (await workshop.RunAsync("run", "lib.js", "--export", export)).Ended(3);
        Assert.Contains("exports add, named, fail, number", refused.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"a\": 1}")]
    [InlineData("[1, 2")]
    [InlineData("[globalThis]")]
    public async Task Arguments_that_are_no_json_array_are_bad_usage(string arguments)
    {
        using var workshop = new Workshop();
        workshop.Write("lib.js", Module);
        Assert.Equal("ARGS", (await workshop.RunAsync("run", "lib.js", "--export", "add", "--args", arguments, "--json")).Ended(2).Code());
    }

    [Theory]
    [InlineData("run")]
    [InlineData("run", "a.js", "--gas", "-1")]
    [InlineData("run", "a.js", "--gas", "many")]
    [InlineData("run", "a.js", "--memory", "1.5")]
    [InlineData("run", "a.js", "--unknown")]
    [InlineData("run", "a.js", "b.js")]
    public async Task Bad_usage_is_told_and_ends_with_2(params string[] arguments)
    {
        using var workshop = new Workshop();
        workshop.Write("a.js", "1");
        Outcome refused = (await workshop.RunAsync(arguments)).Ended(2);
        Assert.Empty(refused.Output);
        Assert.StartsWith("chain: ", refused.Errors, StringComparison.Ordinal);
        Assert.Contains("./chain dapp run --help", refused.Errors, StringComparison.Ordinal);
    }
}
