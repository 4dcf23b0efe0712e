using System.CommandLine;
using Chain.Dapp;

ParseResult parsed = CommandLine.Create().Parse(args);
if (parsed.Errors.Count > 0)
{
    foreach (System.CommandLine.Parsing.ParseError error in parsed.Errors)
        Console.Error.WriteLine($"chain: {error.Message}");
    Console.Error.WriteLine($"       ./chain dapp {parsed.CommandResult.Command.Name} --help shows the options.");
    return ExitCode.Usage;
}
return parsed.Invoke();
