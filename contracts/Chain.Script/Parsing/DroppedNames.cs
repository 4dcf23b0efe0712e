namespace Chain.Script.Parsing;

/// <summary>
/// The names of ECMAScript's library that version 1 leaves out and whose absence a module is told of when it is compiled, instead of by an
/// error when it runs.
/// </summary>
internal static class DroppedNames
{
    /// <summary>What a global name belongs to, in the plural; <c>null</c> if it is not left out.</summary>
    public static string? OfGlobal(string name) => name switch
    {
        "Date" => "dates and clocks",
        "RegExp" => SyntaxMessages.RegularExpressions,
        "Promise" or "queueMicrotask" => "promises",
        "Proxy" => "proxies",
        "WeakMap" or "WeakSet" or "WeakRef" or "FinalizationRegistry" => "weak collections",
        "Intl" => "locales",
        "Atomics" or "SharedArrayBuffer" => "shared memory and threads",
        "setTimeout" or "setInterval" or "setImmediate" => "timers",
        _ => null,
    };

    /// <summary>What a member of <c>Math</c> belongs to, in the plural; <c>null</c> if it is not left out.</summary>
    public static string? OfMath(string name) => name switch
    {
        "random" => "random numbers",
        "acos" or "acosh" or "asin" or "asinh" or "atan" or "atan2" or "atanh" or "cbrt" or "cos" or "cosh" or "exp" or "expm1" or "hypot"
            or "log" or "log10" or "log1p" or "log2" or "sin" or "sinh" or "tan" or "tanh" => "transcendental functions of Math",
        _ => null,
    };
}
