namespace Chain.Script.Builtins;

/// <summary>
/// What the builtins of strings cost. Making a rope flat is charged besides, by the rope; results by the published size of strings, which
/// includes the gas of copying their units.
/// </summary>
internal static class StringCosts
{
    private const string Result = "the resulting string";

    internal static readonly BuiltinCost Constructor = new("String", 10);
    internal static readonly BuiltinCost FromCharCode = new("String.fromCharCode", 12, 2, 1, "argument", Result);
    internal static readonly BuiltinCost FromCodePoint = new("String.fromCodePoint", 14, 4, 1, "argument", Result);
    internal static readonly BuiltinCost Raw = new("String.raw", 40, 4, 1, "piece", Result);
    internal static readonly BuiltinCost At = new("String.prototype.at", 8);
    internal static readonly BuiltinCost CharAt = new("String.prototype.charAt", 8);
    internal static readonly BuiltinCost CharCodeAt = new("String.prototype.charCodeAt", 7);
    internal static readonly BuiltinCost CodePointAt = new("String.prototype.codePointAt", 8);
    internal static readonly BuiltinCost Concat = new("String.prototype.concat", 12, 8, 1, "argument", "a rope for each argument");
    internal static readonly BuiltinCost EndsWith = new("String.prototype.endsWith", 14, 1, 16, "unit sought");
    internal static readonly BuiltinCost Includes = new("String.prototype.includes", 18, 1, 4, "unit of both");
    internal static readonly BuiltinCost IndexOf = new("String.prototype.indexOf", 18, 1, 4, "unit of both");
    internal static readonly BuiltinCost IsWellFormed = new("String.prototype.isWellFormed", 10, 1, 6, "unit");
    internal static readonly BuiltinCost LastIndexOf = new("String.prototype.lastIndexOf", 20, 1, 3, "unit of both");
    internal static readonly BuiltinCost PadEnd = new("String.prototype.padEnd", 20, 0, 1, "", Result);
    internal static readonly BuiltinCost PadStart = new("String.prototype.padStart", 20, 0, 1, "", Result);
    internal static readonly BuiltinCost Repeat = new("String.prototype.repeat", 20, 0, 1, "", Result);
    internal static readonly BuiltinCost Replace = new("String.prototype.replace", 40, 1, 4, "unit of both", Result);
    internal static readonly BuiltinCost ReplaceAll = new("String.prototype.replaceAll", 40, 1, 4, "unit of both", Result);
    internal static readonly BuiltinCost ReplaceMatch = new("String.prototype.replaceAll (match)", 0, 12, 1, "match", "");
    internal static readonly BuiltinCost Slice = new("String.prototype.slice", 12, 0, 1, "", Result);
    internal static readonly BuiltinCost Split = new("String.prototype.split", 40, 1, 4, "unit of both", "the array and its strings");
    internal static readonly BuiltinCost SplitItem = new("String.prototype.split (item)", 0, 2, 1, "item", "");
    internal static readonly BuiltinCost StartsWith = new("String.prototype.startsWith", 14, 1, 16, "unit sought");
    internal static readonly BuiltinCost Substring = new("String.prototype.substring", 12, 0, 1, "", Result);
    internal static readonly BuiltinCost ToLowerCase = new("String.prototype.toLowerCase", 14, 1, 4, "unit", Result);
    internal static readonly BuiltinCost ToStringMethod = new("String.prototype.toString", 5);
    internal static readonly BuiltinCost ToUpperCase = new("String.prototype.toUpperCase", 14, 1, 4, "unit", Result);
    internal static readonly BuiltinCost ToWellFormed = new("String.prototype.toWellFormed", 14, 1, 4, "unit", Result);
    internal static readonly BuiltinCost Trim = new("String.prototype.trim", 14, 1, 2, "unit of space", Result);
    internal static readonly BuiltinCost TrimEnd = new("String.prototype.trimEnd", 12, 1, 2, "unit of space", Result);
    internal static readonly BuiltinCost TrimStart = new("String.prototype.trimStart", 12, 1, 2, "unit of space", Result);
    internal static readonly BuiltinCost ValueOf = new("String.prototype.valueOf", 5);
    internal static readonly BuiltinCost Iterator = new("String.prototype[Symbol.iterator]", 20, 0, 1, "", "the iterator");
    internal static readonly BuiltinCost IteratorNext = new("%StringIteratorPrototype%.next", 16, 0, 1, "", "the result object");

    internal static readonly BuiltinCost[] All =
    [
        Constructor, FromCharCode, FromCodePoint, Raw, At, CharAt, CharCodeAt, CodePointAt, Concat, EndsWith, Includes, IndexOf, IsWellFormed,
        LastIndexOf, PadEnd, PadStart, Repeat, Replace, ReplaceAll, ReplaceMatch, Slice, Split, SplitItem, StartsWith, Substring, ToLowerCase,
        ToStringMethod, ToUpperCase, ToWellFormed, Trim, TrimEnd, TrimStart, ValueOf, Iterator, IteratorNext,
    ];
}
