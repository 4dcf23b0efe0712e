using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using Chain.Script.Conformance;

var path = new Argument<string>("path") { Description = "a checkout of https://github.com/tc39/test262" };
var filter = new Option<string?>("--filter") { Description = "only files whose path contains this" };
var json = new Option<bool>("--json") { Description = "print one JSON envelope and nothing else" };
var threads = new Option<int>("--threads") { Description = "how many files run at a time", DefaultValueFactory = _ => 2 };
var metadata = new Option<bool>("--metadata-only") { Description = "count what is in scope, run nothing" };
var root = new RootCommand("Runs the files of test262 that are in scope of contract JavaScript, in strict mode.") { path, filter, json, threads, metadata };
root.SetAction(parse => Run(parse.GetValue(path)!, parse.GetValue(filter), Math.Clamp(parse.GetValue(threads), 1, 64), parse.GetValue(metadata), parse.GetValue(json)));
ParseResult parsed = root.Parse(args);
if (parsed.Errors.Count > 0)
{
    foreach (System.CommandLine.Parsing.ParseError error in parsed.Errors)
        Console.Error.WriteLine($"chain: {error.Message}");
    Console.Error.WriteLine("       ./chain test262 --help shows the options.");
    return 2;
}
return parsed.Invoke();

static int Run(string path, string? filter, int threads, bool isMetadataOnly, bool isJson)
{
    if (Checkout.Open(path) is not { } checkout)
    {
        Console.Error.WriteLine($"chain: '{path}' is not a checkout of test262: it has no harness/assert.js. Clone https://github.com/tc39/test262 and give its path.");
        return 3;
    }
    var watch = Stopwatch.StartNew();
    var selection = new Selection();
    var executor = new Executor(checkout, selection);
    string[] paths = [.. checkout.Paths().Where(file => filter is null || file.Contains(filter, StringComparison.Ordinal))];
    var verdicts = new Verdict[paths.Length];
    int done = 0;
    Parallel.For(0, paths.Length, new ParallelOptions { MaxDegreeOfParallelism = threads }, index =>
    {
        TestFile file = checkout.Read(paths[index]);
        verdicts[index] = selection.Excludes(file) ?? (isMetadataOnly ? new Verdict(file.Path, Outcome.Skipped, "not run: metadata only") : executor.Run(file));
        int count = Interlocked.Increment(ref done);
        if (count % 5000 == 0)
            Console.Error.WriteLine($"chain: {count} of {paths.Length} files, {watch.Elapsed.TotalSeconds:N0} s");
    });
    var totals = new Totals(verdicts);
    if (isJson)
        PrintJson(totals);
    else
        PrintText(totals, watch.Elapsed);
    return totals.Failed == 0 ? 0 : 1;
}

static void PrintText(Totals totals, TimeSpan elapsed)
{
    foreach (Verdict failure in totals.Failures)
        Console.Out.WriteLine($"FAIL {failure.Path}: {failure.Reason}");
    Console.Out.WriteLine($"{"folder",-32} {"in scope",9} {"passed",9} {"failed",9} {"skipped",9}");
    foreach ((string folder, int inScope, int passed, int failed, int skipped) in totals.Folders())
        Console.Out.WriteLine($"{folder,-32} {inScope,9} {passed,9} {failed,9} {skipped,9}");
    Console.Out.WriteLine("out of scope by metadata:");
    foreach ((string reason, int files) in totals.Reasons(Outcome.OutOfScope))
        Console.Out.WriteLine($"  {files,6}  {reason}");
    Console.Out.WriteLine("in scope, skipped:");
    foreach ((string reason, int files) in totals.Reasons(Outcome.Skipped))
        Console.Out.WriteLine($"  {files,6}  {reason}");
    Console.Out.WriteLine($"test262: {totals.Seen} files seen, {totals.InScope} in scope, {totals.Passed} passed, {totals.Failed} failed, {totals.Skipped} skipped ({totals.PassedPercent:F2} % of those run), {elapsed.TotalSeconds:N0} s");
}

static void PrintJson(Totals totals)
{
    object data = new
    {
        seen = totals.Seen,
        inScope = totals.InScope,
        passed = totals.Passed,
        failed = totals.Failed,
        skipped = totals.Skipped,
        outOfScopeReasons = totals.Reasons(Outcome.OutOfScope).Select(pair => new { reason = pair.Reason, files = pair.Files }),
        skippedReasons = totals.Reasons(Outcome.Skipped).Select(pair => new { reason = pair.Reason, files = pair.Files }),
        failures = totals.Failures.Select(failure => new { path = failure.Path, reason = failure.Reason }),
    };
    Console.Out.WriteLine(JsonSerializer.Serialize(new { schema = 1, ok = totals.Failed == 0, data, errors = Array.Empty<object>(), warnings = Array.Empty<string>() }));
}
