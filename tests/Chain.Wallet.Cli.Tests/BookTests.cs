using System.Text.Json;

namespace Chain.Wallet.Cli.Tests;

public class BookTests
{
    [Fact]
    public async Task Names_are_added_listed_and_removed()
    {
        using var wallet = new WalletProgram();
        string address = await AddressAsync(wallet, "dev7");
        Assert.Equal(0, (await wallet.RunAsync("book", "add", "shop", address)).ExitCode);
        JsonElement entries = (await wallet.RunAsync("book", "list", "--json")).Data().GetProperty("entries");
        Assert.Equal(("shop", address), (entries[0].GetProperty("name").GetString(), entries[0].GetProperty("address").GetString()));
        Assert.Equal(2, (await wallet.RunAsync("book", "add", "shop", address)).ExitCode);
        Assert.Equal(0, (await wallet.RunAsync("book", "remove", "shop")).ExitCode);
        Assert.Equal(3, (await wallet.RunAsync("book", "remove", "shop")).ExitCode);
    }

    [Fact]
    public async Task Damaged_addresses_and_taken_names_are_refused()
    {
        using var wallet = new WalletProgram();
        string address = await AddressAsync(wallet, "dev7");
        Assert.Equal(2, (await wallet.RunAsync("book", "add", "shop", address[..^1])).ExitCode);
        Assert.Equal(2, (await wallet.RunAsync("book", "add", "dev1", address)).ExitCode);
        Assert.Equal(2, (await wallet.RunAsync("book", "add", "../x", address)).ExitCode);
        await wallet.RunAsync("key", "new", "ann", "--password-file", wallet.SecretFile("password", "long enough"));
        Assert.Equal(2, (await wallet.RunAsync("book", "add", "ann", address)).ExitCode);
    }

    private static async Task<string> AddressAsync(WalletProgram wallet, string name) => (await wallet.RunAsync("key", "show", name, "--quiet")).Output.Trim();
}
