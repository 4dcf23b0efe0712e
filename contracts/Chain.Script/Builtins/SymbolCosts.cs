namespace Chain.Script.Builtins;

/// <summary>Prices of Symbol.</summary>
internal static class SymbolCosts
{
    internal static readonly BuiltinCost Constructor = new("Symbol", 15, memory: "the new symbol");
    internal static readonly BuiltinCost For = new("Symbol.for", 20, 1, 16, "code unit", "an entry of the machine's registry");
    internal static readonly BuiltinCost KeyFor = new("Symbol.keyFor", 12);
    internal static readonly BuiltinCost ToStringMethod = new("Symbol.prototype.toString", 15, memory: "the new string");
    internal static readonly BuiltinCost ValueOf = new("Symbol.prototype.valueOf", 5);
    internal static readonly BuiltinCost Description = new("Symbol.prototype.description", 5);
    internal static readonly BuiltinCost ToPrimitive = new("Symbol.prototype[Symbol.toPrimitive]", 5);

    /// <summary>All of them.</summary>
    internal static readonly BuiltinCost[] All = [Constructor, For, KeyFor, ToStringMethod, ValueOf, Description, ToPrimitive];
}
