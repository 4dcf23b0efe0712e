using System.Text.Json;

namespace Chain.Wallet.Cli.Tests;

public class KeyTests
{
    private const string Password = "correct horse battery";
    private const string Dev0Phrase = "test test test test test test test test test test test junk";

    [Fact]
    public async Task A_key_is_made_shown_renamed_exported_and_deleted()
    {
        using var wallet = new WalletProgram();
        string password = wallet.SecretFile("password", Password + "\n");
        JsonElement made = (await wallet.RunAsync("key", "new", "ann", "--words", "12", "--password-file", password, "--json")).Data();
        Assert.Equal(12, made.GetProperty("phrase").GetString()!.Split(' ').Length);
        string address = made.GetProperty("address").GetString()!;
        Assert.StartsWith("chn1", address, StringComparison.Ordinal);
        Assert.Equal(address + "\n", (await wallet.RunAsync("key", "show", "ann", "--quiet")).Output);
        Assert.Equal(0, (await wallet.RunAsync("key", "rename", "ann", "bea")).ExitCode);
        Assert.Equal(3, (await wallet.RunAsync("key", "show", "ann")).ExitCode);
        string exported = wallet.PathOf("exported.json");
        Assert.Equal(0, (await wallet.RunAsync("key", "export", "bea", "--out", exported)).ExitCode);
        Assert.Equal(2, (await wallet.RunAsync("key", "export", "bea", "--out", exported)).ExitCode);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(exported));
        Assert.Equal(8, (await wallet.RunAsync("key", "delete", "bea")).ExitCode);
        Assert.Equal(0, (await wallet.RunAsync("key", "delete", "bea", "--yes")).ExitCode);
        Assert.Equal(0, (await wallet.RunAsync("key", "list", "--json")).Data().GetProperty("keys").GetArrayLength());
        JsonElement back = (await wallet.RunAsync("key", "import", "cat", "--keystore", exported, "--password-file", password, "--json")).Data();
        Assert.Equal(address, back.GetProperty("address").GetString());
    }

    [Fact]
    public async Task An_imported_phrase_gives_the_key_that_everybody_derives_from_it()
    {
        using var wallet = new WalletProgram();
        string password = wallet.SecretFile("password", Password);
        string dev1 = (await wallet.RunAsync("key", "show", "dev1", "--json")).Data().GetProperty("publicKey").GetString()!;
        JsonElement imported = (await wallet.RunAsync(Dev0Phrase + "\n", [], "key", "import", "mine", "--index", "1", "--password-file", password, "--json")).Data();
        Assert.Equal(dev1, imported.GetProperty("publicKey").GetString());
        Assert.Equal("m/44'/1'/0'/0/1", imported.GetProperty("path").GetString());
    }

    [Fact]
    public async Task The_keys_of_all_development_accounts_are_those_of_the_phrase()
    {
        using var wallet = new WalletProgram();
        string password = wallet.SecretFile("password", Password);
        for (int index = 0; index < 10; index++)
        {
            string known = (await wallet.RunAsync("key", "show", $"dev{index}", "--json")).Data().GetProperty("publicKey").GetString()!;
            JsonElement derived = (await wallet.RunAsync(Dev0Phrase, [], "key", "import", $"mine{index}", "--index", $"{index}", "--password-file", password, "--json")).Data();
            Assert.Equal(derived.GetProperty("publicKey").GetString(), known);
        }
    }

    [Fact]
    public async Task A_wrong_password_ends_with_7_and_the_password_can_be_changed()
    {
        using var wallet = new WalletProgram();
        string right = wallet.SecretFile("right", Password);
        string other = wallet.SecretFile("other", "another password");
        Assert.Equal(0, (await wallet.RunAsync("key", "new", "ann", "--password-file", right)).ExitCode);
        Assert.Equal(7, (await wallet.RunAsync("key", "passwd", "ann", "--password-file", other, "--new-password-file", right)).ExitCode);
        Assert.Equal(0, (await wallet.RunAsync("key", "passwd", "ann", "--password-file", right, "--new-password-file", other)).ExitCode);
        Assert.Equal(7, (await wallet.RunAsync("key", "passwd", "ann", "--password-file", right, "--new-password-file", other)).ExitCode);
    }

    [Fact]
    public async Task Without_a_terminal_and_a_password_source_nothing_is_made()
    {
        using var wallet = new WalletProgram();
        Outcome outcome = await wallet.RunAsync("key", "new", "ann");
        Assert.Equal((7, ""), (outcome.ExitCode, outcome.Output));
        Assert.Contains("--password-file", outcome.Errors);
        Assert.False(Directory.Exists(wallet.Home));
    }

    [Fact]
    public async Task An_empty_password_is_refused()
    {
        using var wallet = new WalletProgram();
        Assert.Equal(7, (await wallet.RunAsync("key", "new", "ann", "--password-file", wallet.SecretFile("empty", "\n"))).ExitCode);
        Assert.Equal(0, (await wallet.RunAsync("key", "list", "--json")).Data().GetProperty("keys").GetArrayLength());
    }

    [Fact]
    public async Task A_password_file_that_others_can_read_is_refused()
    {
        using var wallet = new WalletProgram();
        string password = wallet.SecretFile("password", Password);
        File.SetUnixFileMode(password, UnixFileMode.UserRead | UnixFileMode.GroupRead);
        Outcome outcome = await wallet.RunAsync("key", "new", "ann", "--password-file", password);
        Assert.Equal(7, outcome.ExitCode);
        Assert.Contains("chmod 600", outcome.Errors);
    }

    [Fact]
    public async Task A_password_can_come_from_an_open_descriptor()
    {
        using var wallet = new WalletProgram();
        string password = wallet.SecretFile("password", Password);
        Assert.Equal(0, (await wallet.ShellAsync($"$W key new ann --password-fd 3 3<'{password}'")).ExitCode);
        Assert.Equal(0, (await wallet.ShellAsync($"$W key new bea --password-fd 0 <'{password}'")).ExitCode);
        Assert.Equal(7, (await wallet.ShellAsync("$W key new cat --password-fd 9")).ExitCode);
        Assert.Equal(2, (await wallet.ShellAsync("$W key new cat --password-fd 1")).ExitCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon")]
    [InlineData("test test test test test test test test test test test")]
    [InlineData("test test test test test test test test test test junk test")]
    [InlineData("test test test test test test test test test test test Junk")]
    [InlineData("\0\u0001\u0002")]
    public async Task What_is_no_phrase_is_refused_with_7_and_not_repeated(string phrase)
    {
        using var wallet = new WalletProgram();
        Outcome outcome = await wallet.RunAsync(phrase, [], "mnemonic", "check");
        Assert.Equal((7, ""), (outcome.ExitCode, outcome.Output));
        Assert.DoesNotContain("abandon", outcome.Errors);
    }

    [Fact]
    public async Task An_endless_input_is_not_read_to_the_end()
    {
        using var wallet = new WalletProgram();
        Assert.Equal(2, (await wallet.ShellAsync("$W mnemonic check </dev/zero")).ExitCode);
        Assert.Equal(7, (await wallet.ShellAsync("$W mnemonic check <&-")).ExitCode);
    }

    [Fact]
    public async Task A_damaged_key_file_is_named_and_the_others_are_listed()
    {
        using var wallet = new WalletProgram();
        string password = wallet.SecretFile("password", Password);
        await wallet.RunAsync("key", "new", "ann", "--password-file", password);
        await wallet.RunAsync("key", "new", "bea", "--password-file", password);
        string file = Path.Combine(wallet.Home, "keys", "ann.json");
        File.WriteAllText(file, File.ReadAllText(file)[..100]);
        Outcome listed = await wallet.RunAsync("key", "list", "--json");
        Assert.Equal(1, listed.Data().GetProperty("keys").GetArrayLength());
        Assert.Equal(1, listed.Envelope().GetProperty("warnings").GetArrayLength());
        Assert.Equal(7, (await wallet.RunAsync("key", "show", "ann")).ExitCode);
    }

    [Fact]
    public async Task No_failure_shows_key_material()
    {
        using var wallet = new WalletProgram();
        string password = wallet.SecretFile("password", "canary-password-1");
        Outcome made = await wallet.RunAsync(WalletProgram.Phrase, [], "key", "import", "ann", "--password-file", password, "--json");
        Assert.Equal(0, made.ExitCode);
        Outcome[] outcomes =
        [
            made,
            await wallet.RunAsync("key", "show", "ann"),
            await wallet.RunAsync("key", "export", "ann"),
            await wallet.RunAsync(WalletProgram.Phrase, [], "key", "import", "ann", "--password-file", password),
            await wallet.RunAsync("send", "dev1", "1", "--from", "ann", "--password-file", password, "--yes", "--node", WalletProgram.NoNode),
            await wallet.RunAsync("doctor", "--offline"),
        ];
        string all = string.Concat(outcomes.Select(static outcome => outcome.Output + outcome.Errors));
        Assert.DoesNotContain("canary", all);
        Assert.DoesNotContain("abandon", all);
        Assert.Equal(0700, Convert.ToInt32(Convert.ToString((int)File.GetUnixFileMode(wallet.Home), 8), 10));
    }
}
