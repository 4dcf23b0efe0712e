using System.Text.Json;

namespace Chain.Dapp.Tests;

public class CheckTests
{
    private const string Good = """
        import { Contract } from 'chain';

        /** Keeps a number. */
        export default class Box extends Contract {
          static state = { value: 'u64' };
          static abi = { init: { args: { first: 'u64' } }, get: { returns: 'u64', view: true } };
          init(first) {
            this.value = first;
          }
          get() {
            return this.value;
          }
        }
        """;

    [Fact]
    public async Task Check_shows_the_interface_and_the_cost()
    {
        using var workshop = new Workshop();
        workshop.Write("box.js", Good);
        Outcome run = (await workshop.RunAsync("check", "box.js")).Ended(0);
        Assert.Contains("box.js: a contract, Box", run.Output, StringComparison.Ordinal);
        Assert.Contains("Keeps a number.", run.Output, StringComparison.Ordinal);
        Assert.Contains("get() → u64   view", run.Output, StringComparison.Ordinal);
        Assert.Contains("init(first: u64)", run.Output, StringComparison.Ordinal);
        Assert.Contains("init with zeros for arguments", run.Output, StringComparison.Ordinal);

        JsonElement contract = (await workshop.RunAsync("check", "box.js", "--json")).Ended(0).Data().GetProperty("contracts")[0];
        Assert.Equal("Box", contract.GetProperty("name").GetString());
        Assert.Equal(Good.Length, contract.GetProperty("bytes").GetInt32());
        // A byte of source costs 120 gas at the least.
        Assert.InRange(contract.GetProperty("deployGas").GetInt64(), 120L * Good.Length, 1_000_000);
    }

    [Theory]
    [InlineData("value: 'u64'", "value: 'u65'", "TYPE", 5)]
    [InlineData("this.value = first;", "this.value = Date.now();", "NOT_IN_VERSION_1", 8)]
    [InlineData("this.value = first;", "this.value = ;", "SYNTAX", 8)]
    [InlineData("this.value = first;", "this.value = frist;", "UNKNOWN_NAME", 8)]
    [InlineData("  get() {", "  value() {}\n  get() {", "NAME", 10)]
    public async Task A_refused_source_is_shown_with_a_caret(string good, string bad, string code, int line)
    {
        using var workshop = new Workshop();
        workshop.Write("box.js", Good.Replace(good, bad, StringComparison.Ordinal));
        Outcome run = (await workshop.RunAsync("check", "box.js")).Ended(5);
        Assert.Contains($"box.js:{line}:", run.Errors, StringComparison.Ordinal);
        Assert.Contains($"[{code}]", run.Errors, StringComparison.Ordinal);
        Assert.Contains("^", run.Errors, StringComparison.Ordinal);
        Assert.Equal(code, (await workshop.RunAsync("check", "box.js", "--json")).Ended(5).Code());
    }

    [Fact]
    public async Task Check_refuses_console_as_a_network_does()
    {
        using var workshop = new Workshop();
        workshop.Write("box.js", Good.Replace("this.value = first;", "console.log(first);", StringComparison.Ordinal));
        Outcome run = (await workshop.RunAsync("check", "box.js")).Ended(5);
        Assert.Contains("box.js:8:", run.Errors, StringComparison.Ordinal);
        Assert.Contains("a network refuses it", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_is_checked_file_by_file()
    {
        using var workshop = new Workshop();
        workshop.Write("a/box.js", Good);
        workshop.Write("a/box.test.js", "not a contract");
        workshop.Write("b/bad.js", "let x = 1;");
        JsonElement envelope = (await workshop.RunAsync("check", ".", "--json")).Ended(5).Envelope();
        Assert.Single(envelope.GetProperty("data").GetProperty("contracts").EnumerateArray());
        Assert.Contains("b/bad.js:1:1", envelope.GetProperty("errors")[0].GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_not_found()
    {
        using var workshop = new Workshop();
        Assert.Equal("FILE", (await workshop.RunAsync("check", "none.js", "--json")).Ended(3).Code());
        Assert.Equal("FILE", (await workshop.RunAsync("abi", "none.js", "--json")).Ended(3).Code());
    }

    [Fact]
    public async Task Abi_is_a_document()
    {
        using var workshop = new Workshop();
        workshop.Write("box.js", Good);
        using JsonDocument document = JsonDocument.Parse((await workshop.RunAsync("abi", "box.js")).Ended(0).Output);
        Assert.Equal("Box", document.RootElement.GetProperty("name").GetString());
        JsonElement data = (await workshop.RunAsync("abi", "box.js", "--json")).Ended(0).Data();
        Assert.Equal("get", data.GetProperty("methods")[0].GetProperty("name").GetString());
    }

    [Fact]
    public async Task The_library_is_checked()
    {
        using var workshop = new Workshop();
        Outcome run = (await workshop.RunAsync("check", Path.Combine(Workshop.Repository, "contracts", "library"), "--json")).Ended(0);
        Assert.True(run.Data().GetProperty("contracts").GetArrayLength() >= 8);
    }
}
