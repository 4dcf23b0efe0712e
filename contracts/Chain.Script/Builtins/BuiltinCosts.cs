namespace Chain.Script.Builtins;

/// <summary>
/// Every builtin's price, the one registry: whatever native function the realm holds has its line here, and a test holds the two against
/// each other. The lines are part of the gas schedule and of its hash.
/// </summary>
internal static class BuiltinCosts
{
    /// <summary>All prices, sorted by name.</summary>
    internal static readonly BuiltinCost[] All = Sorted(
    [
        .. ArrayCosts.All, .. ObjectCosts.All, .. FunctionCosts.All, .. SymbolCosts.All, .. ErrorCosts.All, .. ReflectCosts.All, .. CollectionCosts.All,
        .. IteratorCosts.All, .. EngineCosts.All, .. TextCosts.All,
    ]);

    private static BuiltinCost[] Sorted(BuiltinCost[] all)
    {
        Array.Sort(all, static (a, b) => string.CompareOrdinal(a.Name, b.Name));
        return all;
    }
}
