using Chain.Script.Compiling;

namespace Chain.Script.Proof.Attacks;

/// <summary>
/// Runs one attack in the shapes that need no chain (top level, method, a ladder of gas limits) and says which rules it broke: the process
/// lives is proved by being here; the next run is unaffected; gas used is at most the limit and the same each time; memory is within the budget;
/// the outcome is one that the attack's group may have; nothing of the host shows.
/// </summary>
public static class AttackProof
{
    private const string Probe =
        "const o = { a: [3, 1, 2].sort(), m: new Map([[1, 2]]), s: `${1.5}x` }; class P { #x = 1; get x() { return this.#x; } } " +
        "Object.keys(Object.prototype).length + JSON.stringify([o.a, [...o.m], o.s, new P().x, typeof globalThis.leaked1, typeof leaked2, ({}).isAdmin, [].x, ({}).get, Symbol.keyFor(Symbol.for('p'))])";

    private static readonly string[] HostWords =
        ["System.", "Chain.Script", "NullReference", "InvalidCast", "IndexOutOfRange", "ArgumentException", "ArgumentOutOfRange", "KeyNotFound", "InvalidOperation", "Overflow", "BigInteger", "Exception", "   at ", ".cs:", "Span", "Object reference", "Nullable"];

    private static readonly Lazy<CaseOutcome> Untouched = new(() => Engine.RunScript(Probe, 1_000_000));

    /// <summary>What the attack gave at its top level, and the rules that it broke.</summary>
    public static AttackVerdict Run(AttackCase attack, long gas)
    {
        var broken = new List<string>();
        CompileResult compiled = ScriptCompiler.Compile(attack.Source);
        CaseOutcome outcome = Engine.Run(compiled, gas);
        Judge(attack, "top level", outcome, gas, broken);
        Same("top level again", outcome, Engine.Run(ScriptCompiler.Compile(attack.Source), gas), broken);
        if (compiled.IsOk)
        {
            foreach (long limit in Ladder(outcome.Gas))
                Rung(attack, compiled, outcome, limit, broken);
            if (ScriptCompiler.Compile($"(function () {{ {attack.Source}\n}})") is { IsOk: true } method && Engine.CallResult(method.Unit, gas) is { } called)
            {
                Judge(attack, "method", called, gas, broken);
                Same("method again", called, Engine.CallResult(method.Unit, gas)!, broken);
            }
        }
        Same("the next run", Untouched.Value, Engine.RunScript(Probe, 1_000_000), broken);
        return new AttackVerdict(attack, outcome, broken);
    }

    // Every limit at first, then a few in each octave up to what the attack used, and one above.
    private static IEnumerable<long> Ladder(long used)
    {
        const int dense = 24;
        for (long limit = 0; limit <= dense; limit++)
            yield return limit;
        for (long limit = dense + 7; limit < Math.Min(used, 3_000_000); limit += 1 + (limit * 2 / 5))
            yield return limit;
        yield return used;
    }

    private static void Rung(AttackCase attack, CompileResult compiled, CaseOutcome full, long limit, List<string> broken)
    {
        CaseOutcome outcome = Engine.Run(compiled, limit);
        if (outcome.Gas > limit)
            broken.Add($"gas {limit}: used {outcome.Gas}");
        if (limit >= full.Gas && full.Status != "OutOfGas")
            Same($"gas {limit}", full, outcome, broken);
        else if (limit < full.Gas && outcome.Status != "OutOfGas")
            broken.Add($"gas {limit}, which is less than {full.Gas}: {outcome.Line1}");
        if (outcome.Status == "InternalFault")
            broken.Add($"gas {limit}: {attack.Id} met a defect: {outcome.Fault}");
    }

    private static void Judge(AttackCase attack, string shape, CaseOutcome outcome, long gas, List<string> broken)
    {
        if (outcome.Gas > gas)
            broken.Add($"{shape}: used {outcome.Gas} of {gas}");
        if (outcome.Memory > ScriptLimits.MemoryBytesMax)
            broken.Add($"{shape}: {outcome.Memory} bytes of logical memory");
        if (outcome.Status == "InternalFault")
            broken.Add($"{shape}: a defect of the engine: {outcome.Fault}");
        else if (!AttackExpectation.Allows(attack, outcome))
            broken.Add($"{shape}: {outcome.Line1} is no outcome of group {attack.Group}");
        if (HostWords.FirstOrDefault(word => outcome.Text.Contains(word, StringComparison.Ordinal)) is { } word)
            broken.Add($"{shape}: '{word}' of the host shows in: {outcome.Text}");
    }

    private static void Same(string shape, CaseOutcome expected, CaseOutcome actual, List<string> broken)
    {
        if (expected.Digest != actual.Digest)
            broken.Add($"{shape}: {actual.Line1} instead of {expected.Line1}");
    }
}
