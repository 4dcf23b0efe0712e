namespace Chain.Script.Builtins;

/// <summary>What the builtins of numbers and booleans, Math, and the functions that read numbers from text cost.</summary>
internal static class NumberCosts
{
    internal static readonly BuiltinCost Constructor = new("Number", 10);
    internal static readonly BuiltinCost IsFinite = new("Number.isFinite", 5);
    internal static readonly BuiltinCost IsInteger = new("Number.isInteger", 5);
    internal static readonly BuiltinCost IsNaN = new("Number.isNaN", 5);
    internal static readonly BuiltinCost IsSafeInteger = new("Number.isSafeInteger", 5);
    internal static readonly BuiltinCost ToExponential = new("Number.prototype.toExponential", 60, 0, 1, "", "the resulting string");
    internal static readonly BuiltinCost ToFixed = new("Number.prototype.toFixed", 60, 0, 1, "", "the resulting string");
    internal static readonly BuiltinCost ToPrecision = new("Number.prototype.toPrecision", 60, 0, 1, "", "the resulting string");
    internal static readonly BuiltinCost Scale = new("Number.prototype.toPrecision (scale)", 80, 30, 64, "binary place between the number and 1, and 80 besides", "");
    internal static readonly BuiltinCost ToStringMethod = new("Number.prototype.toString", 40, 0, 1, "", "the resulting string");
    internal static readonly BuiltinCost ToRadix = new("Number.prototype.toString (radix)", 0, 2, 1, "digit of each 32 bits of the scale", "");
    internal static readonly BuiltinCost ValueOf = new("Number.prototype.valueOf", 5);

    internal static readonly BuiltinCost GlobalIsFinite = new("isFinite", 6);
    internal static readonly BuiltinCost GlobalIsNaN = new("isNaN", 6);
    internal static readonly BuiltinCost ParseFloat = new("parseFloat", 30, 4, 1, "unit, the first 1024");
    internal static readonly BuiltinCost ParseInt = new("parseInt", 30, 2, 1, "unit, the first 1024");
    internal static readonly BuiltinCost ReadRest = new("parseFloat, parseInt (rest)", 0, 1, 4, "further unit");

    internal static readonly BuiltinCost Boolean = new("Boolean", 6);
    internal static readonly BuiltinCost BooleanToString = new("Boolean.prototype.toString", 5);
    internal static readonly BuiltinCost BooleanValueOf = new("Boolean.prototype.valueOf", 5);

    internal static readonly BuiltinCost Abs = new("Math.abs", 5);
    internal static readonly BuiltinCost Ceil = new("Math.ceil", 5);
    internal static readonly BuiltinCost Clz32 = new("Math.clz32", 5);
    internal static readonly BuiltinCost Floor = new("Math.floor", 5);
    internal static readonly BuiltinCost Fround = new("Math.fround", 5);
    internal static readonly BuiltinCost Imul = new("Math.imul", 6);
    internal static readonly BuiltinCost Max = new("Math.max", 6, 1, 1, "argument");
    internal static readonly BuiltinCost Min = new("Math.min", 6, 1, 1, "argument");
    internal static readonly BuiltinCost Pow = new("Math.pow", 25);
    internal static readonly BuiltinCost Round = new("Math.round", 6);
    internal static readonly BuiltinCost Sign = new("Math.sign", 5);
    internal static readonly BuiltinCost Sqrt = new("Math.sqrt", 7);
    internal static readonly BuiltinCost Trunc = new("Math.trunc", 5);

    internal static readonly BuiltinCost[] All =
    [
        Constructor, IsFinite, IsInteger, IsNaN, IsSafeInteger, ToExponential, ToFixed, ToPrecision, Scale, ToStringMethod, ToRadix, ValueOf,
        GlobalIsFinite, GlobalIsNaN, ParseFloat, ParseInt, ReadRest, Boolean, BooleanToString, BooleanValueOf,
        Abs, Ceil, Clz32, Floor, Fround, Imul, Max, Min, Pow, Round, Sign, Sqrt, Trunc,
    ];
}
