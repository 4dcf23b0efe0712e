namespace Chain.Dapp.Testing;

/// <summary>The gas of one method over all tests.</summary>
internal sealed record GasLine(ulong Calls, ulong Min, ulong Max, ulong Sum)
{
    /// <summary>The mean, rounded down.</summary>
    public ulong Mean => Sum / Calls;

    public GasLine With(ulong gas) => new(Calls + 1, Math.Min(Min, gas), Math.Max(Max, gas), Sum + gas);
}
