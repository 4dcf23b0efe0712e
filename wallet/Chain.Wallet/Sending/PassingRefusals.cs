namespace Chain.Wallet.Sending;

/// <summary>Refusals of a node's pool that pass by themselves as blocks are made: sending the same bytes again a little later is all that is needed.</summary>
internal static class PassingRefusals
{
    private static readonly HashSet<string> s_codes = new(StringComparer.Ordinal)
    {
        "POOL_FULL", "EVICTED", "SEQUENCE_TOO_FAR_AHEAD", "TOO_MANY_OF_ACCOUNT", "TOO_BUSY",
    };

    public static bool Contains(string code) => s_codes.Contains(code);
}
