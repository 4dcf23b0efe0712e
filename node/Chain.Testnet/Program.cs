using System.CommandLine;
using Chain.Testnet;

var home = new Option<string?>("--home") { Description = "where the testnet lives (default: CHAIN_HOME/testnet or ~/.chain/testnet)", Recursive = true };
var json = new Option<bool>("--json") { Description = "print one JSON envelope and nothing else", Recursive = true };
var root = new RootCommand("A network of real validators on this machine, for development.") { home, json };

var validators = new Option<int>("--validators") { Description = "how many (1 to 20)", DefaultValueFactory = _ => 4 };
var basePort = new Option<int>("--base-port") { Description = "node i uses base+10i (peers), +1 (gRPC), +2 (HTTP)", DefaultValueFactory = _ => DefaultBasePort() };
var fresh = new Option<bool>("--fresh") { Description = "throw away an existing testnet first" };
validators.Validators.Add(result =>
{
    if (!IsWithin(result, 1, 20))
        result.AddError("--validators must be 1 to 20.");
});
basePort.Validators.Add(result =>
{
    if (!IsWithin(result, 1024, 65000))
        result.AddError("--base-port must be 1024 to 65000.");
});
var up = new Command("up", "starts the testnet, making it when there is none, and waits until all agree") { validators, basePort, fresh };
up.SetAction((parse, cancellation) => GuardAsync(parse, () => Commands.UpAsync(
    Home(parse), parse.GetValue(validators), parse.GetValue(basePort), parse.GetValue(fresh), parse.GetValue(json), cancellation)));
root.Add(up);

var status = new Command("status", "what each node says of itself");
status.SetAction((parse, cancellation) => GuardAsync(parse, () => Commands.StatusAsync(Home(parse), parse.GetValue(json), cancellation)));
root.Add(status);

var down = new Command("down", "stops all nodes; their data stays");
down.SetAction((parse, cancellation) => GuardAsync(parse, () => Commands.DownAsync(Home(parse), cancellation)));
root.Add(down);

var reset = new Command("reset", "stops all nodes and deletes their data");
reset.SetAction((parse, cancellation) => GuardAsync(parse, () => Commands.ResetAsync(TestnetLayout.Load(Home(parse)), cancellation)));
root.Add(reset);

var node = new Argument<int>("node") { Description = "0, 1, 2 …" };
var kill = new Command("kill", "kill -9 of one node") { node };
kill.SetAction((parse, _) => GuardAsync(parse, () => Task.FromResult(Commands.Kill(Home(parse), parse.GetValue(node)))));
root.Add(kill);

var start = new Command("start", "starts one node that was stopped or killed") { node };
start.SetAction((parse, _) => GuardAsync(parse, () => Task.FromResult(Commands.Start(Home(parse), parse.GetValue(node)))));
root.Add(start);

var someNode = new Argument<int?>("node") { Description = "one node; all when left out", Arity = ArgumentArity.ZeroOrOne };
var lines = new Option<int>("--lines") { Description = "how many of the last lines", DefaultValueFactory = _ => 40 };
var logs = new Command("logs", "the last lines that nodes wrote") { someNode, lines };
logs.SetAction((parse, _) => GuardAsync(parse, () => Task.FromResult(Commands.Logs(Home(parse), parse.GetValue(someNode), parse.GetValue(lines)))));
root.Add(logs);

ParseResult parsed = root.Parse(args);
if (parsed.Errors.Count > 0)
{
    // The parser's own report, with what was probably meant; but stdout is for results, and the exit code is ours.
    if (parsed.Action is System.CommandLine.Invocation.ParseErrorAction report)
        report.ShowHelp = false;
    await parsed.InvokeAsync(new InvocationConfiguration { Output = Console.Error, Error = Console.Error });
    Console.Error.WriteLine("./chain testnet --help shows the commands and options.");
    return ExitCode.Usage;
}
return await parsed.InvokeAsync();

// Several checkouts on one machine, or tests, keep out of each other's way by an environment variable.
static int DefaultBasePort() => int.TryParse(Environment.GetEnvironmentVariable("CHAIN_BASE_PORT"), System.Globalization.CultureInfo.InvariantCulture, out int port) ? port : 7000;

string Home(ParseResult parse) => TestnetLayout.ResolveHome(parse.GetValue(home));

async Task<int> GuardAsync(ParseResult parse, Func<Task<int>> command)
{
    try
    {
        return await command();
    }
    catch (TestnetException failure)
    {
        Output.Failure(failure, parse.GetValue(json));
        return failure.ExitCode;
    }
    catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
    {
        Output.Failure(new TestnetException(ExitCode.Unexpected, "FILES", exception.Message, "Check the folder's rights and free space, or choose another with --home."), parse.GetValue(json));
        return ExitCode.Unexpected;
    }
}

// A value that is no number is the parser's to refuse; asking it for one would throw.
static bool IsWithin(System.CommandLine.Parsing.OptionResult result, int min, int max) =>
    result.Tokens.Count != 1 || !int.TryParse(result.Tokens[0].Value, System.Globalization.CultureInfo.InvariantCulture, out int value) || (value >= min && value <= max);
