using System.CommandLine;
using System.Globalization;
using Chain.Dapp.Commands;
using Chain.Script;

namespace Chain.Dapp;

/// <summary>The words of the command line.</summary>
internal static class CommandLine
{
    private const long DefaultGas = 100_000_000;

    private static readonly Option<bool> s_json = new("--json") { Description = "print one JSON envelope and nothing else", Recursive = true };

    public static RootCommand Create() => new("The contract author's tool: a contract, its tests, and a chain to try it on, without a network.")
    {
        s_json, New(), Check(), Test(), Node(), Build(), Abi(), Run(),
    };

    private static Output OutputOf(ParseResult parse) => new(parse.GetValue(s_json));

    private static Command New()
    {
        var name = new Argument<string>("name") { Description = "the folder to make" };
        var typeScript = new Option<bool>("--typescript") { Description = "a contract in TypeScript" };
        var command = new Command("new", "makes a folder with a contract, its tests, and typings for the editor") { name, typeScript };
        command.SetAction(parse => new NewCommand(parse.GetValue(name)!, parse.GetValue(typeScript), OutputOf(parse)).Run());
        return command;
    }

    private static Command Check()
    {
        var path = new Argument<string>("file") { Description = "a contract's source, or a folder of them" };
        var command = new Command("check", "says whether a source is a contract, what its interface is and what deploying it costs") { path };
        command.SetAction(parse => new CheckCommand(parse.GetValue(path)!, OutputOf(parse)).Run());
        return command;
    }

    private static Command Test()
    {
        var path = new Argument<string>("path") { Description = "a file that ends in .test.js, or a folder with such files in it or below", DefaultValueFactory = _ => "." };
        var filter = new Option<string?>("--filter") { Description = "only tests whose name has this part", HelpName = "TEXT" };
        var gas = new Option<bool>("--gas") { Description = "write the gas of every method to gas.snapshot.json" };
        var gasCheck = new Option<bool>("--gas-check") { Description = "fail when the gas is not that of gas.snapshot.json" };
        var coverage = new Option<bool>("--coverage") { Description = "say which lines of the contracts have run" };
        var command = new Command("test", "runs tests on a chain in memory") { path, filter, gas, gasCheck, coverage };
        command.SetAction(parse => new TestCommand(parse.GetValue(path)!, parse.GetValue(filter), parse.GetValue(gas), parse.GetValue(gasCheck), parse.GetValue(coverage), OutputOf(parse)).Run());
        return command;
    }

    private static Command Node()
    {
        Option<int> grpc = Port("--grpc-port", NodeCommand.GrpcPortUsual, "the port of gRPC, which the wallet uses; 0 takes a free one");
        Option<int> http = Port("--http-port", NodeCommand.HttpPortUsual, "the port of JSON and pages; 0 takes a free one");
        var command = new Command("node", "runs a chain of one validator in memory, with the API of a network; prints every call") { grpc, http };
        command.SetAction((parse, cancellation) => new NodeCommand(parse.GetValue(grpc), parse.GetValue(http), OutputOf(parse)).RunAsync(cancellation));
        return command;
    }

    private static Option<int> Port(string name, int usual, string description)
    {
        var port = new Option<int>(name) { Description = description, HelpName = "N", DefaultValueFactory = _ => usual };
        port.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && !ushort.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out _))
                result.AddError($"{name} must be a port, from 0 to 65535.");
        });
        return port;
    }

    private static Command Build()
    {
        var path = new Argument<string>("path") { Description = "a TypeScript file, or a folder of them", DefaultValueFactory = _ => "." };
        var command = new Command("build", "makes the JavaScript of contracts in TypeScript, every line in its place") { path };
        command.SetAction(parse => new BuildCommand(parse.GetValue(path)!, OutputOf(parse)).Run());
        return command;
    }

    private static Command Abi()
    {
        var file = new Argument<string>("file") { Description = "a contract's source" };
        var command = new Command("abi", "prints the interface of a contract as a JSON document") { file };
        command.SetAction(parse => new AbiCommand(parse.GetValue(file)!, OutputOf(parse)).Run());
        return command;
    }

    private static Command Run()
    {
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
                if (result.Tokens.Count == 1 && (!long.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out _)))
                    result.AddError($"{limit.Name} must be a whole number, 0 or more.");
            });
        }
        var command = new Command("run", "runs a script, or an exported function of a module, and prints result, gas and memory") { file, export, arguments, module, gas, memory, disassemble, trace };
        command.SetAction(parse => new RunCommand(
            parse.GetValue(file)!, parse.GetValue(export), parse.GetValue(arguments), parse.GetValue(module), parse.GetValue(gas), parse.GetValue(memory),
            parse.GetValue(disassemble), parse.GetValue(trace), OutputOf(parse)).Run());
        return command;
    }
}
