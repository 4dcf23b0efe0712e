namespace Chain.Script.Builtins;

/// <summary>The texts of errors that builtins throw, beside those of <see cref="Errors.Messages"/>.</summary>
internal static class BuiltinMessages
{
    internal const string AccessorNotCallable = "a getter or setter must be a function or undefined";
    internal const string CannotSetPrototype = "the prototype of the object cannot be set";
    internal const string ComparatorNotCallable = "the comparator must be a function or undefined";
    internal const string DescriptorMixed = "a property descriptor has either a value or a getter and setter, not both";
    internal const string DescriptorNotObject = "a property descriptor must be an object";
    internal const string EntryNotObject = "an entry must be an object that holds a key and a value";
    internal const string IteratorAbstract = "Iterator is abstract: only its subclasses can be constructed";
    internal const string IteratorReceiver = "the receiver is not an iterator of this kind";
    internal const string IteratorNotIterable = "the value is neither an iterator nor iterable";
    internal const string LengthTooLarge = "the length would be larger than 9007199254740991";
    internal const string LimitInvalid = "the limit must be a number from 0 upwards";
    internal const string ListNotObject = "the list of arguments must be an object";
    internal const string NeedsNew = "the constructor cannot be called without 'new'";
    internal const string NoCodeFromText = "functions cannot be made from text: the code of a contract is its source";
    internal const string NotFunction = "the receiver is not a function";
    internal const string NotMap = "the receiver is not a Map";
    internal const string NotSet = "the receiver is not a Set";
    internal const string NotSymbol = "the value is not a symbol";
    internal const string PrototypeNotObjectOrNull = "the prototype must be an object or null";
    internal const string ReduceOfNothing = "reduce of nothing needs an initial value";
    internal const string RestrictedProperty = "the property is not available in strict code";
    internal const string SetSizeInvalid = "the size of a set must be a number";
    internal const string SetSizeNegative = "the size of a set must not be negative";
    internal const string SymbolNotConstructor = "Symbol is not a constructor";
    internal const string TooManyArguments = "the list of arguments is too long";
    internal const string WeirdSetterReceiver = "the property of Iterator.prototype cannot be set on this receiver";
}
