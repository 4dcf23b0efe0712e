using Chain.Primitives;

namespace Chain.Wallet.Cli.Input;

/// <summary>Amounts as the user writes them.</summary>
internal static class AmountInput
{
    private const int ShownMax = 40;

    /// <exception cref="WalletException">It is no amount; the reason is named.</exception>
    public static Amount Parse(string text, string what = "amount")
    {
        if (Amount.TryParse(text, out Amount amount, out AmountError error))
            return amount;
        string reason = error switch
        {
            AmountError.Empty => "it is empty",
            AmountError.Sign => "amounts have no sign",
            AmountError.Separator => "commas and other separators are not used: the decimal point is a point",
            AmountError.Whitespace => "it has a blank",
            AmountError.Exponent => "powers of ten are not used",
            AmountError.UnknownUnit => "the units are chn and grain",
            AmountError.TooManyDecimals => "a coin has nine decimals, a grain none",
            AmountError.Overflow => "it is more than can exist",
            _ => "it is not a number",
        };
        throw new WalletException(
            ProblemKind.Usage, "amount", $"'{Display.Safe(text.Length <= ShownMax ? text : text[..ShownMax] + "…")}' is no {what}", reason, "write coins as 1.5 or 1.5chn, or the smallest unit as 1500grain");
    }

    /// <summary>As <see cref="Parse"/>, but for money that is moved: nothing is not an amount.</summary>
    public static Amount ParsePositive(string text)
    {
        Amount amount = Parse(text);
        return amount > Amount.Zero ? amount : throw new WalletException(ProblemKind.Usage, "amount", "the amount is zero", null, "name how much");
    }

    /// <summary>An amount in a node's answer.</summary>
    /// <exception cref="WalletException">It is none: the node is faulty.</exception>
    public static Amount FromNode(string grains) =>
        Amount.TryParse(grains + AmountText.GrainUnit, out Amount amount, out _)
            ? amount
            : throw new WalletException(ProblemKind.Unreachable, "bad-answer", "the node names an amount that is none", null, "name another with --node URL");
}
