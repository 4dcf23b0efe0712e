namespace Chain.Script.Builtins;

/// <summary>What byte arrays cost. New arrays are charged besides, by their published size.</summary>
internal static class ByteArrayCosts
{
    private const string NewArray = "the new array";

    internal static readonly BuiltinCost Abstract = new("%TypedArray%", 10);
    internal static readonly BuiltinCost Constructor = new("Uint8Array", 20, 1, 16, "byte", NewArray);
    internal static readonly BuiltinCost ConstructorItem = new("Uint8Array (item)", 0, 3, 1, "item of an iterable or array-like", NewArray);
    internal static readonly BuiltinCost FromHex = new("Uint8Array.fromHex", 20, 1, 2, "unit", NewArray);
    internal static readonly BuiltinCost ToHex = new("Uint8Array.prototype.toHex", 20, 1, 16, "byte", "the resulting string");
    internal static readonly BuiltinCost Length = new("%TypedArray%.prototype.length", 4);
    internal static readonly BuiltinCost ByteLength = new("%TypedArray%.prototype.byteLength", 4);
    internal static readonly BuiltinCost Tag = new("%TypedArray%.prototype[Symbol.toStringTag]", 4);
    internal static readonly BuiltinCost At = new("%TypedArray%.prototype.at", 8);
    internal static readonly BuiltinCost CopyWithin = new("%TypedArray%.prototype.copyWithin", 20, 1, 64, "byte");
    internal static readonly BuiltinCost Entries = new("%TypedArray%.prototype.entries", 15, memory: "the iterator");
    internal static readonly BuiltinCost Fill = new("%TypedArray%.prototype.fill", 16, 1, 64, "byte");
    internal static readonly BuiltinCost Includes = new("%TypedArray%.prototype.includes", 14, 1, 32, "byte");
    internal static readonly BuiltinCost IndexOf = new("%TypedArray%.prototype.indexOf", 14, 1, 32, "byte");
    internal static readonly BuiltinCost Join = new("%TypedArray%.prototype.join", 25, 4, 1, "byte", "the resulting string");
    internal static readonly BuiltinCost Keys = new("%TypedArray%.prototype.keys", 15, memory: "the iterator");
    internal static readonly BuiltinCost LastIndexOf = new("%TypedArray%.prototype.lastIndexOf", 14, 1, 32, "byte");
    internal static readonly BuiltinCost Reverse = new("%TypedArray%.prototype.reverse", 12, 1, 32, "byte");
    internal static readonly BuiltinCost Set = new("%TypedArray%.prototype.set", 18, 1, 64, "byte");
    internal static readonly BuiltinCost Slice = new("%TypedArray%.prototype.slice", 20, 1, 64, "byte", NewArray);
    internal static readonly BuiltinCost Sort = new("%TypedArray%.prototype.sort", 100, 1, 4, "byte");
    internal static readonly BuiltinCost Subarray = new("%TypedArray%.prototype.subarray", 18, memory: "the view");
    internal static readonly BuiltinCost ToReversed = new("%TypedArray%.prototype.toReversed", 20, 1, 32, "byte", NewArray);
    internal static readonly BuiltinCost Values = new("%TypedArray%.prototype.values", 15, memory: "the iterator");
    internal static readonly BuiltinCost With = new("%TypedArray%.prototype.with", 18, 1, 64, "byte", NewArray);

    internal static readonly BuiltinCost[] All =
    [
        Abstract, Constructor, ConstructorItem, FromHex, ToHex, Length, ByteLength, Tag, At, CopyWithin, Entries, Fill, Includes, IndexOf, Join, Keys,
        LastIndexOf, Reverse, Set, Slice, Sort, Subarray, ToReversed, Values, With,
    ];
}
