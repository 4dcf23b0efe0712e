using System.Diagnostics;
using System.Text.Json;
using Chain.Dapp.Testing;

namespace Chain.Dapp.Commands;

/// <summary><c>test [PATH]</c>: runs <c>*.test.js</c> on a chain in memory.</summary>
internal sealed class TestCommand(string path, string? filter, bool isGasWritten, bool isGasChecked, bool isCovering, Output output)
{
    private const string Suffix = ".test.js";

    public int Run()
    {
        long started = Stopwatch.GetTimestamp();
        IReadOnlyList<string> files = Find();
        if (files.Count == 0)
        {
            string what = Directory.Exists(path) || File.Exists(path) ? $"there are no tests in '{path}'" : $"there is no '{path}'";
            return output.Failure(ExitCode.NotFound, new Problem("NO_TESTS", what, $"Tests are files that end in {Suffix}.", "Name a folder or a file; `chain dapp new shop` makes a contract with tests."));
        }
        string snapshot = Path.Combine(Directory.Exists(path) ? path : Path.GetDirectoryName(Path.GetFullPath(path))!, GasSnapshot.FileName);
        if (isGasChecked && !File.Exists(snapshot))
            return output.Failure(ExitCode.NotFound, new Problem("NO_SNAPSHOT", $"there is no '{snapshot}' to compare with", "", "Write it first: chain dapp test --gas"));
        var tools = new TestTools(isCovering);
        var report = new TestReport(output.IsJson ? TextWriter.Null : Console.Out, Paint.OfOutput());
        IReadOnlyList<TestAccount> accounts = TestAccount.All();
        var results = new List<TestFileResult>();
        try
        {
            foreach (string file in files)
            {
                TestFileResult result = new TestFile(file, accounts, tools).Run(filter);
                results.Add(result);
                report.File(result);
            }
        }
        catch (BuildFailure failure)
        {
            return output.Failure(BuildCommand.ExitCodeOf(failure.Problem), failure.Problem);
        }
        return Conclude(results, tools, report, snapshot, Stopwatch.GetElapsedTime(started));
    }

    private int Conclude(List<TestFileResult> results, TestTools tools, TestReport report, string snapshot, TimeSpan took)
    {
        int failed = results.Sum(file => file.Failed);
        int passed = results.Sum(file => file.Passed);
        report.Gas(tools.Gas);
        IReadOnlyList<FileCoverage> coverage = tools.Coverage is { } covered ? [.. tools.Files.All.Where(file => file.Code is not null).Select(covered.Of)] : [];
        if (tools.Coverage is not null)
            report.Coverage(coverage);
        IReadOnlyList<GasChange> changes = [];
        if (isGasChecked && failed == 0)
        {
            if (Compare(snapshot, tools.Gas, out changes) is { } problem)
                return output.Failure(ExitCode.Usage, problem);
            if (changes.Count > 0)
                report.GasChanges(changes);
        }
        if (isGasWritten && failed == 0)
            GasSnapshot.Write(snapshot, tools.Gas);
        if (output.IsJson)
            WriteJson(results, tools, coverage, changes);
        else
            WriteEnd(passed, failed, changes.Count, took);
        return failed + changes.Count > 0 ? ExitCode.Failed : ExitCode.Done;
    }

    private static Problem? Compare(string snapshot, GasTable gas, out IReadOnlyList<GasChange> changes)
    {
        changes = [];
        try
        {
            changes = GasSnapshot.Compare(snapshot, gas);
            return null;
        }
        catch (JsonException problem)
        {
            return new Problem("SNAPSHOT", $"'{snapshot}' is no gas snapshot", problem.Message, "Write it anew: chain dapp test --gas");
        }
    }

    private void WriteEnd(int passed, int failed, int changes, TimeSpan took)
    {
        Paint paint = Paint.OfOutput();
        Console.Out.WriteLine();
        if (isGasWritten && failed == 0)
            Console.Out.WriteLine($"{GasSnapshot.FileName} is written; `test --gas-check` compares with it.");
        if (changes > 0)
            Console.Out.WriteLine($"The gas is not that of {GasSnapshot.FileName}. If that is meant: test --gas");
        string verdict = failed == 0 ? paint.Good($"{passed} passed") : $"{passed} passed, {paint.Bad($"{failed} failed")}";
        Console.Out.WriteLine($"{verdict}  ({took.TotalSeconds.ToString("0.0", System.Globalization.CultureInfo.InvariantCulture)} s)");
    }

    private static void WriteJson(List<TestFileResult> results, TestTools tools, IReadOnlyList<FileCoverage> coverage, IReadOnlyList<GasChange> changes)
    {
        object data = new
        {
            passed = results.Sum(file => file.Passed),
            failed = results.Sum(file => file.Failed),
            files = results.Select(file => new
            {
                path = file.Path,
                failure = Failure(file.Failure),
                tests = file.Tests.Select(test => new { name = test.Name, passed = test.Failure is null, failure = Failure(test.Failure), log = test.Log }),
            }),
            gas = tools.Gas.Lines.ToDictionary(line => line.Key, line => new { calls = line.Value.Calls, least = line.Value.Min, mean = line.Value.Mean, most = line.Value.Max }, StringComparer.Ordinal),
            gasChanges = changes.Select(change => new { what = change.What, was = change.Was, now = change.Is }),
            coverage = coverage.Select(file => new { path = file.Path, lines = file.Lines, missed = file.Missed }),
        };
        IEnumerable<Problem> problems = results.SelectMany(file => file.Tests.Where(test => test.Failure is not null).Select(test => Problem(file, test.Name, test.Failure!))
            .Concat(file.Failure is { } failure ? [Problem(file, "", failure)] : []));
        if (changes.Count > 0)
            problems = problems.Append(new Problem("GAS_CHANGED", $"the gas is not that of {GasSnapshot.FileName}", "", "If that is meant: chain dapp test --gas"));
        Output.Envelope(data, problems);
    }

    private static Problem Problem(TestFileResult file, string name, TestFailure failure)
    {
        string where = failure.Line > 0 ? $"{file.Path}:{failure.Line}:{failure.Column}" : file.Path;
        return new Problem(failure.Code, $"{where}: {(name.Length > 0 ? $"{name}: " : "")}{failure.Message}", failure.Contract?.Place ?? "", "");
    }

    private static object? Failure(TestFailure? failure) => failure is null ? null : new
    {
        code = failure.Code,
        message = failure.Message,
        line = failure.Line,
        column = failure.Column,
        contract = failure.Contract is null ? null : new { file = failure.Contract.File?.Path ?? "", code = failure.Contract.Code, message = failure.Contract.Message, function = failure.Contract.Function, line = failure.Contract.Line, column = failure.Contract.Column },
    };

    private List<string> Find()
    {
        if (File.Exists(path))
            return [path];
        if (!Directory.Exists(path))
            return [];
        var options = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.Hidden | FileAttributes.System, IgnoreInaccessible = true };
        return [.. Directory.EnumerateFiles(path, $"*{Suffix}", options)
            .Where(file => !Path.GetRelativePath(path, file).Split('/').Contains("node_modules", StringComparer.Ordinal))
            .Order(StringComparer.Ordinal)];
    }
}
