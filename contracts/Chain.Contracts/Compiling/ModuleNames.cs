using System.Collections.Immutable;

namespace Chain.Contracts;

/// <summary>The names that a contract finds: those of the module <c>chain</c>, and the global ones of the language.</summary>
public static class ModuleNames
{
    /// <summary>The module that contracts import from; there is no other.</summary>
    public const string Chain = "chain";

    /// <summary>What a contract may import.</summary>
    public static ImmutableArray<string> Imports { get; } =
    [
        "CallError", "Contract", "at", "balanceOf", "block", "create", "emit", "freeze", "gasLeft", "list", "map", "msg", "require", "revert", "self", "set", "sha256",
        "transfer", "upgrade", "verifySignature",
    ];

    /// <summary>The global names of the language.</summary>
    public static ImmutableArray<string> Globals { get; } =
    [
        "Array", "BigInt", "Boolean", "Error", "EvalError", "Function", "Infinity", "Iterator", "JSON", "Map", "Math", "NaN", "Number", "Object",
        "RangeError", "ReferenceError", "Reflect", "Set", "String", "Symbol", "SyntaxError", "TypeError", "URIError", "Uint8Array", "globalThis", "isFinite",
        "isNaN", "parseFloat", "parseInt", "undefined",
    ];
}
