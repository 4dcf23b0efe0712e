using Chain.Contracts;
using Chain.Primitives;
using Chain.Wallet.Contracts;

namespace Chain.Wallet.Tests.Contracts;

public class StateQueryTests
{
    private static readonly Address s_ann = Make.Address(1);

    [Fact]
    public void A_field_alone_is_its_value_or_its_size()
    {
        Assert.Equal((StorageSlot.OfField("total"), false), Place("total"));
        Assert.Equal((StorageSlot.OfCount("offers"), true), Place("offers"));
        Assert.Equal((StorageSlot.OfCount("log"), true), Place("log"));
        Assert.Equal((StorageSlot.OfCount("admins"), true), Place("admins"));
    }

    [Fact]
    public void Words_behind_it_are_keys_in_the_codec_of_their_types()
    {
        Assert.Equal((StorageSlot.OfEntry("offers", AbiCodec.Encode(AbiType.Text.Instance, new AbiValue.Text("tea"))), false), Place("offers", "tea"));
        byte[] pair = [.. s_ann.Span, 7];
        Assert.Equal((StorageSlot.OfEntry("pairs", pair), false), Place("pairs", "ann", "7"));
        Assert.Equal((StorageSlot.OfItem("log", 3), false), Place("log", "3"));
        Assert.Equal((StorageSlot.OfEntry("admins", s_ann.Span), false), Place("admins", "@ann"));
    }

    [Theory]
    [InlineData("total", "1")]
    [InlineData("offers", "a", "b")]
    [InlineData("pairs", "ann")]
    [InlineData("pairs", "ann", "300")]
    [InlineData("log", "-1")]
    [InlineData("log", "x")]
    public void Keys_that_do_not_fit_are_refused(string field, params string[] words) => Assert.Throws<WalletException>(() => Place(field, words));

    [Fact]
    public void An_entry_is_its_place_and_then_its_value()
    {
        StateQuery pair = StateQuery.Of(Shop.Abi.FindState("pairs")!, ["ann", "7"], "chn", Find);
        Assert.Equal(new AbiValue.Integer(-2), pair.Read(exists: true, Convert.FromHexString("00000009fffffffffffffffe")));
        Assert.Equal(AbiValue.Integer.Zero, pair.Read(exists: false, []));
        Assert.Null(pair.Read(exists: true, [0, 0, 0]));
        StateQuery member = StateQuery.Of(Shop.Abi.FindState("admins")!, ["ann"], "chn", Find);
        Assert.Equal(AbiValue.Bool.True, member.Read(exists: true, [0, 0, 0, 0]));
        Assert.Equal(AbiValue.Bool.False, member.Read(exists: false, []));
    }

    private static (Hash256 Slot, bool IsCount) Place(string field, params string[] words)
    {
        StateQuery query = StateQuery.Of(Shop.Abi.FindState(field)!, words, "chn", Find);
        return (query.Slot, query.IsCount);
    }

    private static Address Find(string name) => name is "ann" or "@ann" ? s_ann : throw new WalletException(ProblemKind.NotFound, "unknown-name", name);
}
