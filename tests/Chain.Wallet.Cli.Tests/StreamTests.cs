namespace Chain.Wallet.Cli.Tests;

/// <summary>Standard input, output and error in all the states that a shell can leave them in.</summary>
public class StreamTests
{
    [Theory]
    [InlineData("$W key list --json >&-")]
    [InlineData("$W key list <&-")]
    [InlineData("$W key list <&- >&- 2>&-")]
    [InlineData("$W --help | true")]
    [InlineData("$W key show dev0 | head -c 1 >/dev/null")]
    [InlineData("$W completion bash | true")]
    public async Task A_reader_that_is_not_there_is_no_error(string script)
    {
        using var wallet = new WalletProgram();
        Outcome outcome = await wallet.ShellAsync($"set -o pipefail; {script}");
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Errors));
    }

    [Theory]
    [InlineData("$W key show dev0 >/dev/full")]
    [InlineData("$W key show dev0 --json >/dev/full")]
    [InlineData("$W --help >/dev/full")]
    public async Task A_full_disk_is_one(string script)
    {
        using var wallet = new WalletProgram();
        Outcome outcome = await wallet.ShellAsync(script);
        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("could not be written", outcome.Errors);
        Assert.DoesNotContain("   at ", outcome.Errors);
    }

    [Theory]
    [InlineData("missing.json", 3)]
    [InlineData("a-directory", 2)]
    [InlineData("/dev/zero", 2)]
    [InlineData("~/x.json", 3)]
    [InlineData("new\nline", 3)]
    public async Task A_file_that_cannot_be_read_is_named(string path, int exitCode)
    {
        using var wallet = new WalletProgram();
        Directory.CreateDirectory(wallet.PathOf("a-directory"));
        Outcome outcome = await wallet.RunAsync("tx", "decode", path.StartsWith('/') || path.StartsWith('~') ? path : wallet.PathOf(path));
        Assert.Equal((exitCode, ""), (outcome.ExitCode, outcome.Output));
        Assert.Contains(path.Replace("\n", "\\u{a}", StringComparison.Ordinal), outcome.Errors);
    }

    [Fact]
    public async Task A_path_of_5000_characters_is_refused()
    {
        using var wallet = new WalletProgram();
        Assert.Equal(2, (await wallet.RunAsync("tx", "decode", "/" + new string('x', 5000))).ExitCode);
    }

    [Fact]
    public async Task Where_nothing_may_be_written_nothing_is_half_written()
    {
        using var wallet = new WalletProgram();
        string password = wallet.SecretFile("password", "long enough");
        Outcome outcome = await wallet.RunAsync("key", "new", "ann", "--password-file", password, "--home", "/proc/chain-wallet");
        Assert.Equal((2, ""), (outcome.ExitCode, outcome.Output));
        Assert.Contains("/proc/chain-wallet", outcome.Errors);
    }
}
