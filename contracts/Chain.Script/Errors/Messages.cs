namespace Chain.Script.Errors;

/// <summary>
/// The texts of the machine's own errors. They are ours and fixed: no text of the host reaches a script. What needs a name takes it
/// shortened by <see cref="Quote"/>.
/// </summary>
internal static class Messages
{
    internal const string ArrayTooLong = "the array would be longer than 1048576 items";
    internal const string ArrayLength = "invalid array length";
    internal const string ArrayHole = "arrays have no holes: an item can be written below the length, or at it";
    internal const string ArrayGrow = "arrays have no holes: the length of an array cannot be raised";
    internal const string ArrayDelete = "arrays have no holes: an item cannot be deleted";
    internal const string ArrayItemAttributes = "the items of an array have no attributes of their own";
    internal const string NotExtensible = "the object is not extensible";
    internal const string StringTooLong = "the string would be longer than 1048576 units";
    internal const string BigIntTooLarge = "the bigint would be larger than 32768 bits";
    internal const string BigIntMixed = "a bigint and another type cannot be mixed; convert one of them";
    internal const string BigIntUnsignedShift = "a bigint has no unsigned right shift";
    internal const string BigIntUnaryPlus = "a bigint cannot be converted to a number implicitly";
    internal const string SymbolToString = "a symbol cannot be converted to a string";
    internal const string SymbolToNumber = "a symbol cannot be converted to a number";
    internal const string NotPrimitive = "the object cannot be converted to a primitive value";
    internal const string NullishToObject = "undefined and null cannot be converted to an object";
    internal const string NotAnObject = "the value is not an object";
    internal const string NotCallable = "the value is not a function";
    internal const string NotConstructor = "the value is not a constructor";
    internal const string NotIterable = "the value is not iterable";
    internal const string IteratorResult = "the result of an iterator is not an object";
    internal const string IteratorNotObject = "the iterator is not an object";
    internal const string InstanceOfTarget = "the right side of 'instanceof' is not callable";
    internal const string InstanceOfPrototype = "the prototype of the right side of 'instanceof' is not an object";
    internal const string InTarget = "the right side of 'in' is not an object";
    internal const string ClassWithoutNew = "a class constructor cannot be called without 'new'";
    internal const string GeneratorRunning = "the generator is running already";
    internal const string GeneratorReceiver = "the receiver is not a generator";
    internal const string SuperTwice = "'super' was called already";
    internal const string ThisBeforeSuper = "'super' must be called before 'this' is used";
    internal const string DerivedReturn = "a derived constructor may return only an object or undefined";
    internal const string ExtendsNotConstructor = "a class can extend only a constructor or null";
    internal const string ExtendsPrototype = "the prototype of the extended class is neither an object nor null";
    internal const string SuperNotConstructor = "the super constructor is not a constructor";
    internal const string PrivateTwice = "the object has the private name already";
    internal const string PrivateMethodWrite = "a private method cannot be assigned";
    internal const string PrivateShared = "a private field of something at the top level of a shared module cannot be assigned";
    internal const string PrivateNoGetter = "the private name has no getter";
    internal const string PrivateNoSetter = "the private name has no setter";
    internal const string DeleteSuper = "a property of 'super' cannot be deleted";
    internal const string IteratorHasNoThrow = "the iterator has no 'throw' method";
    internal const string DestructureNullish = "undefined and null cannot be destructured";
    internal const string InvalidIndex = "the index is out of range";
    internal const string BigIntText = "the text is not a bigint";
    internal const string BigIntFrom = "the value cannot be converted to a bigint";
    internal const string TooManyArguments = "a call has more than 65535 arguments";
    internal const string OutOfGas = "the gas is used up";
    internal const string OutOfMemory = "the memory is used up";
    internal const string TooDeep = "calls are nested too deep";
    internal const string Stopped = "the host ended the run";
    internal const string InternalFault = "a defect of the engine ended the run";
    internal const string SuspendNested = "a call to another contract is not possible inside a callback of a builtin";
    internal const string CannotRedefine = "the property cannot be redefined";
    internal const string DescriptorMixed = "a property descriptor has either a value or accessors";
    internal const string DescriptorGetter = "a getter must be a function";
    internal const string DescriptorSetter = "a setter must be a function";
    internal const string SetPrototype = "the prototype cannot be set";
    internal const string ModuleNamespace = "the exports of a module cannot be assigned";

    internal const string HostObjectFreeze = "the object belongs to the host: it can be neither sealed nor frozen";

    private const int NameUnitsMax = 60;

    internal static string NotDefined(string name) => "'" + Quote(name) + "' is not defined";

    internal static string BeforeInitialization(string name) => "'" + Quote(name) + "' is used before it is initialized";

    internal static string ConstantAssignment(string name) => "the constant '" + Quote(name) + "' cannot be assigned";

    internal static string NullishRead(string name, bool isNull) => "the property '" + Quote(name) + "' of " + Nullish(isNull) + " cannot be read";

    internal static string NullishWrite(string name, bool isNull) => "the property '" + Quote(name) + "' of " + Nullish(isNull) + " cannot be set";

    internal static string ReadOnly(string name) => "the property '" + Quote(name) + "' is read-only";

    internal static string NoSetter(string name) => "the property '" + Quote(name) + "' has only a getter";

    internal static string CannotAdd(string name) => "the property '" + Quote(name) + "' cannot be added: the object is not extensible";

    internal static string CannotDelete(string name) => "the property '" + Quote(name) + "' cannot be deleted";

    internal static string CannotRedefineName(string name) => "the property '" + Quote(name) + "' cannot be redefined";

    internal static string PrivateMissing(string name) => "the object does not have the private name '" + Quote(name) + "'";

    internal static string NotAFunction(string name) => "'" + Quote(name) + "' is not a function";

    internal static string UnknownModule(string name) => "there is no module '" + Quote(name) + "'";

    internal static string UnknownExport(string module, string name) => "the module '" + Quote(module) + "' has no export '" + Quote(name) + "'";

    internal static string NotAConstructor(string name) => "'" + Quote(name) + "' is not a constructor";

    internal static string PrimitiveProperty(string name) => "the property '" + Quote(name) + "' cannot be set on a primitive value";

    /// <summary>A name of the script, cut to a size that an error may have.</summary>
    internal static string Quote(string name) => name.Length <= NameUnitsMax ? name : string.Concat(name.AsSpan(0, NameUnitsMax), "…");

    private static string Nullish(bool isNull) => isNull ? "null" : "undefined";
}
