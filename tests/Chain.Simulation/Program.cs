using Chain.Simulation;

if (args.Contains("--help", StringComparer.Ordinal))
{
    Console.WriteLine(Options.Usage);
    return 0;
}
Options? options = Options.Parse(args, out string? problem);
if (options is null)
{
    await Console.Error.WriteLineAsync($"chain-simulate: {problem}. --help lists what there is.");
    return 2;
}
return new Campaign(options, Console.Out).Run() ? 0 : 1;
