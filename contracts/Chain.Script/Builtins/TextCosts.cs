namespace Chain.Script.Builtins;

/// <summary>The prices of everything that has to do with texts, numbers and bytes.</summary>
internal static class TextCosts
{
    /// <summary>All of them.</summary>
    internal static readonly BuiltinCost[] All = [.. StringCosts.All, .. NumberCosts.All, .. BigIntCosts.All, .. JsonCosts.All, .. ByteArrayCosts.All];
}
