namespace Chain.Script.Builtins;

/// <summary>Prices of Function and its prototype.</summary>
internal static class FunctionCosts
{
    internal static readonly BuiltinCost Constructor = new("Function", 20);
    internal static readonly BuiltinCost Generator = new("GeneratorFunction", 20);
    internal static readonly BuiltinCost Prototype = new("Function.prototype", 1);
    internal static readonly BuiltinCost ThrowTypeError = new("%ThrowTypeError%", 1);
    internal static readonly BuiltinCost Apply = new("Function.prototype.apply", 20);
    internal static readonly BuiltinCost Bind = new("Function.prototype.bind", 80, 1, 4, "bound argument", "the bound function");
    internal static readonly BuiltinCost Call = new("Function.prototype.call", 8);
    internal static readonly BuiltinCost ToStringMethod = new("Function.prototype.toString", 18);
    internal static readonly BuiltinCost HasInstance = new("Function.prototype[Symbol.hasInstance]", 15);

    /// <summary>Turning an array-like into arguments.</summary>
    internal static readonly BuiltinCost ArgumentList = new("argument list", 0, 1, 1, "argument");

    /// <summary>All of them.</summary>
    internal static readonly BuiltinCost[] All = [Constructor, Generator, Prototype, ThrowTypeError, Apply, Bind, Call, ToStringMethod, HasInstance, ArgumentList];
}
