namespace Chain.Script.Builtins;

/// <summary>Prices of what the self-hosted sources import from the module 'engine'. A self-hosted method costs its bytecode and these.</summary>
internal static class EngineCosts
{
    /// <summary>A function that looks at its arguments and does a bounded amount of work.</summary>
    internal static readonly BuiltinCost Plain = new("engine function", 3);

    /// <summary>Calling a function with a receiver.</summary>
    internal static readonly BuiltinCost Call = new("engine.call", 4);

    /// <summary>A function that makes one small object.</summary>
    internal static readonly BuiltinCost Make = new("engine object", 15, memory: "the object");

    /// <summary>A function that reads, writes or defines one property, or looks up one key.</summary>
    internal static readonly BuiltinCost Property = new("engine property", 12, memory: "the property");

    /// <summary>Copying items of an array.</summary>
    internal static readonly BuiltinCost CopyItems = new("engine items", 10, 1, 8, "item", "the new array");

    /// <summary>Handling each item of the default sort once.</summary>
    internal static readonly BuiltinCost SortItems = new("engine.sort items", 10, 1, 2, "item", "64 bytes an item");

    /// <summary>Comparing two texts; each comparison counts 32 units and the shorter length.</summary>
    internal static readonly BuiltinCost SortCompare = new("engine.sort compare", 0, 1, 16, "code unit");

    /// <summary>All of them.</summary>
    internal static readonly BuiltinCost[] All = [Plain, Call, Make, Property, CopyItems, SortItems, SortCompare];
}
