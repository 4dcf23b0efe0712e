using System.Globalization;
using Chain.Contracts;
using Chain.Dapp.Testing;
using Chain.Primitives;
using Chain.Types;

namespace Chain.Dapp.Inspecting;

/// <summary>What putting a contract on the chain takes: it is done, on a chain in memory, with the zero of each type as the arguments of <c>init</c>.</summary>
/// <param name="Gas">The gas that it used.</param>
/// <param name="Fee">That gas at the least base fee of the development network.</param>
/// <param name="InitFailure">The code with which <c>init</c> refused the zeros; empty when it did not.</param>
/// <param name="HasArguments">Whether <c>init</c> takes any.</param>
internal sealed record DeploymentCost(ulong Gas, Amount Fee, string InitFailure, bool HasArguments)
{
    /// <summary>In words.</summary>
    public string Text
    {
        get
        {
            string gas = $"{Gas.ToString("N0", CultureInfo.InvariantCulture)} gas, from {Fee}";
            if (InitFailure.Length > 0)
                return $"{gas}, and more for init, which was not priced: it refuses zeros ({InitFailure})";
            return HasArguments ? $"{gas}; init with zeros for arguments" : gas;
        }
    }

    /// <summary>Deploys it and looks.</summary>
    public static DeploymentCost Of(ContractFile file)
    {
        IReadOnlyList<TestAccount> accounts = TestAccount.All();
        var chain = new TestChain(accounts, new TestTools(isCovering: false));
        AbiMethod? init = file.Code!.Abi.Init;
        byte[] arguments = init is null ? [] : AbiCodec.EncodeArguments(init.Arguments, [.. init.Arguments.Select(argument => AbiCodec.Zero(argument.Type))]);
        TestReceipt receipt = chain.Execute(accounts[0], new TransactionAction.Deploy(file.Utf8, arguments, Amount.Zero, null), null);
        FeeMath.TryFee(receipt.GasUsed, DevelopmentGenesis.BaseFeeMin, out Amount fee);
        return new DeploymentCost(receipt.GasUsed, fee, receipt.Code, init is { Arguments.Length: > 0 });
    }
}
