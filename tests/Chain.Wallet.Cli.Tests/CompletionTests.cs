namespace Chain.Wallet.Cli.Tests;

public class CompletionTests
{
    [Fact]
    public async Task The_script_of_bash_completes_commands_and_options()
    {
        using var wallet = new WalletProgram();
        Outcome outcome = await wallet.ShellAsync(
            "source <($W completion bash); " +
            "ask() { COMP_WORDS=(chain-wallet \"$@\"); COMP_CWORD=$#; COMPREPLY=(); _chain_wallet; echo \"${COMPREPLY[@]}\"; }; " +
            "ask sen; ask key ne; ask send dev1 1 --mem; ask stake del");
        Assert.Equal((0, "send\nnew\n--memo\ndelegate\n"), (outcome.ExitCode, outcome.Output));
    }

    [Theory]
    [InlineData("zsh")]
    [InlineData("fish")]
    public async Task Other_shells_get_theirs(string shell)
    {
        using var wallet = new WalletProgram();
        Outcome outcome = await wallet.RunAsync("completion", shell);
        Assert.Equal(0, outcome.ExitCode);
        Assert.Contains("undelegate", outcome.Output);
    }
}
