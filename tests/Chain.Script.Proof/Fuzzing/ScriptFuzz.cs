using System.Text;
using System.Text.Json;
using Chain.Script.Ast;
using Chain.Script.Bytecode;
using Chain.Script.Compiling;
using Chain.Script.Execution;
using Chain.Script.Proof.Attacks;
using Chain.Script.Proof.Golden;
using Chain.Script.Values;

namespace Chain.Script.Proof.Fuzzing;

/// <summary>The entries of the engine that bytes from outside reach, each with what it promises for any bytes. A broken promise is an exception.</summary>
public static class ScriptFuzz
{
    private const long Gas = 300_000;
    private const long Memory = 8 * 1024 * 1024;
    private const int JsonDepthMax = 128;
    private static readonly ScriptUnit JsonScript = Unit("text => { const value = JSON.parse(text); const once = JSON.stringify(value); if (JSON.stringify(JSON.parse(once)) !== once) throw new EvalError('another text'); return once; }");
    private static readonly LineMap NoLines = LineMap.Of("");

    /// <summary>Good sources to start from.</summary>
    public static IReadOnlyList<byte[]> Sources { get; } =
        [.. AttackCorpus.Own.Where(attack => attack.Source.Length < 2_000).Select(attack => Encoding.Latin1.GetBytes(attack.Source)), .. GoldenCorpus.All.Take(250).Select(script => Encoding.Latin1.GetBytes(script.Source))];

    /// <summary>Good JSON texts to start from.</summary>
    public static IReadOnlyList<byte[]> JsonTexts { get; } =
        [.. ((string[])["{\"a\":[1,2,{\"b\":null}],\"c\":\"\\u0041\\n\",\"d\":-1.5e3,\"e\":true,\"__proto__\":1,\"1\":2}", "[[[[]]]]", "\"\\ud800\\udc00\"", "[1e400,0.1,-0,1E-7]", " [ ] "]).Select(Encoding.Latin1.GetBytes)];

    /// <summary>Good units to start from.</summary>
    public static IReadOnlyList<byte[]> Units { get; } =
        [.. GoldenCorpus.All.Take(120).Select(script => ScriptCompiler.Compile(script.Source)).Where(compiled => compiled.IsOk).Select(compiled => UnitEncoding.ToBytes(compiled.Unit!))];

    /// <summary>Bytes as source text: compiled or refused with a place; what is compiled verifies, and is the same after writing and reading it.</summary>
    public static void Source(byte[] input) => CheckSource(SourceMutator.Text(input));

    /// <summary>The same for programs that are nearly right.</summary>
    public static void Tokens(byte[] input) => CheckSource(SourceMutator.Program(input));

    /// <summary>Programs that are nearly right, under little gas and memory: they end, within both, without a defect, the same twice.</summary>
    public static void Program(byte[] input)
    {
        string source = SourceMutator.Program(input);
        CaseOutcome outcome = Engine.RunScript(source, Gas, Memory);
        Promise(outcome.Status != nameof(RunStatus.InternalFault), $"a defect: {outcome.Fault}\n{source}");
        Promise(outcome.Gas <= Gas && outcome.Memory <= Memory, $"beyond its limits: {outcome.Line1}");
        Promise(outcome.Digest == Engine.RunScript(source, Gas, Memory).Digest, "not the same twice");
    }

    /// <summary>JSON.parse takes what JSON is and nothing else; its value is written as a text that reads as the same value.</summary>
    public static void Json(byte[] input)
    {
        string text = Encoding.Latin1.GetString(input);
        var machine = new Machine(new MachineOptions { GasLimit = 50_000_000 });
        RunResult result = machine.Call(machine.Run(JsonScript).Value, Value.Undefined, Value.String(text));
        bool isJson = IsJson(text);
        Promise(result.Status is RunStatus.Completed or RunStatus.Thrown, $"{result.Status} {result.Fault}");
        Promise(result.IsCompleted == isJson || result.Error?.Code == "RangeError", $"{result.Status} {result.Error?.Code} {result.Error?.Message}, but as JSON it is {(isJson ? "good" : "bad")}: {text}");
    }

    /// <summary>Bytes as a unit: refused, or read as code that verifies, is written as the same bytes, and runs without leaving the machine.</summary>
    public static void Bytecode(byte[] input)
    {
        if (UnitEncoding.TryRead(input, NoLines) is not { } unit)
            return;
        Promise(UnitEncoding.ToBytes(unit).AsSpan().SequenceEqual(input), "accepted, but written differently");
        RunResult result = new Machine(new MachineOptions { GasLimit = Gas, MemoryLimit = Memory }).Run(unit);
        Promise(result.GasUsed <= Gas && result.MemoryUsed <= Memory, "beyond its limits");
    }

    private static void CheckSource(string source)
    {
        foreach (SourceGoal goal in (SourceGoal[])[SourceGoal.Script, SourceGoal.Module])
        {
            CompileResult compiled = ScriptCompiler.Compile(source, new CompileOptions { Goal = goal });
            if (!compiled.IsOk)
            {
                Promise(compiled.Error.Message.Length > 0 && compiled.Error.Line > 0 && compiled.Error.Column > 0, $"refused without a reason or place: {compiled.Error}");
                continue;
            }
            Promise(UnitVerifier.Verify(compiled.Unit) is null, $"compiled to code that does not verify: {UnitVerifier.Verify(compiled.Unit)}");
            byte[] bytes = UnitEncoding.ToBytes(compiled.Unit);
            Promise(UnitEncoding.TryRead(bytes, compiled.Unit.Lines) is { } again && UnitEncoding.ToBytes(again).AsSpan().SequenceEqual(bytes), "not the same after writing and reading it");
        }
    }

    private static bool IsJson(string text)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = JsonDepthMax + 1 });
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static ScriptUnit Unit(string source) => ScriptCompiler.Compile(source).Unit ?? throw new InvalidOperationException("the fuzzer's own script does not compile");

    private static void Promise(bool holds, string broken)
    {
        if (!holds)
            throw new InvalidOperationException(broken);
    }
}
