using System.CommandLine;
using Chain.Host;
using Chain.Host.Commands;
using Chain.Host.Output;

var home = new Option<string?>("--home") { Description = "the node's home (default: CHAIN_HOME/node or ~/.chain/node)", Recursive = true };
var json = new Option<bool>("--json") { Description = "print one JSON envelope and nothing else", Recursive = true };
var set = new Option<string[]>("--set") { Description = "a setting for this run: name=value; may be given several times", AllowMultipleArgumentsPerToken = false, DefaultValueFactory = _ => [] };
var root = new RootCommand("A full node of the ledger: validates, and signs when it is a validator.") { home, json };

var genesisFile = new Option<string>("--genesis") { Description = "the network's genesis file", Required = true };
var validator = new Option<string>("--validator") { Description = "operator address, when this node is to sign for a validator", DefaultValueFactory = _ => "" };
var init = new Command("init", "makes a home: keys, configuration, genesis state, signer state") { genesisFile, validator };
init.SetAction(parse => CommandRunner.Run(parse.GetValue(json), () => InitCommand.Run(Layout(parse), parse.GetValue(genesisFile)!, parse.GetValue(validator)!, parse.GetValue(json))));
root.Add(init);

var start = new Command("start", "runs the node until it is stopped") { set };
start.SetAction((parse, _) => CommandRunner.RunAsync(json: false, () => StartCommand.RunAsync(Layout(parse), parse.GetValue(set)!)));
root.Add(start);

var status = new Command("status", "asks the running node of this home where it stands") { set };
status.SetAction((parse, _) => CommandRunner.RunAsync(parse.GetValue(json), () => StatusCommand.RunAsync(Layout(parse), parse.GetValue(set)!, parse.GetValue(json))));
root.Add(status);

var version = new Command("version", "version of the software and of the protocol");
version.SetAction(parse => CommandRunner.Run(parse.GetValue(json), () => ShowCommands.Version(parse.GetValue(json))));
root.Add(version);

var origin = new Option<bool>("--origin") { Description = "where each value comes from" };
var configShow = new Command("show", "all settings with their values") { origin, set };
configShow.SetAction(parse => CommandRunner.Run(parse.GetValue(json), () => ShowCommands.Config(Layout(parse), parse.GetValue(set)!, parse.GetValue(origin), parse.GetValue(json))));
root.Add(new Command("config", "the node's settings") { configShow });

var owner = new Option<string?>("--operator") { Description = "also sign a proof of possession for this operator address" };
var keysShow = new Command("show", "the public parts of this node's keys") { owner };
keysShow.SetAction(parse => CommandRunner.Run(parse.GetValue(json), () => ShowCommands.Keys(Layout(parse), parse.GetValue(owner), parse.GetValue(json))));
root.Add(new Command("keys", "the node's keys") { keysShow });

var file = new Argument<string>("file") { Description = "a genesis file" };
var genesisShow = new Command("show", "checks a genesis file and shows what it says") { file };
genesisShow.SetAction(parse => CommandRunner.Run(parse.GetValue(json), () => ShowCommands.Genesis(parse.GetValue(file)!, parse.GetValue(json))));
root.Add(new Command("genesis", "genesis files") { genesisShow });

var validators = new Option<int>("--validators") { Description = "how many homes to make (1 to 20)", DefaultValueFactory = _ => 4 };
var basePort = new Option<int>("--base-port") { Description = "node i uses base+10i and the two ports after it", DefaultValueFactory = _ => 7000 };
var template = new Option<string?>("--template") { Description = "genesis file to take parameters and accounts from" };
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
var testnetInit = new Command("testnet-init", "makes homes for the validators of a new development network") { validators, basePort, template };
testnetInit.SetAction(parse => CommandRunner.Run(parse.GetValue(json), () => TestnetInitCommand.Run(
    Layout(parse).Home, parse.GetValue(validators), parse.GetValue(basePort), parse.GetValue(template), parse.GetValue(json))));
root.Add(testnetInit);

ParseResult parsed = root.Parse(args);
if (parsed.Errors.Count > 0)
{
    // The parser's own report, with what was probably meant; but stdout is for results, and the exit code is ours.
    if (parsed.Action is System.CommandLine.Invocation.ParseErrorAction report)
        report.ShowHelp = false;
    await parsed.InvokeAsync(new InvocationConfiguration { Output = Console.Error, Error = Console.Error });
    Console.Error.WriteLine("chain-node --help shows the commands and options.");
    return ExitCode.Usage;
}
// Stopping takes the time that it needs to close the stores; whoever cannot wait has SIGKILL.
return await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });

HomeLayout Layout(ParseResult parse) => HomeLayout.Resolve(parse.GetValue(home));

// A value that is no number is the parser's to refuse; asking it for one would throw.
static bool IsWithin(System.CommandLine.Parsing.OptionResult result, int min, int max) =>
    result.Tokens.Count != 1 || !int.TryParse(result.Tokens[0].Value, System.Globalization.CultureInfo.InvariantCulture, out int value) || (value >= min && value <= max);
