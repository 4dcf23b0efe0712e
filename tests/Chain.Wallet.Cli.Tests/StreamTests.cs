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
    [InlineData("/proc/self/mem", 2)]
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
    public async Task Paths_are_relative_to_where_the_program_was_started()
    {
        using var wallet = new WalletProgram();
        string password = wallet.SecretFile("password", "long enough");
        Directory.CreateDirectory(wallet.PathOf("elsewhere"));
        Assert.Equal(0, (await wallet.ShellAsync($"cd '{wallet.PathOf("elsewhere")}' && $W key new ann --home here --password-file ../password")).ExitCode);
        Assert.True(File.Exists(wallet.PathOf("elsewhere/here/keys/ann.json")));
        Assert.False(Directory.Exists(wallet.Home));
        Outcome missing = await wallet.ShellAsync($"cd '{wallet.PathOf("elsewhere")}' && $W tx decode ../gone.json");
        Assert.Equal(3, missing.ExitCode);
        Assert.Contains("../gone.json", missing.Errors);
    }

    [Fact]
    public async Task A_directory_that_may_not_be_entered_is_named()
    {
        using var wallet = new WalletProgram();
        string closed = Directory.CreateDirectory(wallet.PathOf("closed")).FullName;
        File.SetUnixFileMode(closed, UnixFileMode.None);
        // Root enters everywhere, except what is no directory.
        string path = Environment.IsPrivilegedProcess ? "/dev/null/file.json" : Path.Combine(closed, "file.json");
        Outcome outcome = await wallet.RunAsync("key", "export", "ann", "--out", path, "--home", wallet.PathOf("none"));
        Assert.Equal(3, outcome.ExitCode);
        outcome = await wallet.RunAsync("key", "new", "ann", "--password-file", wallet.SecretFile("password", "long enough"), "--home", Path.GetDirectoryName(path)!);
        File.SetUnixFileMode(closed, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Assert.Equal((2, ""), (outcome.ExitCode, outcome.Output));
        Assert.Contains(Path.GetDirectoryName(path)!, outcome.Errors);
        Assert.DoesNotContain("   at ", outcome.Errors);
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
