using System.CommandLine;
using Chain.Client;
using Chain.Wallet.Cli.CommandLine;
using Chain.Wallet.Cli.Output;
using Chain.Wallet.Nodes;

namespace Chain.Wallet.Cli.Running;

/// <summary>Parses, runs, reports: the one place where failures become messages and exit codes.</summary>
internal sealed class CommandRunner(Func<string, string?> environment, CancellationToken interrupted)
{
    public async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        RootCommand root = WalletRoot.Build();
        // Response files are off: "@name" is a name here, not a file to read arguments from.
        ParseResult parsed = root.Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        var reporter = new Reporter(parsed.GetValue(GlobalOptions.Json), parsed.GetValue(GlobalOptions.Quiet), IsColorWanted(parsed));
        if (parsed.Action is not null && parsed.CommandResult.Command.Action != parsed.Action && parsed.Errors.Count == 0)
            return await BuiltInAsync(parsed, reporter);
        if (UsageProblem.OfStrayOption(parsed) is { } stray)
            return Fail(reporter, stray);
        if (parsed.Errors.Count > 0 || parsed.CommandResult.Command is not Leaf leaf)
            return arguments.Count == 0 ? await RunHelpAsync(root, reporter) : Fail(reporter, UsageProblem.Of(parsed));
        return await RunAsync(leaf, parsed, reporter);
    }

    private async Task<int> RunAsync(Leaf leaf, ParseResult parsed, Reporter reporter)
    {
        try
        {
            using var invocation = new Invocation(parsed, reporter, environment);
            CommandResult result = await leaf.Run(invocation, interrupted);
            if (!result.IsPrinted && !reporter.Print(result))
                return (int)ProblemKind.Unexpected;
            if (result.Problem is not { } problem)
                return 0;
            if (!reporter.IsJson)
                reporter.Explain(problem);
            return (int)problem.Kind;
        }
        catch (WalletException e)
        {
            return Fail(reporter, e.Problem);
        }
        catch (LedgerException e)
        {
            return Fail(reporter, NodeFailures.Of(e, new Uri(Networks.Network.DefaultNode)).Problem);
        }
        catch (OperationCanceledException) when (interrupted.IsCancellationRequested)
        {
            return Fail(reporter, new(ProblemKind.Interrupted, "interrupted", "interrupted", null, "tx list shows what was signed before"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Fail(reporter, new(ProblemKind.Usage, "file", e.Message, null, "check that the path exists and may be used"));
        }
        catch (Exception e)
        {
            // A defect. Its type and place help to find it; its message could hold anything and is left out.
            return Fail(reporter, new(ProblemKind.Unexpected, "unexpected", $"this is a defect of the wallet: {e.GetType().Name}", e.StackTrace?.Split('\n')[0].Trim(), "please report it"));
        }
    }

    private static int Fail(Reporter reporter, WalletProblem problem)
    {
        reporter.Print(problem);
        return (int)problem.Kind;
    }

    private static Task<int> RunHelpAsync(RootCommand root, Reporter reporter) => BuiltInAsync(root.Parse(["--help"]), reporter);

    /// <summary>Help and version, through our own output so that a closed or full stdout is handled alike.</summary>
    private static async Task<int> BuiltInAsync(ParseResult parsed, Reporter reporter)
    {
        using var text = new StringWriter();
        int code = await parsed.InvokeAsync(new InvocationConfiguration { Output = text, Error = text, EnableDefaultExceptionHandler = false });
        return reporter.WriteOutput(System.Text.Encoding.UTF8.GetBytes(text.ToString())) ? code : (int)ProblemKind.Unexpected;
    }

    private bool IsColorWanted(ParseResult parsed) =>
        !parsed.GetValue(GlobalOptions.NoColor) && environment("NO_COLOR") is not { Length: > 0 } && environment("TERM") is not "dumb";
}
