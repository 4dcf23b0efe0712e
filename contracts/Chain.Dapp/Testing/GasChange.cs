using System.Globalization;

namespace Chain.Dapp.Testing;

/// <summary>A figure of the gas snapshot that is another now.</summary>
/// <param name="What">Which: "Shop.buy mean".</param>
/// <param name="Was">In the snapshot; null when the method is new.</param>
/// <param name="Is">Now; null when the method was not called.</param>
internal sealed record GasChange(string What, ulong? Was, ulong? Is)
{
    /// <summary>"+120 (+3.10 %)"; "new" or "gone".</summary>
    public string Difference => (Was, Is) switch
    {
        (null, _) => "new",
        (_, null) => "gone",
        ({ } was, { } now) => Text(now < was ? "-" : "+", Math.Max(was, now) - Math.Min(was, now), Math.Max(1, was)),
    };

    private static string Text(string sign, ulong difference, ulong was) =>
        string.Create(CultureInfo.InvariantCulture, $"{sign}{difference:N0} ({sign}{100m * difference / was:0.00} %)");
}
