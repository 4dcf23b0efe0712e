namespace Chain.Script.Builtins;

/// <summary>Prices of the errors. Making one also finds the place in the source.</summary>
internal static class ErrorCosts
{
    internal static readonly BuiltinCost Error = new("Error", 60, memory: "the new error");
    internal static readonly BuiltinCost EvalError = new("EvalError", 60, memory: "the new error");
    internal static readonly BuiltinCost RangeError = new("RangeError", 60, memory: "the new error");
    internal static readonly BuiltinCost ReferenceError = new("ReferenceError", 60, memory: "the new error");
    internal static readonly BuiltinCost SyntaxError = new("SyntaxError", 60, memory: "the new error");
    internal static readonly BuiltinCost TypeError = new("TypeError", 60, memory: "the new error");
    internal static readonly BuiltinCost UriError = new("URIError", 60, memory: "the new error");
    internal static readonly BuiltinCost IsError = new("Error.isError", 14);
    internal static readonly BuiltinCost ToStringMethod = new("Error.prototype.toString", 30, memory: "the new string");

    /// <summary>All of them.</summary>
    internal static readonly BuiltinCost[] All = [Error, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, UriError, IsError, ToStringMethod];
}
