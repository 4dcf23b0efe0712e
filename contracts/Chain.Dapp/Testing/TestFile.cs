using System.Text.Json;
using Chain.Script.Ast;
using Chain.Script.Bytecode;
using Chain.Script.Compiling;
using Chain.Script.Errors;
using Chain.Script.Execution;
using Chain.Script.Values;

namespace Chain.Dapp.Testing;

/// <summary>
/// Runs one file of tests. The file itself runs once, on a new chain; each of its tests begins with the chain as the file left it. When a machine is
/// half used up, the file is run again on another for the tests that follow, so that every test has the other half at least.
/// </summary>
internal sealed class TestFile(string path, IReadOnlyList<TestAccount> accounts, TestTools tools)
{
    /// <summary>For the code of tests, their contracts apart: some ten seconds.</summary>
    private const long GasMax = 2_000_000_000;

    private const long MemoryBytesMax = 4L << 30;

    private readonly string _path = ContractFiles.Shown(path);

    /// <summary>Runs all tests whose name has a part.</summary>
    public TestFileResult Run(string? filter)
    {
        string source = File.ReadAllText(path);
        CompileResult compiled = ScriptCompiler.Compile(source, new CompileOptions { Goal = SourceGoal.Module, Name = _path, SourceUnitsMax = int.MaxValue });
        if (!compiled.IsOk)
            return Refused(source, new TestFailure("SyntaxError", compiled.Error.Message, compiled.Error.Line, compiled.Error.Column, null));
        var results = new List<TestResult>();
        Session? session = null;
        for (int next = 0; ; next++)
        {
            if (session is null)
            {
                tools.Log.Clear();
                session = new Session(Path.GetDirectoryName(Path.GetFullPath(path))!, accounts, tools);
                if (session.Start(compiled.Unit) is { } failure)
                    return Refused(source, failure);
            }
            if (next == session.Names.Count)
                return new TestFileResult(_path, source, null, results);
            string name = session.Names[next];
            if (filter is not null && !name.Contains(filter, StringComparison.OrdinalIgnoreCase))
                continue;
            (TestFailure? problem, bool isSpent) = session.RunTest(next);
            results.Add(new TestResult(name, problem, [.. tools.Log]));
            session = isSpent ? null : session;
        }
    }

    private TestFileResult Refused(string source, TestFailure failure) => new(_path, source, failure, []);

    // One machine and one chain.
    private sealed class Session
    {
        private readonly TestChain _chain;
        private readonly TestTools _tools;
        private readonly TestHost _host;
        private readonly TestModules _modules;
        private readonly Machine _machine;
        private readonly Dictionary<string, Value> _globals = new(StringComparer.Ordinal);
        private ChainMoment? _start;

        public Session(string folder, IReadOnlyList<TestAccount> accounts, TestTools tools)
        {
            _tools = tools;
            _chain = new TestChain(accounts, tools);
            _host = new TestHost(folder, accounts, _chain, tools);
            _modules = new TestModules(_host);
            _machine = new Machine(new MachineOptions { GasLimit = GasMax, MemoryLimit = MemoryBytesMax, Modules = _modules, Globals = _globals });
        }

        public IReadOnlyList<string> Names { get; private set; } = [];

        public TestFailure? Start(ScriptUnit unit)
        {
            _modules.Load(_machine);
            _globals["console"] = TestModules.Function(_machine, "testConsole");
            RunResult result = _machine.Run(unit);
            if (!result.IsCompleted)
                return FailureOf(result);
            result = _machine.Call(TestModules.Function(_machine, "testNames"), Value.Undefined);
            if (!result.IsCompleted)
                return FailureOf(result);
            Names = JsonSerializer.Deserialize<string[]>(result.Value.AsString.ToString())!;
            _start = _chain.Moment;
            return null;
        }

        public (TestFailure? Failure, bool IsSpent) RunTest(int index)
        {
            _tools.Log.Clear();
            _host.LastFailure = null;
            _chain.Moment = _start!;
            RunResult result = _machine.Call(TestModules.Function(_machine, "runTest"), Value.Undefined, Value.Number(index));
            bool isSpent = result.Status is not (RunStatus.Completed or RunStatus.Thrown) || result.GasUsed > GasMax / 2 || result.MemoryUsed > MemoryBytesMax / 2;
            return (result.IsCompleted ? null : FailureOf(result), isSpent);
        }

        private TestFailure FailureOf(RunResult result)
        {
            if (result.Fault is { } fault)
                throw new InvalidOperationException("The engine has a defect.", fault);
            ScriptError error = result.Error!;
            string message = result.Status switch
            {
                RunStatus.OutOfGas => "the test does not end: it used all the gas that a test file may use",
                RunStatus.OutOfMemory => "the test used all the memory that a test file may use",
                _ => error.Message,
            };
            bool isOfContract = error.Code is "Revert" || (error.Code is "ExpectationError" && error.Message.Contains("revert", StringComparison.Ordinal));
            return new TestFailure(error.Code, message, error.Line, error.Column, isOfContract ? _host.LastFailure : null);
        }
    }
}
