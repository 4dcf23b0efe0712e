using Chain.Contracts;
using Chain.Wallet.Contracts;

namespace Chain.Wallet.Tests.Contracts;

/// <summary>What a contract says stands beside what the wallet says, and must not pass for it.</summary>
public class ContractValueTextTests
{
    private static readonly ContractValueText s_brief = new(Make.Network, static _ => null, isBrief: true);
    private static readonly ContractValueText s_full = new(Make.Network, static _ => null);

    [Fact]
    public void A_text_cannot_end_its_own_quotes()
    {
        Assert.Equal("\"x\\\", total: 5\"", s_full.Of(AbiType.Text.Instance, new AbiValue.Text("x\", total: 5")));
        Assert.Equal("\"x\\\\\\\"\"", s_full.Of(AbiType.Text.Instance, new AbiValue.Text("x\\\"")));
    }

    [Fact]
    public void What_is_asked_for_is_told_whole_and_what_happened_is_cut()
    {
        var longText = new AbiValue.Text(new string('x', 1_000));
        Assert.Equal($"\"{new string('x', 1_000)}\"", s_full.Of(AbiType.Text.Instance, longText));
        Assert.Equal($"\"{new string('x', 200)}…\" (1000 characters)", s_brief.Of(AbiType.Text.Instance, longText));
        var many = new AbiValue.List([.. Enumerable.Repeat<AbiValue>(new AbiValue.Integer(7), 21)]);
        Assert.EndsWith("7, …] (21 items)", s_brief.Of(AbiType.ListOf(AbiType.UInt.U32)!, many), StringComparison.Ordinal);
        Assert.EndsWith("7, 7]", s_full.Of(AbiType.ListOf(AbiType.UInt.U32)!, many), StringComparison.Ordinal);
    }
}
