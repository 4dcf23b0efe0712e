namespace Chain.Script.Builtins;

/// <summary>Prices of Array and its prototype. A slow step, taken on anything but a plain array, costs <see cref="Step"/> each.</summary>
internal static class ArrayCosts
{
    private const string NewArray = "the new array";

    internal static readonly BuiltinCost Constructor = new("Array", 20, 1, 8, "item", NewArray);
    internal static readonly BuiltinCost IsArray = new("Array.isArray", 4);
    internal static readonly BuiltinCost At = new("Array.prototype.at", 20);
    internal static readonly BuiltinCost Includes = new("Array.prototype.includes", 12, 1, 1, "item");
    internal static readonly BuiltinCost IndexOf = new("Array.prototype.indexOf", 12, 1, 1, "item");
    internal static readonly BuiltinCost LastIndexOf = new("Array.prototype.lastIndexOf", 30, 1, 1, "item");
    internal static readonly BuiltinCost CopyWithin = new("Array.prototype.copyWithin", 36, 1, 4, "item");
    internal static readonly BuiltinCost Fill = new("Array.prototype.fill", 15, 1, 1, "item");
    internal static readonly BuiltinCost Pop = new("Array.prototype.pop", 11);
    internal static readonly BuiltinCost Push = new("Array.prototype.push", 5, 1, 1, "item", "growth of the array by doubling");
    internal static readonly BuiltinCost Reverse = new("Array.prototype.reverse", 20, 1, 1, "item");
    internal static readonly BuiltinCost Shift = new("Array.prototype.shift", 14, 1, 2, "item");
    internal static readonly BuiltinCost Splice = new("Array.prototype.splice", 20, 1, 8, "item", "the array of removed items, growth of the array");
    internal static readonly BuiltinCost Unshift = new("Array.prototype.unshift", 15, 1, 8, "item", "growth of the array by doubling");
    internal static readonly BuiltinCost Concat = new("Array.prototype.concat", 45, 1, 8, "item", NewArray);
    internal static readonly BuiltinCost Slice = new("Array.prototype.slice", 20, 1, 8, "item", NewArray);
    internal static readonly BuiltinCost ToReversed = new("Array.prototype.toReversed", 20, 1, 4, "item", NewArray);
    internal static readonly BuiltinCost ToSpliced = new("Array.prototype.toSpliced", 30, 2, 1, "item", NewArray);
    internal static readonly BuiltinCost With = new("Array.prototype.with", 20, 1, 8, "item", NewArray);
    internal static readonly BuiltinCost Flat = new("Array.prototype.flat", 30, 4, 1, "item", "the new array, 40 bytes a level of nesting");
    internal static readonly BuiltinCost Join = new("Array.prototype.join", 45, 6, 1, "item", "the new string, 64 bytes a level of nesting");
    internal static readonly BuiltinCost ToStringMethod = new("Array.prototype.toString", 15);
    internal static readonly BuiltinCost Entries = new("Array.prototype.entries", 20, memory: "the iterator");
    internal static readonly BuiltinCost Keys = new("Array.prototype.keys", 20, memory: "the iterator");
    internal static readonly BuiltinCost Values = new("Array.prototype.values", 20, memory: "the iterator");

    /// <summary>One property operation of a generic method.</summary>
    internal static readonly BuiltinCost Step = new("array-like step", 6, 6, 1, "step");

    /// <summary>An index beyond 2³²−2, which is a text.</summary>
    internal static readonly BuiltinCost LongIndex = new("array-like long index", 20, 20, 1, "index");

    /// <summary>Filling a new array with undefined.</summary>
    internal static readonly BuiltinCost FillNew = new("array fill", 0, 1, 8, "item");

    /// <summary>Text that join puts together.</summary>
    internal static readonly BuiltinCost JoinUnits = new("array join text", 0, 1, 8, "code unit");

    /// <summary>All of them.</summary>
    internal static readonly BuiltinCost[] All =
    [
        Constructor, IsArray, At, Includes, IndexOf, LastIndexOf, CopyWithin, Fill, Pop, Push, Reverse, Shift, Splice, Unshift, Concat, Slice, ToReversed, ToSpliced,
        With, Flat, Join, ToStringMethod, Entries, Keys, Values, Step, LongIndex, FillNew, JoinUnits,
    ];
}
