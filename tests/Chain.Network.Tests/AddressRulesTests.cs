using System.Net;

namespace Chain.Network.Tests;

public sealed class AddressRulesTests
{
    [Theory]
    [InlineData("8.8.8.8:7000", "8.8.8.8:7000")]
    [InlineData("[2600::1]:1", "[2600::1]:1")]
    [InlineData("Node.Example:65535", "node.example:65535")]
    [InlineData("[2600:0:0::0001]:1", "[2600::1]:1")]
    public void Endpoint_has_one_form(string text, string form)
    {
        Assert.True(PeerEndpoint.TryParse(text, out PeerEndpoint? endpoint));
        Assert.Equal(form, endpoint!.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData(":1")]
    [InlineData("a")]
    [InlineData("a:")]
    [InlineData("a:0")]
    [InlineData("a:65536")]
    [InlineData("a:-1")]
    [InlineData("a:+1")]
    [InlineData("a: 1")]
    [InlineData("1:1")]
    [InlineData("1.2.3:1")]
    [InlineData("1.2.3.4.5:1")]
    [InlineData("999.1.1.1:1")]
    [InlineData("::1:1")]
    [InlineData("[::1:1")]
    [InlineData("[1.2.3.4]:1")]
    [InlineData("a b:1")]
    [InlineData("a/b:1")]
    [InlineData("user@host:1")]
    [InlineData("a\n:1")]
    public void Endpoint_of_another_form_is_refused(string text) => Assert.False(PeerEndpoint.TryParse(text, out _));

    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("2600::1", true)]
    [InlineData("::ffff:8.8.8.8", true)]
    [InlineData("127.0.0.1", false)]
    [InlineData("10.1.2.3", false)]
    [InlineData("172.16.0.1", false)]
    [InlineData("172.32.0.1", true)]
    [InlineData("192.168.1.1", false)]
    [InlineData("169.254.1.1", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("100.128.0.1", true)]
    [InlineData("192.0.2.1", false)]
    [InlineData("198.18.0.1", false)]
    [InlineData("203.0.113.5", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("::1", false)]
    [InlineData("::", false)]
    [InlineData("fe80::1", false)]
    [InlineData("fc00::1", false)]
    [InlineData("ff02::1", false)]
    [InlineData("2001:db8::1", false)]
    [InlineData("::ffff:10.0.0.1", false)]
    public void Routable_means_reachable_from_the_whole_internet(string address, bool routable) =>
        Assert.Equal(routable, AddressRules.IsRoutable(IPAddress.Parse(address)));

    [Fact]
    public void Address_message_loses_bad_entries_and_is_refused_when_it_is_too_long()
    {
        string[] entries = ["8.8.8.8:1", "8.8.8.8:1", "10.0.0.1:1", "127.0.0.1:1", "0.0.0.0:1", "8.8.4.4:0", "name.example:1", "junk"];
        Assert.Equal(["8.8.8.8:1"], AddressRules.Validate(entries, allowPrivate: false)!.Select(e => e.ToString()));
        Assert.Equal(["8.8.8.8:1", "10.0.0.1:1", "127.0.0.1:1"], AddressRules.Validate(entries, allowPrivate: true)!.Select(e => e.ToString()));
        Assert.Null(AddressRules.Validate([.. Enumerable.Repeat("8.8.8.8:1", 10_000)], allowPrivate: false));
    }

    [Fact]
    public void Groups_are_wide()
    {
        Assert.Equal(AddressRules.GroupOf(IPAddress.Parse("8.8.1.1")), AddressRules.GroupOf(IPAddress.Parse("::ffff:8.8.200.3")));
        Assert.NotEqual(AddressRules.GroupOf(IPAddress.Parse("8.8.1.1")), AddressRules.GroupOf(IPAddress.Parse("8.9.1.1")));
        Assert.Equal(AddressRules.GroupOf(IPAddress.Parse("2600:1::1")), AddressRules.GroupOf(IPAddress.Parse("2600:1:ffff::1")));
    }
}
