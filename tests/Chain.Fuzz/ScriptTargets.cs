using Chain.Script.Proof.Fuzzing;

namespace Chain.Fuzz;

/// <summary>The contract engine: source text, JSON, bytecode, whole programs under little gas.</summary>
internal static class ScriptTargets
{
    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        new("script-source", ScriptFuzz.Sources, ScriptFuzz.Source) { Weight = 10 },
        new("script-tokens", ScriptFuzz.Sources, ScriptFuzz.Tokens) { Weight = 30 },
        new("script-run", ScriptFuzz.Sources, ScriptFuzz.Program) { Weight = 100 },
        new("script-json", ScriptFuzz.JsonTexts, ScriptFuzz.Json) { Weight = 10 },
        new("script-bytecode", ScriptFuzz.Units, ScriptFuzz.Bytecode) { Weight = 10 },
    ];
}
