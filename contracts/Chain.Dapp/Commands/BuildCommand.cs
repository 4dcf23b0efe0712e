using Chain.Dapp.Building;
using Chain.Dapp.Testing;

namespace Chain.Dapp.Commands;

/// <summary><c>build [PATH]</c>: makes the JavaScript of contracts written in TypeScript; what comes out must be a contract.</summary>
internal sealed class BuildCommand(string path, Output output)
{
    public int Run()
    {
        IReadOnlyList<string> sources = Find();
        if (sources.Count == 0)
            return output.Failure(ExitCode.NotFound, new Problem("NO_SOURCES", Path.Exists(path) ? $"there is no TypeScript in '{path}'" : $"there is no '{path}'", "Contracts in TypeScript are files that end in .ts; typings (.d.ts) and tests are none.", "A contract in JavaScript needs no build."));
        var built = new List<string>();
        foreach (string source in sources)
        {
            BuiltFile result = TypeScriptBuild.Run(source);
            if (result.Problem is { } problem)
                return output.Failure(ExitCodeOf(problem), problem);
            ContractFile contract = ContractFiles.Load(ContractFiles.Shown(source), File.ReadAllBytes(result.Target));
            if (contract.Fault is not null)
                return output.Failure(ExitCode.Refused, CheckCommand.ProblemOf(contract with { Text = File.ReadAllText(source) }));
            built.Add(ContractFiles.Shown(result.Target));
            if (!output.IsJson)
                Console.Out.WriteLine($"{ContractFiles.Shown(source)} → {ContractFiles.Shown(result.Target)}");
        }
        if (output.IsJson)
            Output.Envelope(new { files = built });
        return ExitCode.Done;
    }

    /// <summary>What is missing is not found; what the compiler objects to is refused.</summary>
    public static int ExitCodeOf(Problem problem) => problem.Code.StartsWith("NO_", StringComparison.Ordinal) ? ExitCode.NotFound : ExitCode.Refused;

    private List<string> Find()
    {
        if (File.Exists(path))
            return [path];
        if (!Directory.Exists(path))
            return [];
        return [.. Directory.EnumerateFiles(path, "*.ts").Where(IsSource).Order(StringComparer.Ordinal)];
    }

    private static bool IsSource(string file) => !file.EndsWith(".d.ts", StringComparison.Ordinal) && !file.EndsWith(".test.ts", StringComparison.Ordinal);
}
