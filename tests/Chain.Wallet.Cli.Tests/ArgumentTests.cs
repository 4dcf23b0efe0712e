namespace Chain.Wallet.Cli.Tests;

public class ArgumentTests
{
    [Theory]
    [InlineData()]
    [InlineData("--help")]
    [InlineData("--version")]
    [InlineData("send", "--help")]
    [InlineData("key", "new", "--help")]
    [InlineData("tx", "-h")]
    public async Task Asking_for_help_succeeds_and_creates_nothing(params string[] arguments)
    {
        using var wallet = new WalletProgram();
        Outcome outcome = await wallet.RunAsync(arguments);
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Errors));
        Assert.NotEmpty(outcome.Output);
        Assert.False(Directory.Exists(wallet.Home));
    }

    [Theory]
    [InlineData("send", "sned", "dev1", "1")]
    [InlineData("balance", "balnce")]
    [InlineData("mnemonic", "mnemnic", "new")]
    [InlineData("list", "key", "lst")]
    [InlineData("--from", "send", "dev1", "1", "--form", "dev0")]
    [InlineData("--json", "balance", "--jsno")]
    [InlineData("--max-fee", "send", "dev1", "1", "--maxfee", "1")]
    public async Task A_misspelt_word_ends_with_2_and_a_suggestion_on_stderr(string meant, params string[] arguments)
    {
        using var wallet = new WalletProgram();
        Outcome outcome = await wallet.RunAsync(arguments);
        Assert.Equal((2, ""), (outcome.ExitCode, outcome.Output));
        Assert.Contains($"did you mean '{meant}'?", outcome.Errors);
        Assert.False(Directory.Exists(wallet.Home));
    }

    [Theory]
    [InlineData("send")]
    [InlineData("send", "dev1")]
    [InlineData("send", "dev1", "1", "2")]
    [InlineData("key")]
    [InlineData("tx")]
    [InlineData("send", "dev1", "1", "--memo")]
    [InlineData("send", "dev1", "1", "--memo=", "--from", "dev0")]
    [InlineData("send", "dev1", "1", "--memo", "--other")]
    [InlineData("send", "dev1", "1", "--from", "dev0", "--from", "dev1")]
    [InlineData("send", "dev1", "1", "--lane", "256")]
    [InlineData("send", "dev1", "1", "--lane", "-1")]
    [InlineData("send", "dev1", "1", "--lane", "one")]
    [InlineData("send", "dev1", "1", "--sequence", "-1")]
    [InlineData("send", "dev1", "1", "--sequence", "18446744073709551616")]
    [InlineData("send", "dev1", "1", "--wait", "soon")]
    [InlineData("send", "dev1", "1", "--timeout", "0")]
    [InlineData("send", "dev1", "1", "--tip", "1e9")]
    [InlineData("send", "dev1", "1", "--offline")]
    [InlineData("balance", "--node", "ftp://x")]
    [InlineData("balance", "--node", "http://user:pass@x")]
    [InlineData("balance", "--network", "../etc")]
    [InlineData("history", "--limit", "0")]
    [InlineData("history", "--limit", "1000000000")]
    [InlineData("tx", "status", "0x00")]
    [InlineData("tx", "status", "00112233445566778899aabbccddeeff00112233445566778899aabbccddeef")]
    [InlineData("tx", "build", "dev1", "1")]
    [InlineData("completion", "powershell")]
    [InlineData("key", "new", "Bad Name")]
    [InlineData("key", "new", "../../x")]
    [InlineData("key", "new", "dev0")]
    [InlineData("key", "new", "a", "--words", "13")]
    [InlineData("send", "dev1", "1", "--home", "/etc/passwd")]
    public async Task What_cannot_be_carried_out_as_written_ends_with_2_on_stderr(params string[] arguments)
    {
        using var wallet = new WalletProgram();
        Outcome outcome = await wallet.RunAsync(arguments);
        Assert.Equal((2, ""), (outcome.ExitCode, outcome.Output));
        Assert.StartsWith("error: ", outcome.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", outcome.Errors);
        Assert.False(Directory.Exists(wallet.Home));
    }

    [Theory]
    [InlineData("1,5")]
    [InlineData("1'000")]
    [InlineData("1_000")]
    [InlineData("0.1234567891")]
    [InlineData("1.5grain")]
    [InlineData("")]
    [InlineData(" 1")]
    [InlineData("1 chn")]
    [InlineData("-1")]
    [InlineData("+1")]
    [InlineData("0x10")]
    [InlineData("1e3")]
    [InlineData("1.5eth")]
    [InlineData("NaN")]
    [InlineData("4611686019")]
    [InlineData("99999999999999999999999999")]
    [InlineData("0")]
    [InlineData("٣")]
    public async Task An_amount_that_could_be_misread_is_refused(string amount)
    {
        using var wallet = new WalletProgram();
        Outcome outcome = await wallet.RunAsync("send", "dev1", amount, "--from", "dev0", "--yes");
        Assert.Equal((2, ""), (outcome.ExitCode, outcome.Output));
    }

    [Theory]
    [InlineData("--password")]
    [InlineData("--password=hunter2")]
    [InlineData("--mnemonic")]
    [InlineData("--private-key=00")]
    public async Task Secrets_are_not_taken_as_arguments_and_not_repeated(string option)
    {
        using var wallet = new WalletProgram();
        Outcome outcome = await wallet.RunAsync("key", "new", "a", option, "hunter2");
        Assert.Equal((2, ""), (outcome.ExitCode, outcome.Output));
        Assert.Contains("secrets are not taken from the command line", outcome.Errors);
        Assert.DoesNotContain("hunter2", outcome.Errors);
    }

    [Fact]
    public async Task Secrets_are_not_taken_from_the_environment()
    {
        using var wallet = new WalletProgram();
        (string, string)[] secrets = [.. new[] { "CHAIN_PASSWORD", "CHAIN_WALLET_PASSWORD", "PASSWORD", "CHAIN_PHRASE", "CHAIN_PASSWORD_FILE" }.Select(static name => (name, "hunter2hunter2"))];
        Outcome outcome = await wallet.RunAsync("", secrets, "key", "new", "ann");
        Assert.Equal((7, ""), (outcome.ExitCode, outcome.Output));
        Assert.DoesNotContain("hunter2", outcome.Errors);
        Assert.False(Directory.Exists(wallet.Home));
    }

    [Fact]
    public async Task A_phrase_on_the_command_line_is_refused_and_not_repeated()
    {
        using var wallet = new WalletProgram();
        Outcome outcome = await wallet.RunAsync(["key", "import", "a", .. WalletProgram.Phrase.Split(' ')]);
        Assert.Equal((2, ""), (outcome.ExitCode, outcome.Output));
        Assert.DoesNotContain("abandon", outcome.Errors);
    }

    [Fact]
    public async Task An_at_sign_is_a_name_and_reads_no_file()
    {
        using var wallet = new WalletProgram();
        string file = wallet.SecretFile("arguments", "--version");
        Outcome outcome = await wallet.RunAsync("key", "show", $"@{file}");
        Assert.Equal(3, outcome.ExitCode);
    }

    [Fact]
    public async Task Behind_two_hyphens_every_word_is_an_argument()
    {
        using var wallet = new WalletProgram();
        Outcome outcome = await wallet.RunAsync("key", "show", "--", "--json");
        Assert.Equal((3, ""), (outcome.ExitCode, outcome.Output));
    }
}
