using Chain.Script.Builtins;
using Chain.Script.Execution;
using Chain.Script.Metering;
using Chain.Script.Values;

namespace Chain.Script.Tests.Builtins;

/// <summary>The registry of prices against the realm: no builtin without a price, no price without a builtin.</summary>
public class BuiltinCostsTests
{
    /// <summary>Prices of work that several builtins share, and of the engine module, which no script can reach.</summary>
    private static bool IsShared(BuiltinCost cost) => cost.Name.Contains(' ', StringComparison.Ordinal) || cost.Name.StartsWith("engine", StringComparison.Ordinal);

    [Fact]
    public void Every_native_function_of_the_realm_has_its_price_in_the_registry()
    {
        var prices = BuiltinCosts.All.ToDictionary(cost => cost.Name, StringComparer.Ordinal);
        foreach (var (path, function) in RealmWalk.Functions(Realm.Shared))
        {
            if (function is not NativeFunction native)
                continue;
            string name = path.Replace(RealmWalk.SetterMark, "", StringComparison.Ordinal);
            Assert.True(prices.TryGetValue(name, out var cost), $"{path} has no price");
            Assert.True(cost.Base == native.Gas, $"{path} charges {native.Gas}, its price says {cost.Base}");
        }
    }

    [Fact]
    public void Every_price_belongs_to_a_function_of_the_realm_or_is_shared()
    {
        var functions = RealmWalk.Functions(Realm.Shared);
        foreach (var cost in BuiltinCosts.All)
            Assert.True(IsShared(cost) || functions.ContainsKey(cost.Name), $"{cost.Name} is nowhere in the realm");
    }

    [Fact]
    public void Prices_are_in_the_hashed_schedule()
    {
        string text = GasTable.CanonicalText();
        foreach (var cost in BuiltinCosts.All)
            Assert.Contains("builtin " + cost + "\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_price_rounds_up_to_whole_steps_and_saturates()
    {
        var cost = new BuiltinCost("x", 5, 3, 4, "item");
        Assert.Equal(0, cost.For(0));
        Assert.Equal(3, cost.For(1));
        Assert.Equal(3, cost.For(4));
        Assert.Equal(6, cost.For(5));
        Assert.Equal(long.MaxValue, new BuiltinCost("y", 0, 5).For(long.MaxValue / 4));
        Assert.Equal("x 5 + 3/4 item", cost.ToString());
    }
}
