using System.CommandLine;
using System.Globalization;
using Chain.Primitives;
using Chain.Protocol.V1;
using Chain.Types;
using Chain.Wallet.Cli.CommandLine;
using Chain.Wallet.Cli.Output;
using Chain.Wallet.Cli.Running;
using Chain.Wallet.Fees;
using Chain.Wallet.Nodes;

namespace Chain.Wallet.Cli.Commands;

/// <summary>wallet fee: what a transaction costs now.</summary>
internal static class FeeCommand
{
    public static Command Build() => new Leaf("fee", "What a transaction costs now, and what this wallet would offer.", RunAsync);

    private static async Task<CommandResult> RunAsync(Invocation run, CancellationToken cancellationToken)
    {
        NodeSession session = await run.SessionAsync(cancellationToken);
        GetParametersResponse parameters = await session.AskAsync(c => c.GetParametersAsync(cancellationToken));
        ulong baseFee = session.Status.BaseFee;
        FeeTerms terms = FeePolicy.Terms(baseFee, FeeWishes.None);
        ulong gas = parameters.TransferGasMin;
        Amount fee = FeeMath.TryFee(Math.Min(gas, ProtocolLimits.GasMax), Math.Min(baseFee + terms.Tip, ProtocolLimits.PriceMax), out Amount amount) ? amount : Amount.Zero;
        return new CommandResult(
            json =>
            {
                json.WriteString("baseFee", baseFee.ToString(CultureInfo.InvariantCulture));
                json.WriteString("maxFee", terms.MaxFee.ToString(CultureInfo.InvariantCulture));
                json.WriteString("tip", terms.Tip.ToString(CultureInfo.InvariantCulture));
                json.WriteNumber("transferGas", gas);
                json.WriteString("transferFee", TransactionJson.Grains(fee));
                json.WriteNumber("height", session.Status.Height);
            },
            page => page.Fields(
                ("base fee", $"{baseFee}grain per million gas, burned"), ("offered", $"at most {terms.MaxFee}grain, {terms.Tip}grain of it as tip"),
                ("a transfer", $"{fee} ({AmountText.FormatGrains(fee)}) for {gas} gas"), ("height", session.Status.Height.ToString(CultureInfo.InvariantCulture))),
            TransactionJson.Grains(fee));
    }
}
