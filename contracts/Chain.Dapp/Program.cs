using System.CommandLine;
using Chain.Dapp;
using Chain.Script;

const long DefaultGas = 100_000_000;

var json = new Option<bool>("--json") { Description = "print one JSON envelope and nothing else", Recursive = true };
var root = new RootCommand("The contract author's tool.") { json };

var file = new Argument<string>("file") { Description = "JavaScript source" };
var export = new Option<string?>("--export") { Description = "read the file as a module and call this exported function", HelpName = "NAME" };
var arguments = new Option<string?>("--args") { Description = "the arguments of the exported function: a JSON array", HelpName = "JSON" };
var module = new Option<bool>("--module") { Description = "read the file as a module (so are *.mjs, and whatever --export names)" };
var gas = new Option<long>("--gas") { Description = "the gas limit", HelpName = "N", DefaultValueFactory = _ => DefaultGas };
var memory = new Option<long>("--memory") { Description = "the limit of logical memory, in bytes", HelpName = "N", DefaultValueFactory = _ => ScriptLimits.MemoryBytesMax };
var disassemble = new Option<bool>("--disassemble") { Description = "print the bytecode instead of running it" };
var trace = new Option<bool>("--trace") { Description = "print each statement, with the variables in scope, on stderr" };
foreach (Option<long> limit in (Option<long>[])[gas, memory])
{
    limit.Validators.Add(result =>
    {
        if (result.Tokens.Count == 1 && (!long.TryParse(result.Tokens[0].Value, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out _)))
            result.AddError($"{limit.Name} must be a whole number, 0 or more.");
    });
}
var run = new Command("run", "runs a script, or an exported function of a module, and prints result, gas and memory") { file, export, arguments, module, gas, memory, disassemble, trace };
run.SetAction(parse => new RunCommand(
    parse.GetValue(file)!, parse.GetValue(export), parse.GetValue(arguments), parse.GetValue(module), parse.GetValue(gas), parse.GetValue(memory),
    parse.GetValue(disassemble), parse.GetValue(trace), new Output(parse.GetValue(json))).Run());
root.Add(run);

ParseResult parsed = root.Parse(args);
if (parsed.Errors.Count > 0)
{
    foreach (System.CommandLine.Parsing.ParseError error in parsed.Errors)
        Console.Error.WriteLine($"chain: {error.Message}");
    Console.Error.WriteLine("       ./chain dapp run --help shows the options.");
    return ExitCode.Usage;
}
return parsed.Invoke();
