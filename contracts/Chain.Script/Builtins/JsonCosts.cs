namespace Chain.Script.Builtins;

/// <summary>What JSON costs. Objects, properties, items and strings that are made are charged besides, by their published sizes.</summary>
internal static class JsonCosts
{
    internal static readonly BuiltinCost Parse = new("JSON.parse", 30, 1, 4, "unit", "the values");
    internal static readonly BuiltinCost ParseValue = new("JSON.parse (value)", 0, 10, 1, "value", "");
    internal static readonly BuiltinCost ParseEscape = new("JSON.parse (escape)", 0, 2, 1, "escaped unit", "");
    internal static readonly BuiltinCost Stringify = new("JSON.stringify", 60, 0, 1, "", "the resulting string");
    internal static readonly BuiltinCost StringifyValue = new("JSON.stringify (value)", 0, 4, 1, "value", "");
    internal static readonly BuiltinCost StringifyLevel = new("JSON.stringify (level)", 0, 20, 1, "object or array", "");
    internal static readonly BuiltinCost Quote = new("JSON.stringify (text)", 0, 1, 3, "unit of a string", "");

    internal static readonly BuiltinCost[] All = [Parse, ParseValue, ParseEscape, Stringify, StringifyValue, StringifyLevel, Quote];
}
