using Chain.Wallet.Networks;

namespace Chain.Wallet.Tests.Networks;

public class NetworkStoreTests
{
    [Fact]
    public void What_is_saved_is_loaded()
    {
        using var directory = new TemporaryDirectory();
        var store = new NetworkStore(Make.Home(directory));
        store.Save(Make.Network with { Node = "http://127.0.0.1:7001" });
        store.Save(Make.RealNetwork, "genesis"u8.ToArray());
        Assert.Equal(["chain-dev", "chain-main"], store.Names());
        Assert.Equal(Make.Network with { Node = "http://127.0.0.1:7001" }, store.TryLoad("chain-dev"));
        Assert.Equal(Make.RealNetwork, store.TryLoad("chain-main"));
        Assert.Equal("genesis"u8.ToArray(), store.TryLoadGenesis("chain-main"));
        Assert.Null(store.TryLoadGenesis("chain-dev"));
    }

    [Fact]
    public void A_file_under_another_name_is_refused()
    {
        using var directory = new TemporaryDirectory();
        var store = new NetworkStore(Make.Home(directory));
        store.Save(Make.Network);
        File.Copy(Path.Combine(directory.File("home"), "networks", "chain-dev.json"), Path.Combine(directory.File("home"), "networks", "chain-main.json"));
        Assert.Equal("network-file", Assert.Throws<WalletException>(() => store.TryLoad("chain-main")).Problem.Code);
    }

    [Theory]
    [InlineData("../x")]
    [InlineData("")]
    [InlineData("A")]
    public void Names_that_are_paths_are_refused(string name)
    {
        using var directory = new TemporaryDirectory();
        Assert.Throws<WalletException>(() => new NetworkStore(Make.Home(directory)).TryLoad(name));
    }

    [Theory]
    [InlineData("chain-dev", true)]
    [InlineData("chain-dev-7", true)]
    [InlineData("chain-devil", false)]
    [InlineData("chain-main", false)]
    [InlineData("my-chain-dev", false)]
    public void Development_networks_are_known_by_their_name(string name, bool isDevelopment) => Assert.Equal(isDevelopment, Wallet.Networks.Network.IsDevelopmentName(name));
}
