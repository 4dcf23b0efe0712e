using System.Globalization;
using System.Text.Json;
using Chain.Protocol.V1;
using Chain.Wallet.Cli.Input;

namespace Chain.Wallet.Cli.Output;

/// <summary>Bonded coins of an account, for programs and for people.</summary>
internal static class StakeJson
{
    public static void WriteBonds(Utf8JsonWriter json, GetAccountResponse account)
    {
        json.WriteStartArray("delegations");
        foreach (Delegation bond in account.Delegations)
        {
            json.WriteStartObject();
            json.WriteString("validator", bond.Validator);
            json.WriteString("amount", bond.Amount);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("unbondings");
        foreach (Unbonding unbonding in account.Unbondings)
        {
            json.WriteStartObject();
            json.WriteString("validator", unbonding.Validator);
            json.WriteString("amount", unbonding.Amount);
            json.WriteNumber("atHeight", unbonding.AtHeight);
            json.WriteNumber("atTimeMs", unbonding.AtTimeMs);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    public static void ShowBonds(TextPage page, GetAccountResponse account)
    {
        if (account.Delegations.Count > 0)
        {
            page.Gap();
            page.Table(["bonded to", ">amount"], account.Delegations.Select(static bond => (string[])[bond.Validator, AmountInput.FromNode(bond.Amount).ToString()]));
        }
        if (account.Unbondings.Count > 0)
        {
            page.Gap();
            page.Table(
                ["coming back from", ">amount", ">not before height"],
                account.Unbondings.Select(static unbonding => (string[])[unbonding.Validator, AmountInput.FromNode(unbonding.Amount).ToString(), unbonding.AtHeight.ToString(CultureInfo.InvariantCulture)]));
        }
    }
}
