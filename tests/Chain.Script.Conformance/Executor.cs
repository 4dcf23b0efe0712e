using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Chain.Script.Ast;
using Chain.Script.Compiling;
using Chain.Script.Execution;
using Chain.Script.Values;

namespace Chain.Script.Conformance;

/// <summary>
/// Runs one file: the harness first, as a script that makes its functions globals, then the file, both on one machine with an unfrozen realm
/// of its own. Code is always strict here.
/// </summary>
internal sealed partial class Executor(Checkout checkout, Selection selection)
{
    private const long GasMax = 400_000_000;
    private const int SourceUnitsMax = 4 * 1024 * 1024;
    private readonly ConcurrentDictionary<string, CompileResult> _harnesses = new(StringComparer.Ordinal);

    public Verdict Run(TestFile file)
    {
        try
        {
            CompileResult compiled = ScriptCompiler.Compile(file.Source, new CompileOptions { Goal = file.IsModule ? SourceGoal.Module : SourceGoal.Script, Name = file.Path, SourceUnitsMax = SourceUnitsMax });
            bool isRefusalExpected = file.NegativePhase is "parse" or "resolution";
            if (!compiled.IsOk && !isRefusalExpected && selection.Excuses("refused", file, compiled.Error.Message) is { } excused)
                return excused;
            string? reason = Judge(file, compiled, isRefusalExpected);
            if (reason is not null && selection.Excuses("thrown", file, reason) is { } known)
                return known;
            return new Verdict(file.Path, reason is null ? Outcome.Passed : Outcome.Failed, reason ?? "");
        }
        catch (Exception escaped) when (escaped is not OutOfMemoryException)
        {
            // Whatever escapes from the engine is a failure of this file, and the run goes on to the next.
            return new Verdict(file.Path, Outcome.Failed, $"ESCAPED {escaped.GetType().Name}: {escaped.Message} {FirstFrame(escaped)}");
        }
    }

    private string? Judge(TestFile file, CompileResult compiled, bool isRefusalExpected)
    {
        if (!compiled.IsOk)
            return isRefusalExpected ? null : $"SyntaxError {compiled.Error.Code}: {compiled.Error.Message} (line {compiled.Error.Line})";
        if (file.NegativePhase == "parse")
            return "no SyntaxError when compiled";

        var machine = new Machine(new MachineOptions { GasLimit = GasMax, Realm = Realm.CreateUnfrozen() });
        CompileResult harness = _harnesses.GetOrAdd(checkout.Harness(file), Compile);
        if (!harness.IsOk)
            return $"harness does not compile: {harness.Error.Message} (line {harness.Error.Line})";
        RunResult prepared = machine.Run(harness.Unit);
        if (!prepared.IsCompleted)
            return $"harness: {Told(prepared)}";
        RunResult result = machine.Run(compiled.Unit);
        if (file.NegativePhase is null)
            return result.IsCompleted ? null : Told(result);
        if (result.Status != RunStatus.Thrown)
            return $"expected {file.NegativeType}, got {Told(result)}";
        return NameOf(machine, result) == file.NegativeType ? null : $"expected {file.NegativeType}, got {Told(result)}";
    }

    // The harness's own error inherits from no error: its constructor tells its name.
    private static string NameOf(Machine machine, RunResult result)
    {
        if (!result.Value.IsObject)
            return result.Error!.Code;
        RunResult name = machine.Call(machine.Run(ScriptCompiler.Compile("error => error.constructor.name").Unit!).Value, Value.Undefined, result.Value);
        return name.IsCompleted ? name.Value.ToString() : result.Error!.Code;
    }

    // Functions and variables of the harness's top level belong to its own script here; the file finds them as globals.
    private static CompileResult Compile(string harness)
    {
        IEnumerable<string> names = TopLevelName().Matches(harness).Select(match => match.Groups["name"].Value).Distinct(StringComparer.Ordinal);
        string exported = string.Concat(names.Select(name => $"globalThis.{name} = {name};\n"));
        return ScriptCompiler.Compile(harness + exported, new CompileOptions { Name = "harness", SourceUnitsMax = SourceUnitsMax });
    }

    private static string Told(RunResult result) =>
        result.Status == RunStatus.InternalFault
            ? $"InternalFault {result.Fault?.GetType().Name}: {result.Fault?.Message} {(result.Fault is { } fault ? FirstFrame(fault) : "")}"
            : $"{result.Status} {result.Error?.Code}: {result.Error?.Message} (line {result.Error?.Line})";

    private static string FirstFrame(Exception exception) => exception.StackTrace?.Split('\n')[0].Trim() ?? "";

    [GeneratedRegex(@"^(var|let|const|function\*?|class) +(?<name>[\w$]+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex TopLevelName();
}
