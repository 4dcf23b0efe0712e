namespace Chain.Script.Builtins;

/// <summary>
/// Prices of Object, Function, Symbol, the errors and Reflect. Where keys are listed, the listing itself is charged by the object (8 gas and
/// 16 bytes a key); the step here is for what is done with each.
/// </summary>
internal static class ObjectCosts
{
    private const string NewArray = "the new array";
    private const string NewObject = "the new object";

    internal static readonly BuiltinCost Constructor = new("Object", 15, memory: NewObject);
    internal static readonly BuiltinCost Assign = new("Object.assign", 20, 20, 1, "key", "new properties of the target");
    internal static readonly BuiltinCost Create = new("Object.create", 25, 30, 1, "key", "the new object, 96 bytes a descriptor");
    internal static readonly BuiltinCost DefineProperties = new("Object.defineProperties", 25, 30, 1, "key", "96 bytes a descriptor, new properties");
    internal static readonly BuiltinCost DefineProperty = new("Object.defineProperty", 30, memory: "a new property");
    internal static readonly BuiltinCost Entries = new("Object.entries", 20, 20, 1, "key", "the new arrays");
    internal static readonly BuiltinCost Freeze = new("Object.freeze", 15, memory: "a shape");
    internal static readonly BuiltinCost GetOwnPropertyDescriptor = new("Object.getOwnPropertyDescriptor", 30, memory: NewObject);
    internal static readonly BuiltinCost GetOwnPropertyDescriptors = new("Object.getOwnPropertyDescriptors", 30, 60, 1, "key", "the new objects");
    internal static readonly BuiltinCost GetOwnPropertyNames = new("Object.getOwnPropertyNames", 20, 2, 1, "key", NewArray);
    internal static readonly BuiltinCost GetOwnPropertySymbols = new("Object.getOwnPropertySymbols", 20, 1, 1, "key", NewArray);
    internal static readonly BuiltinCost GetPrototypeOf = new("Object.getPrototypeOf", 14);
    internal static readonly BuiltinCost HasOwn = new("Object.hasOwn", 22);
    internal static readonly BuiltinCost Is = new("Object.is", 12);
    internal static readonly BuiltinCost IsExtensible = new("Object.isExtensible", 18);
    internal static readonly BuiltinCost IsFrozen = new("Object.isFrozen", 10, 6, 1, "key");
    internal static readonly BuiltinCost IsSealed = new("Object.isSealed", 10, 6, 1, "key");
    internal static readonly BuiltinCost Keys = new("Object.keys", 30, 10, 1, "key", NewArray);
    internal static readonly BuiltinCost PreventExtensions = new("Object.preventExtensions", 22, memory: "a shape");
    internal static readonly BuiltinCost Seal = new("Object.seal", 15, memory: "a shape");
    internal static readonly BuiltinCost SetPrototypeOf = new("Object.setPrototypeOf", 40, memory: "a shape");
    internal static readonly BuiltinCost Values = new("Object.values", 20, 14, 1, "key", NewArray);
    internal static readonly BuiltinCost HasOwnProperty = new("Object.prototype.hasOwnProperty", 22);
    internal static readonly BuiltinCost IsPrototypeOf = new("Object.prototype.isPrototypeOf", 8, 8, 1, "step of the prototype chain");
    internal static readonly BuiltinCost PropertyIsEnumerable = new("Object.prototype.propertyIsEnumerable", 22);
    internal static readonly BuiltinCost ToStringMethod = new("Object.prototype.toString", 20, memory: "the new string");
    internal static readonly BuiltinCost ValueOf = new("Object.prototype.valueOf", 5);

    /// <summary>Reading a descriptor from an object of the script.</summary>
    internal static readonly BuiltinCost ReadDescriptor = new("property descriptor", 0, 20, 1, "descriptor");

    /// <summary>All of them.</summary>
    internal static readonly BuiltinCost[] All =
    [
        Constructor, Assign, Create, DefineProperties, DefineProperty, Entries, Freeze, GetOwnPropertyDescriptor, GetOwnPropertyDescriptors, GetOwnPropertyNames,
        GetOwnPropertySymbols, GetPrototypeOf, HasOwn, Is, IsExtensible, IsFrozen, IsSealed, Keys, PreventExtensions, Seal, SetPrototypeOf, Values, HasOwnProperty,
        IsPrototypeOf, PropertyIsEnumerable, ToStringMethod, ValueOf, ReadDescriptor,
    ];
}
