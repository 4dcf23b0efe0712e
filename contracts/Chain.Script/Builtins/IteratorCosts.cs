namespace Chain.Script.Builtins;

/// <summary>Prices of the iterators.</summary>
internal static class IteratorCosts
{
    internal static readonly BuiltinCost Constructor = new("Iterator", 15, memory: "the new object");
    internal static readonly BuiltinCost Self = new("Iterator.prototype[Symbol.iterator]", 8);
    internal static readonly BuiltinCost GetTag = new("Iterator.prototype[Symbol.toStringTag]", 10);
    internal static readonly BuiltinCost GetConstructor = new("Iterator.prototype.constructor", 10);
    internal static readonly BuiltinCost ArrayNext = new("%ArrayIteratorPrototype%.next", 10, memory: "the result");
    internal static readonly BuiltinCost GeneratorNext = new("%GeneratorPrototype%.next", 15, memory: "the result");
    internal static readonly BuiltinCost GeneratorReturn = new("%GeneratorPrototype%.return", 15, memory: "the result");
    internal static readonly BuiltinCost GeneratorThrow = new("%GeneratorPrototype%.throw", 15, memory: "the result");

    /// <summary>All of them.</summary>
    internal static readonly BuiltinCost[] All = [Constructor, Self, GetTag, GetConstructor, ArrayNext, GeneratorNext, GeneratorReturn, GeneratorThrow];
}
