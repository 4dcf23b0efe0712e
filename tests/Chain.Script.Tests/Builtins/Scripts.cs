using Chain.Script.Compiling;
using Chain.Script.Execution;

namespace Chain.Script.Tests.Builtins;

/// <summary>Runs a script of a test in a machine of its own.</summary>
internal static class Scripts
{
    internal const long Gas = 50_000_000;

    internal static RunResult Run(string source, long gas = Gas, Realm? realm = null)
    {
        var compiled = ScriptCompiler.Compile(source, CompileOptions.Script);
        Assert.True(compiled.IsOk, $"{compiled.Error}\n{source}");
        return new Machine(new MachineOptions { GasLimit = gas, Realm = realm }).Run(compiled.Unit!);
    }

    /// <summary>Every line is an expression that must be true.</summary>
    internal static void AllHold(string lines)
    {
        foreach (string line in lines.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var result = Run(Prelude + line);
            Assert.True(result.Status == RunStatus.Completed && result.Value.IsTrue, $"{line}\n{result.Status} {result.Value} {result.Error}");
        }
    }

    private const string Prelude = """
        const eq = (a, b) => a.length === b.length && a.every((x, i) => Array.isArray(x) ? eq(x, b[i]) : Object.is(x, b[i]));
        const throwsAs = (kind, f) => { try { f(); } catch (e) { return e instanceof kind && Object.getPrototypeOf(e) === kind.prototype; } return false; };

        """;
}
