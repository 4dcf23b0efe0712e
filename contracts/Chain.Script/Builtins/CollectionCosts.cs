namespace Chain.Script.Builtins;

/// <summary>
/// Prices of Map and Set. Finding a key costs a constant, because hashes are keyed, and the length of a text or bigint key. A table grows
/// by doubling from 4 places of 56 bytes; every packing is charged by the places that it walks.
/// </summary>
internal static class CollectionCosts
{
    internal static readonly BuiltinCost MapClear = new("Map.prototype.clear", 18);
    internal static readonly BuiltinCost MapDelete = new("Map.prototype.delete", 36);
    internal static readonly BuiltinCost MapEntries = new("Map.prototype.entries", 25, memory: "the iterator");
    internal static readonly BuiltinCost MapGet = new("Map.prototype.get", 36);
    internal static readonly BuiltinCost MapHas = new("Map.prototype.has", 32);
    internal static readonly BuiltinCost MapKeys = new("Map.prototype.keys", 25, memory: "the iterator");
    internal static readonly BuiltinCost MapSet = new("Map.prototype.set", 40, memory: "growth of the table");
    internal static readonly BuiltinCost MapSize = new("Map.prototype.size", 8);
    internal static readonly BuiltinCost MapValues = new("Map.prototype.values", 25, memory: "the iterator");
    internal static readonly BuiltinCost SetAdd = new("Set.prototype.add", 34, memory: "growth of the table");
    internal static readonly BuiltinCost SetClear = new("Set.prototype.clear", 18);
    internal static readonly BuiltinCost SetDelete = new("Set.prototype.delete", 34);
    internal static readonly BuiltinCost SetEntries = new("Set.prototype.entries", 25, memory: "the iterator");
    internal static readonly BuiltinCost SetHas = new("Set.prototype.has", 28);
    internal static readonly BuiltinCost SetSize = new("Set.prototype.size", 8);
    internal static readonly BuiltinCost SetValues = new("Set.prototype.values", 25, memory: "the iterator");

    internal static readonly BuiltinCost MapNext = new("%MapIteratorPrototype%.next", 30, memory: "the result");
    internal static readonly BuiltinCost SetNext = new("%SetIteratorPrototype%.next", 28, memory: "the result");

    /// <summary>Hashing or comparing a key that is a text (by units) or a bigint (by bytes).</summary>
    internal static readonly BuiltinCost KeyText = new("collection key", 0, 1, 16, "code unit or byte");

    /// <summary>Walking the places of a table to close its holes, to grow or to copy it.</summary>
    internal static readonly BuiltinCost Repack = new("collection repack", 0, 2, 1, "place");

    /// <summary>Deleted places that a walk passes.</summary>
    internal static readonly BuiltinCost HolesPassed = new("collection holes", 0, 1, 2, "place");

    /// <summary>All of them.</summary>
    internal static readonly BuiltinCost[] All =
    [
        MapClear, MapDelete, MapEntries, MapGet, MapHas, MapKeys, MapSet, MapSize, MapValues, SetAdd, SetClear, SetDelete, SetEntries, SetHas, SetSize, SetValues,
        MapNext, SetNext, KeyText, Repack, HolesPassed,
    ];
}
