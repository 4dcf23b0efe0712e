using System.Text.Json;

namespace Chain.Wallet.Cli.Tests;

public class EnvelopeTests
{
    [Fact]
    public async Task A_success_has_data_and_no_errors()
    {
        using var wallet = new WalletProgram();
        Outcome outcome = await wallet.RunAsync("key", "list", "--json");
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Errors));
        AssertShape(outcome.Envelope(), isOk: true);
        Assert.Equal(0, outcome.Data().GetProperty("keys").GetArrayLength());
    }

    [Fact]
    public async Task A_failure_has_an_error_of_four_parts()
    {
        using var wallet = new WalletProgram();
        Outcome outcome = await wallet.RunAsync("balance", "dev0", "--json", "--node", WalletProgram.NoNode);
        Assert.Equal(4, outcome.ExitCode);
        AssertShape(outcome.Envelope(), isOk: false);
        JsonElement error = outcome.Envelope().GetProperty("errors")[0];
        Assert.Equal("unreachable", error.GetProperty("code").GetString());
        Assert.All((string[])["message", "cause", "next"], name => Assert.NotEmpty(error.GetProperty(name).GetString()!));
    }

    [Fact]
    public async Task A_usage_error_has_one_too()
    {
        using var wallet = new WalletProgram();
        Outcome outcome = await wallet.RunAsync("send", "dev1", "1,5", "--json");
        Assert.Equal(2, outcome.ExitCode);
        AssertShape(outcome.Envelope(), isOk: false);
    }

    [Fact]
    public async Task Locale_colour_and_width_change_nothing()
    {
        using var wallet = new WalletProgram();
        string plain = (await wallet.RunAsync("key", "show", "dev0", "--json")).Output;
        Assert.Equal(plain, (await wallet.RunAsync("", [("LC_ALL", "de_DE.UTF-8"), ("LANG", "tr_TR.UTF-8"), ("NO_COLOR", "1"), ("COLUMNS", "1"), ("TERM", "dumb")], "key", "show", "dev0", "--json")).Output);
        Assert.Equal(plain, (await wallet.RunAsync("", [("TERM", "xterm-256color"), ("COLUMNS", "500")], "key", "show", "dev0", "--json")).Output);
    }

    [Fact]
    public async Task Without_a_terminal_there_are_no_control_codes()
    {
        using var wallet = new WalletProgram();
        Outcome outcome = await wallet.RunAsync("", [("TERM", "xterm-256color"), ("COLUMNS", "1")], "key", "show", "dev0");
        Assert.Equal(0, outcome.ExitCode);
        Assert.DoesNotContain('\u001b', outcome.Output + outcome.Errors);
        Assert.Contains("public key", outcome.Output);
    }

    private static void AssertShape(JsonElement envelope, bool isOk)
    {
        Assert.Equal(["schema", "ok", "data", "errors", "warnings"], envelope.EnumerateObject().Select(static member => member.Name));
        Assert.Equal(1, envelope.GetProperty("schema").GetInt32());
        Assert.Equal(isOk, envelope.GetProperty("ok").GetBoolean());
        Assert.Equal(isOk ? 0 : 1, envelope.GetProperty("errors").GetArrayLength());
        Assert.Equal(JsonValueKind.Array, envelope.GetProperty("warnings").ValueKind);
    }
}
