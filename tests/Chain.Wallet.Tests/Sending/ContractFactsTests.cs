using Chain.Contracts;
using Chain.Primitives;
using Chain.Types;
using Chain.Wallet.Sending;
using Chain.Wallet.Tests.Contracts;

namespace Chain.Wallet.Tests.Sending;

public class ContractFactsTests
{
    private static readonly Address s_shop = Make.Address(5);

    [Fact]
    public void A_call_is_told_by_the_names_of_its_arguments()
    {
        byte[] arguments = AbiCodec.EncodeArguments(Shop.Abi.FindMethod("offer")!.Arguments, [new AbiValue.Text("tea"), new AbiValue.Integer(7)]);
        var call = new TransactionAction.Call(s_shop, "offer", arguments, Amount.FromGrains(1_500_000_000));
        Assert.Equal("offer(name: \"tea\", price: 7)", Fact(call, "call"));
        Assert.Equal(Make.Network.Format(s_shop) + " (shop), Shop", Fact(call, "contract"));
        Assert.StartsWith("1.5", Fact(call, "value"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_call_of_an_unknown_contract_shows_its_bytes()
    {
        var call = new TransactionAction.Call(Make.Address(6), "offer", new byte[] { 1, 2 }, Amount.Zero);
        Assert.StartsWith("offer(0x0102)", Fact(call, "call"), StringComparison.Ordinal);
        Assert.Equal("ping()", Fact(call with { Method = "ping", Arguments = default }, "call"));
    }

    [Fact]
    public void A_deployment_is_told_from_its_source_alone()
    {
        byte[] arguments = AbiCodec.EncodeArguments(Shop.Abi.Init!.Arguments, [new AbiValue.Integer(3)]);
        var deploy = new TransactionAction.Deploy(Shop.Bytes, arguments, Amount.Zero, null);
        Assert.Equal("deploy contract Shop", Fact(deploy, "action"));
        Assert.Equal("init(start: 3)", Fact(deploy, "init"));
        Assert.Contains("never be changed", Fact(deploy, "upgrader"), StringComparison.Ordinal);
        Assert.Equal(Make.Network.Format(s_shop) + " (shop)", Fact(deploy with { Upgrader = s_shop }, "upgrader"));
    }

    [Fact]
    public void An_upgrade_and_a_freeze_name_the_contract()
    {
        byte[] arguments = AbiCodec.EncodeArguments(Shop.Abi.Migrate!.Arguments, [new AbiValue.Integer(2)]);
        var upgrade = new TransactionAction.Upgrade(s_shop, Shop.Bytes, arguments);
        Assert.Equal("migrate(factor: 2)", Fact(upgrade, "migrate"));
        Assert.Equal(Make.Network.Format(s_shop) + " (shop), Shop", Fact(upgrade, "contract"));
        Assert.Contains("for ever", Fact(new TransactionAction.Freeze(s_shop), "action"), StringComparison.Ordinal);
    }

    [Fact]
    public void Text_in_arguments_cannot_pretend_to_be_another_line()
    {
        byte[] arguments = AbiCodec.EncodeArguments(Shop.Abi.FindMethod("offer")!.Arguments, [new AbiValue.Text("x\namount  0chn"), new AbiValue.Integer(7)]);
        string shown = Display.Safe(Fact(new TransactionAction.Call(s_shop, "offer", arguments, Amount.Zero), "call"));
        Assert.DoesNotContain('\n', shown);
    }

    private static string Fact(TransactionAction action, string name) =>
        new TransactionFacts(Make.Network, address => address == s_shop ? "shop" : null, address => address == s_shop ? Shop.At(address) : null)
            .OfIntent(Make.Address(9), action, "").First(fact => fact.Name == name).Value;
}
