using System.Collections.Immutable;
using Chain.Contracts;
using Chain.Primitives;
using Chain.Wallet.Contracts;

namespace Chain.Wallet.Tests.Contracts;

public class ContractArgumentsTests
{
    private static readonly Address s_ann = Make.Address(1);

    [Fact]
    public void Names_stand_for_addresses_and_values_have_their_types()
    {
        byte[] encoded = Encode("tag", """{ "by": "ann", "raw": "0x0102", "flags": [true, false] }""");
        Assert.True(AbiCodec.TryDecodeArguments(Shop.Abi.FindMethod("tag")!.Arguments, encoded, out ImmutableArray<AbiValue> values));
        Assert.Equal(
            "by: " + Make.Network.Format(s_ann) + " (ann), raw: 0x0102, flags: [true, false], extra: none",
            new ContractValueText(Make.Network, address => address == s_ann ? "ann" : null).Fields(Shop.Abi.FindMethod("tag")!.Arguments, encoded));
        Assert.Equal(AbiValue.None.Instance, values[3]);
    }

    [Fact]
    public void What_does_not_fit_is_refused_with_the_signature_the_reason_and_an_example()
    {
        WalletProblem problem = Assert.Throws<WalletException>(() => Encode("offer", """["tea"]""")).Problem;
        Assert.Equal(("arguments", ProblemKind.Usage), (problem.Code, problem.Kind));
        Assert.Contains("offer(name: string, price: u64)", problem.Message, StringComparison.Ordinal);
        Assert.Contains("2 arguments expected", problem.Cause, StringComparison.Ordinal);
        Assert.Contains("""'{ "name": "text", "price": "1" }'""", problem.Next, StringComparison.Ordinal);
    }

    [Fact]
    public void A_contract_without_init_takes_no_arguments()
    {
        Assert.Empty(ContractArguments.Encode(null, null, "chn", Find));
        Assert.Throws<WalletException>(() => ContractArguments.Encode(null, "[1]", "chn", Find));
    }

    [Fact]
    public void Arguments_beyond_the_limit_are_refused_before_anything_is_sent()
    {
        string json = $"""["{new string('x', ContractLimits.ArgumentsBytesMax)}", 1]""";
        Assert.Contains("65536", Assert.Throws<WalletException>(() => Encode("offer", json)).Problem.Message, StringComparison.Ordinal);
    }

    private static byte[] Encode(string method, string json) => ContractArguments.Encode(Shop.Abi.FindMethod(method), json, "chn", Find);

    private static Address Find(string name) => name is "ann" ? s_ann : throw new WalletException(ProblemKind.NotFound, "unknown-name", name);
}
