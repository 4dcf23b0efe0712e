using System.CommandLine;
using Chain.Dapp;

ParseResult parsed = CommandLine.Create().Parse(args);
return UsageError.Of(parsed) is { } problem ? new Output(args.Contains("--json")).Failure(ExitCode.Usage, problem) : parsed.Invoke();
