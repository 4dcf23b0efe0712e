using Chain.Script.Ast;
using Chain.Script.Bytecode;
using Chain.Script.Compiling;
using Chain.Script.Execution;
using Chain.Script.Hosting;
using Chain.Script.Values;

namespace Chain.Dapp;

/// <summary><c>run FILE</c>: compiles a file and runs it, or one function that it exports.</summary>
internal sealed class RunCommand(string file, string? export, string? arguments, bool isModule, long gas, long memory, bool isDisassembled, bool isTraced, Output output)
{
    private const int ResultUnitsMax = 2_000;

    public int Run()
    {
        string source;
        try
        {
            source = File.ReadAllText(file);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return output.Failure(ExitCode.NotFound, new Problem("FILE", $"'{file}' cannot be read", problem.Message, "Give the path of a JavaScript file."));
        }
        SourceGoal goal = isModule || export is not null || file.EndsWith(".mjs", StringComparison.Ordinal) ? SourceGoal.Module : SourceGoal.Script;
        CompileResult compiled = ScriptCompiler.Compile(source, new CompileOptions { Goal = goal, Name = Path.GetFileName(file) });
        if (!compiled.IsOk)
            return Refused(source, compiled);
        if (isDisassembled)
        {
            Console.Out.Write(Disassembler.Text(compiled.Unit));
            return ExitCode.Done;
        }
        return Execute(source, compiled.Unit);
    }

    private int Execute(string source, ScriptUnit unit)
    {
        var machine = new Machine(new MachineOptions { GasLimit = gas, MemoryLimit = memory, Observer = isTraced ? new TraceObserver(Console.Error) : null });
        RunResult result = machine.Run(unit);
        long gasBefore = 0;
        if (result.IsCompleted && export is not null)
        {
            if (!machine.TryGetExport(unit, export, out Value function) || !function.IsCallable)
                return output.Failure(ExitCode.NotFound, new Problem("EXPORT", $"'{file}' exports no function '{export}'", "", unit.Exports.IsEmpty ? "It exports nothing." : $"It exports {string.Join(", ", unit.Exports.Select(e => e.Name))}."));
            if (ReadArguments(machine) is not { } values)
                return output.Failure(ExitCode.Usage, new Problem("ARGS", "--args is not a JSON array", arguments ?? "", "For instance: --args '[1, \"two\", {\"three\": 3}]'"));
            gasBefore = machine.Meter.GasUsed;
            result = machine.Call(function, Value.Undefined, values);
        }
        return Report(source, result, result.GasUsed - gasBefore);
    }

    // Read by JSON.parse of the engine. The price of making the values is not part of the call's gas.
    private Value[]? ReadArguments(Machine machine)
    {
        if (arguments is null)
            return [];
        RunResult made = machine.Call(machine.Run(ScriptCompiler.Compile("JSON.parse").Unit!).Value, Value.Undefined, Value.String(arguments));
        return made.IsCompleted && made.Value.IsObject && made.Value.AsObject is JsArray array ? array.Span.ToArray() : null;
    }

    private int Refused(string source, CompileResult compiled)
    {
        Problem problem = Place("SyntaxError", compiled.Error!.Message, "", compiled.Error.Line, compiled.Error.Column, source);
        if (output.IsJson)
        {
            Output.Envelope(new { status = "Refused", file, line = compiled.Error.Line, column = compiled.Error.Column }, problem);
            return ExitCode.Refused;
        }
        return output.Failure(ExitCode.Refused, problem);
    }

    private int Report(string source, RunResult result, long gasUsed)
    {
        string value = ValueText.Of(result.Value, ResultUnitsMax);
        Problem[] problems = result.Error is { } error ? [Place(error.Code.Length > 0 ? error.Code : result.Status.ToString(), error.Message, error.Function, error.Line, error.Column, source)] : [];
        if (output.IsJson)
        {
            object data = new { status = result.Status.ToString(), result = result.IsCompleted ? value : null, gasUsed, memoryUsed = result.MemoryUsed, file, line = result.Error?.Line ?? 0, column = result.Error?.Column ?? 0, function = result.Error?.Function ?? "" };
            Output.Envelope(data, problems);
        }
        else
        {
            foreach (Problem problem in problems)
                output.Failure(ExitCode.Failed, problem);
            if (result.IsCompleted)
                Console.Out.WriteLine(Output.Safe(value));
            Console.Error.WriteLine($"gas {gasUsed:N0} of {gas:N0}, memory {result.MemoryUsed:N0} of {memory:N0} bytes");
        }
        return result.Status switch
        {
            RunStatus.Completed => ExitCode.Done,
            RunStatus.InternalFault => ExitCode.Unexpected,
            _ => ExitCode.Failed,
        };
    }

    private Problem Place(string code, string message, string function, int line, int column, string source)
    {
        string where = line > 0 ? $"{file}:{line}:{column}" : file;
        string inside = function.Length > 0 ? $" in {function}" : "";
        return new Problem(code, $"{where}{inside}: {message}", SourceExcerpt.Of(source, line, column), "");
    }
}
