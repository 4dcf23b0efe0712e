using System.Text.Json;

namespace Chain.Wallet.Cli.Tests;

/// <summary>What goes wrong around a key's file and memory, with the real program.</summary>
public class KeyFailureTests
{
    private const string Limited = "trap '' XFSZ; ulimit -f 0; DOTNET_EnableWriteXorExecute=0";

    /// <summary>A key file as another program could have made it: right in everything, but with N = 1024.</summary>
    private const string Weak = """
        {"crypto":{"kdf":{"function":"scrypt","params":{"dklen":32,"n":1024,"p":1,"r":8,"salt":"000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"},"message":""},
        "checksum":{"function":"sha256","params":{},"message":"7c0396e6a5b3db25b25c815ae7e1c249021dc93fe5b938e0a4176e25bbe8dd7f"},
        "cipher":{"function":"aes-128-ctr","params":{"iv":"000102030405060708090a0b0c0d0e0f"},"message":"526bc51a143a98c83d90d3e08cd46064a954987e9c04eafc136b9ce401d351eb"}},
        "description":"","pubkey":"0324653eac434488002cc06bbfb7f10fe18991e35f9fe4302dbea6d2353dc0ab1c","path":"","uuid":"00000000-0000-4000-8000-000000000000","version":4}
        """;

    [Theory]
    [InlineData("fsync", 1)]
    [InlineData("rename,renameat,renameat2", 1)]
    [InlineData("fsync", 2)]
    public async Task A_program_killed_while_it_changes_a_password_leaves_the_old_file_or_the_new_one(string calls, int when)
    {
        using var wallet = new WalletProgram();
        string old = wallet.SecretFile("old", "the old password");
        string fresh = wallet.SecretFile("new", "the new password");
        Assert.Equal(0, (await wallet.RunAsync("key", "new", "ann", "--password-file", old)).ExitCode);
        string file = Path.Combine(wallet.Home, "keys", "ann.json");
        string before = File.ReadAllText(file);
        bool canInject = (await wallet.ShellAsync("strace -f --seccomp-bpf -o /dev/null -e trace=fsync true")).ExitCode == 0;
        string killed = canInject ? $"strace -f --seccomp-bpf -o /dev/null -e trace={calls} -e inject={calls}:signal=KILL:when={when}" : "timeout -s KILL 1";
        await wallet.ShellAsync($"{killed} $W key passwd ann --password-file '{old}' --new-password-file '{fresh}'");
        JsonElement listed = (await wallet.RunAsync("key", "list", "--json")).Data();
        Assert.Equal("ann", Assert.Single(listed.GetProperty("keys").EnumerateArray()).GetProperty("name").GetString());
        bool isOld = File.ReadAllText(file) == before;
        Assert.Equal(isOld ? 0 : 7, (await wallet.RunAsync("key", "passwd", "ann", "--password-file", old, "--new-password-file", fresh)).ExitCode);
        Assert.Equal(0, (await wallet.RunAsync("key", "passwd", "ann", "--password-file", fresh, "--new-password-file", old)).ExitCode);
    }

    [Fact]
    public async Task Where_nothing_more_can_be_written_no_key_is_shown_as_made_and_no_half_file_is_left()
    {
        using var wallet = new WalletProgram();
        string password = wallet.SecretFile("password", "long enough");
        Outcome outcome = await wallet.ShellAsync($"{Limited} $W key new ann --password-file '{password}'");
        Assert.Equal((2, ""), (outcome.ExitCode, outcome.Output));
        Assert.Contains("ann.json", outcome.Errors);
        Assert.DoesNotContain("defect", outcome.Errors);
        Assert.Equal([".lock"], Directory.GetFiles(Path.Combine(wallet.Home, "keys")).Select(static file => Path.GetFileName(file)));
        Assert.Equal(0, (await wallet.RunAsync("key", "list", "--json")).Data().GetProperty("keys").GetArrayLength());
        Assert.Equal(0, (await wallet.RunAsync("key", "new", "ann", "--password-file", password)).ExitCode);
        string whole = File.ReadAllText(Path.Combine(wallet.Home, "keys", "ann.json"));
        string other = wallet.SecretFile("other", "another password");
        Assert.Equal(2, (await wallet.ShellAsync($"{Limited} $W key passwd ann --password-file '{password}' --new-password-file '{other}'")).ExitCode);
        Assert.Equal(whole, File.ReadAllText(Path.Combine(wallet.Home, "keys", "ann.json")));
    }

    [Fact]
    public async Task A_weak_file_is_opened_with_a_warning_that_is_gone_when_it_is_stored_anew()
    {
        using var wallet = new WalletProgram();
        string password = wallet.SecretFile("password", "long enough");
        Directory.CreateDirectory(Path.Combine(wallet.Home, "keys"));
        wallet.SecretFile("wallet/keys/ann.json", Weak);
        Outcome listed = await wallet.RunAsync("key", "list", "--json");
        Assert.True(listed.Data().GetProperty("keys")[0].GetProperty("weak").GetBoolean());
        Assert.Equal("weak-file", listed.Envelope().GetProperty("warnings")[0].GetProperty("code").GetString());
        Assert.Equal(0, (await wallet.RunAsync("key", "passwd", "ann", "--password-file", password, "--new-password-file", password)).ExitCode);
        listed = await wallet.RunAsync("key", "list", "--json");
        Assert.False(listed.Data().GetProperty("keys")[0].GetProperty("weak").GetBoolean());
        Assert.Equal(0, listed.Envelope().GetProperty("warnings").GetArrayLength());
    }

    [Fact]
    public async Task A_program_that_holds_secrets_leaves_no_image_of_its_memory()
    {
        using var wallet = new WalletProgram();
        string pipe = wallet.PathOf("pipe");
        // Waits for its phrase; by then it has given up the right to leave a core behind. The loop ends when it has, or with the test's patience.
        Outcome outcome = await wallet.ShellAsync(
            $"mkfifo '{pipe}'; ulimit -S -c hard; $W mnemonic check <'{pipe}' & exec 3>'{pipe}'; "
            + "until grep -q 'Max core file size  *0  *0 ' /proc/$!/limits; do kill -0 $! || exit 9; done; exec 3>&-; wait $!");
        Assert.Equal(7, outcome.ExitCode);
    }
}
