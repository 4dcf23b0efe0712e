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
        s_json, New(), Run(),
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
