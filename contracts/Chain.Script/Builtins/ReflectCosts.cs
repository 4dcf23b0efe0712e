namespace Chain.Script.Builtins;

/// <summary>Prices of Reflect.</summary>
internal static class ReflectCosts
{
    internal static readonly BuiltinCost Apply = new("Reflect.apply", 20);
    internal static readonly BuiltinCost Construct = new("Reflect.construct", 15);
    internal static readonly BuiltinCost DefineProperty = new("Reflect.defineProperty", 30, memory: "a new property");
    internal static readonly BuiltinCost DeleteProperty = new("Reflect.deleteProperty", 25);
    internal static readonly BuiltinCost Get = new("Reflect.get", 22);
    internal static readonly BuiltinCost GetOwnPropertyDescriptor = new("Reflect.getOwnPropertyDescriptor", 30, memory: "the new object");
    internal static readonly BuiltinCost GetPrototypeOf = new("Reflect.getPrototypeOf", 14);
    internal static readonly BuiltinCost Has = new("Reflect.has", 26);
    internal static readonly BuiltinCost IsExtensible = new("Reflect.isExtensible", 18);
    internal static readonly BuiltinCost OwnKeys = new("Reflect.ownKeys", 20, 2, 1, "key", "the new array");
    internal static readonly BuiltinCost PreventExtensions = new("Reflect.preventExtensions", 22, memory: "a shape");
    internal static readonly BuiltinCost Set = new("Reflect.set", 25, memory: "a new property");
    internal static readonly BuiltinCost SetPrototypeOf = new("Reflect.setPrototypeOf", 40, memory: "a shape");

    /// <summary>All of them.</summary>
    internal static readonly BuiltinCost[] All =
    [
        Apply, Construct, DefineProperty, DeleteProperty, Get, GetOwnPropertyDescriptor, GetPrototypeOf, Has, IsExtensible, OwnKeys, PreventExtensions, Set, SetPrototypeOf,
    ];
}
