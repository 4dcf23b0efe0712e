using System.Globalization;
using System.Text.Json;
using Chain.Primitives;
using Chain.Types;
using Chain.Wallet.Networks;
using Chain.Wallet.Sending;

namespace Chain.Wallet.Cli.Output;

/// <summary>A transaction's members in "data". Amounts are strings in grains.</summary>
internal static class TransactionJson
{
    public static void WriteBody(Utf8JsonWriter json, Network network, Address sender, UnsignedTransaction body)
    {
        json.WriteString("network", network.Name);
        json.WriteString("from", network.Format(sender));
        json.WriteString("action", TransactionFacts.ActionName(body.Action));
        json.WriteString("to", TransactionFacts.Counterparty(body.Action) is { } other ? network.Format(other) : "");
        json.WriteString("amount", Grains(TransactionFacts.AmountOf(body.Action)));
        if (body.Action is TransactionAction.RegisterValidator register)
            json.WriteString("consensusKey", register.ConsensusKey.ToString());
        json.WriteString("memo", body.Memo);
        json.WriteNumber("lane", body.Lane);
        json.WriteNumber("sequence", body.Sequence);
        json.WriteNumber("expiryHeight", body.ExpiryHeight);
        json.WriteNumber("gasLimit", body.GasLimit);
        json.WriteString("maxFee", body.MaxFee.ToString(CultureInfo.InvariantCulture));
        json.WriteString("tip", body.Tip.ToString(CultureInfo.InvariantCulture));
    }

    public static string Grains(Amount amount) => amount.Grains.ToString(CultureInfo.InvariantCulture);
}
