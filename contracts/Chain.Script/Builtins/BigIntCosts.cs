namespace Chain.Script.Builtins;

/// <summary>What the builtins of bigints cost besides the formulas of <see cref="Numbers.BigIntGas"/>, which count limbs.</summary>
internal static class BigIntCosts
{
    internal static readonly BuiltinCost Constructor = new("BigInt", 12, 0, 1, "", "the bigint");
    internal static readonly BuiltinCost AsIntN = new("BigInt.asIntN", 14, 0, 1, "", "the bigint");
    internal static readonly BuiltinCost AsUintN = new("BigInt.asUintN", 14, 0, 1, "", "the bigint");
    internal static readonly BuiltinCost ToStringMethod = new("BigInt.prototype.toString", 10, 0, 1, "", "the resulting string");
    internal static readonly BuiltinCost ValueOf = new("BigInt.prototype.valueOf", 5);

    internal static readonly BuiltinCost[] All = [Constructor, AsIntN, AsUintN, ToStringMethod, ValueOf];
}
