namespace Chain.Script.Builtins;

/// <summary>The texts of the errors that the builtins of strings, numbers, bigints, JSON and byte arrays throw.</summary>
internal static class TextMessages
{
    internal const string NullishReceiver = "the method was called on undefined or null";
    internal const string StringReceiver = "the receiver is not a string";
    internal const string NumberReceiver = "the receiver is not a number";
    internal const string BooleanReceiver = "the receiver is not a boolean";
    internal const string BigIntReceiver = "the receiver is not a bigint";
    internal const string ByteArrayReceiver = "the receiver is not a byte array";
    internal const string RepeatCount = "the count of repetitions must be finite and not negative";
    internal const string CodePoint = "the value is not a code point";
    internal const string Radix = "the radix must be from 2 to 36";
    internal const string FixedDigits = "the number of digits must be from 0 to 100";
    internal const string PrecisionDigits = "the number of digits must be from 1 to 100";
    internal const string BigIntNew = "BigInt is not a constructor";
    internal const string BigIntOfFraction = "the number has a fraction or is not finite: it is no bigint";
    internal const string BigIntDivisor = "a bigint cannot be divided by zero";
    internal const string BigIntExponent = "the exponent of a bigint must not be negative";
    internal const string ByteArrayNew = "a byte array is made with 'new'";
    internal const string ByteArrayLength = "the length of a byte array must be an integer from 0 to 1048576";
    internal const string ByteArrayOffset = "the bytes do not fit at this offset";
    internal const string ByteArrayAbstract = "the constructor of all byte arrays is abstract";
    internal const string ByteArrayHex = "the text is not an even number of hexadecimal digits";
    internal const string ByteArraySpecies = "the constructor made something else than a byte array of sufficient length";
    internal const string ByteArrayConstant = "the bytes are constant";
    internal const string ByteArrayFreeze = "a byte array that has bytes cannot be sealed or frozen";
    internal const string IndexRange = "the index is out of range";
    internal const string JsonEnd = "the JSON text ends too early";
    internal const string JsonDeep = "the JSON text is nested deeper than 128";
    internal const string JsonCycle = "the object contains itself: it has no JSON text";
    internal const string JsonValueDeep = "the value is nested deeper than 128: it has no JSON text";
    internal const string JsonBigInt = "a bigint has no JSON text";

    internal static string JsonUnexpected(int at) =>
        "the JSON text has an unexpected character at place " + at.ToString(System.Globalization.NumberFormatInfo.InvariantInfo);
}
