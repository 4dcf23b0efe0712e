using System.Text.Json;

namespace Chain.Wallet.Cli.Tests;

/// <summary>What is refused of a contract before any node is asked.</summary>
public class ContractFileTests
{
    [Fact]
    public async Task A_source_that_is_no_contract_is_shown_with_its_place()
    {
        using var wallet = new WalletProgram();
        File.WriteAllText(wallet.PathOf("bad.js"), "import { Contract } from 'chain';\nexport default class Bad extends Contract {\n  count = 0;\n}\n");
        Outcome outcome = await wallet.RunAsync("contract", "deploy", wallet.PathOf("bad.js"), "--from", "dev0", "--yes", "--node", WalletProgram.NoNode);
        Assert.Equal(2, outcome.ExitCode);
        Assert.Equal("", outcome.Output);
        Assert.Contains("bad.js:3:3: ", outcome.Errors, StringComparison.Ordinal);
        Assert.Contains("3 |   count = 0;\n    |   ^\n", outcome.Errors, StringComparison.Ordinal);
        Outcome json = await wallet.RunAsync("contract", "deploy", wallet.PathOf("bad.js"), "--from", "dev0", "--yes", "--json", "--node", WalletProgram.NoNode);
        Assert.Equal("contract-source", json.Code());
        Assert.Equal(JsonValueKind.Object, json.Envelope().GetProperty("data").ValueKind);
    }

    [Fact]
    public async Task Files_that_are_missing_too_long_or_binary_are_refused()
    {
        using var wallet = new WalletProgram();
        Assert.Equal(3, (await wallet.RunAsync("contract", "deploy", wallet.PathOf("none.js"))).ExitCode);
        File.WriteAllText(wallet.PathOf("long.js"), new string(' ', (128 * 1024) + 1));
        Assert.Equal(2, (await wallet.RunAsync("contract", "deploy", wallet.PathOf("long.js"))).ExitCode);
        File.WriteAllBytes(wallet.PathOf("binary.js"), [0xFF, 0xFE, 0]);
        Assert.Contains("not valid UTF-8", (await wallet.RunAsync("contract", "deploy", wallet.PathOf("binary.js"))).Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Bad Name")]
    [InlineData("dev1")]
    [InlineData("@")]
    public async Task A_name_that_cannot_be_one_is_refused_before_anything_is_signed(string name)
    {
        using var wallet = new WalletProgram();
        File.WriteAllText(wallet.PathOf("a.js"), "import { Contract } from 'chain';\nexport default class A extends Contract {}\n");
        Outcome outcome = await wallet.RunAsync("contract", "deploy", wallet.PathOf("a.js"), "--as", name, "--json", "--node", WalletProgram.NoNode);
        Assert.Equal((2, "name"), (outcome.ExitCode, outcome.Code()));
    }

    [Fact]
    public async Task Without_a_node_a_contract_cannot_be_asked()
    {
        using var wallet = new WalletProgram();
        Assert.Equal(4, (await wallet.RunAsync("contract", "view", "@shop", "total", "--node", WalletProgram.NoNode)).ExitCode);
        Assert.Equal(2, (await wallet.RunAsync("contract", "view", "@shop", "total", "--offline")).ExitCode);
    }
}
