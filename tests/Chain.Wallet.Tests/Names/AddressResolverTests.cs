using Chain.Primitives;
using Chain.Wallet.Names;

namespace Chain.Wallet.Tests.Names;

public class AddressResolverTests
{
    private static readonly Address s_ann = Make.Address(1);
    private static readonly Address s_key = Make.Address(2);

    [Fact]
    public void An_address_is_itself()
    {
        string text = Make.Network.Format(s_ann);
        Assert.Equal(new ResolvedAddress(s_ann, text, null, NameSource.Address), Resolver(Make.Network).Resolve(text));
        Assert.Equal(s_ann, Resolver(Make.Network).Resolve(text.ToUpperInvariant()).Address);
    }

    [Fact]
    public void Names_of_keys_and_of_the_book_are_found()
    {
        Assert.Equal((s_key, NameSource.Key), Found("mykey"));
        Assert.Equal((s_ann, NameSource.Book), Found("ann"));

        static (Address, NameSource) Found(string name)
        {
            ResolvedAddress resolved = Resolver(Make.Network).Resolve(name);
            return (resolved.Address, resolved.Source);
        }
    }

    [Fact]
    public void A_name_that_means_two_addresses_is_refused() => Assert.Equal("ambiguous-name", Refusal(Make.Network, "both").Code);

    [Fact]
    public void A_name_with_an_at_is_the_books_whatever_keys_are_called()
    {
        Assert.Equal(new ResolvedAddress(s_ann, Make.Network.Format(s_ann), "both", NameSource.Book), Resolver(Make.Network).Resolve("@both"));
        Assert.Equal(ProblemKind.NotFound, Refusal(Make.Network, "@mykey").Kind);
        Assert.Equal(ProblemKind.NotFound, Refusal(Make.Network, "@").Kind);
    }

    [Fact]
    public void An_unknown_name_is_not_found() => Assert.Equal(ProblemKind.NotFound, Refusal(Make.Network, "nobody").Kind);

    [Fact]
    public void Development_accounts_exist_on_development_networks_only()
    {
        Assert.Equal(NameSource.Development, Resolver(Make.Network).Resolve("dev3").Source);
        Assert.Equal(NameSource.Development, Resolver(Make.Network with { Name = "chain-dev-two" }).Resolve("dev3").Source);
        Assert.Equal("development-account", Refusal(Make.RealNetwork, "dev3").Code);
        Assert.Equal("development-account", Refusal(Make.Network with { Name = "chain-development" }, "dev3").Code);
    }

    [Fact]
    public void Damaged_addresses_are_refused_for_what_they_are()
    {
        string good = Make.Network.Format(s_ann);
        Assert.Contains("checksum", Refusal(Make.Network, good[..^1] + (good[^1] == 'q' ? 'p' : 'q')).Cause);
        Assert.Contains("upper and lower", Refusal(Make.Network, "CHN1" + good[4..]).Cause);
        Assert.Equal("address", Refusal(Make.Network, good.Replace('c', '\u0441')).Code);
        Assert.Contains("another network", Refusal(Make.Network, (Make.Network with { AddressPrefix = "xyz" }).Format(s_ann)).Cause);
        Assert.Equal("address", Refusal(Make.Network, good[..^5]).Code);
        Assert.Equal("address", Refusal(Make.Network, Make.Network.Format(default)).Code);
        Assert.Equal("address", Refusal(Make.Network, new string('a', 5000)).Code);
    }

    [Theory]
    [InlineData("a name")]
    [InlineData("")]
    [InlineData("\u001b[31m")]
    public void What_is_neither_address_nor_name_is_refused(string text) => Assert.Equal("recipient", Refusal(Make.Network, text).Code);

    private static WalletProblem Refusal(Wallet.Networks.Network network, string text) => Assert.Throws<WalletException>(() => Resolver(network).Resolve(text)).Problem;

    private static AddressResolver Resolver(Wallet.Networks.Network network) => new(
        network,
        static name => name is "mykey" or "both" ? s_key : null,
        static index => Make.Address((byte)(100 + index)),
        [new BookEntry("ann", Make.Network.Format(s_ann)), new BookEntry("both", Make.Network.Format(s_ann))]);
}
