using System.Text;
using Chain.Wallet.Files;

namespace Chain.Wallet.Cli.Output;

/// <summary>Writes results to stdout and everything else to stderr. A reader that went away is no error; a disk that is full is one.</summary>
internal sealed class Reporter(bool isJson, bool isQuiet, bool isColorWanted)
{
    private readonly List<WalletProblem> _warnings = [];
    private bool _outputFailed;

    /// <summary>True when results are JSON.</summary>
    public bool IsJson => isJson;

    /// <summary>True when only the essential is wanted.</summary>
    public bool IsQuiet => isQuiet;

    /// <summary>A page for stdout.</summary>
    public TextPage OutputPage() => new(isColorWanted && !Console.IsOutputRedirected, Console.IsOutputRedirected ? null : WindowWidth());

    /// <summary>A page for stderr.</summary>
    public TextPage ErrorPage() => new(isColorWanted && !Console.IsErrorRedirected, Console.IsErrorRedirected ? null : WindowWidth());

    /// <summary>Something that the user should know.</summary>
    public void Warn(string code, string message, string? next = null) => Warn(new WalletProblem(ProblemKind.Usage, code, message, null, next));

    /// <summary>Something that the user should know, and perhaps a place that is meant.</summary>
    public void Warn(WalletProblem warning)
    {
        _warnings.Add(warning);
        if (isJson || isQuiet)
            return;
        TextPage page = ErrorPage();
        page.Warning(warning.Next is null ? warning.Message : $"{warning.Message} ({warning.Next})");
        foreach (string line in warning.Excerpt)
            page.Line("  " + line);
        WriteError(page.ToString());
    }

    /// <summary>A remark on the way, for people who wait.</summary>
    public void Note(string text)
    {
        if (!isJson && !isQuiet)
            WriteError(Display.Safe(text) + "\n");
    }

    /// <summary>Prints a result. False when stdout did not take it.</summary>
    public bool Print(CommandResult result)
    {
        if (isJson)
            return WriteOutput(Envelope.Write(result.Data, result.Problem, _warnings, isIndented: true));
        if (isQuiet)
            return result.Brief.Length == 0 || WriteOutput(Encoding.UTF8.GetBytes(string.Concat(result.Brief.Split('\n').Select(static line => Display.Safe(line) + "\n"))));
        TextPage page = OutputPage();
        result.Human(page);
        return WriteOutput(Encoding.UTF8.GetBytes(page.ToString()));
    }

    /// <summary>Prints one of many results as they come: a line each. False when nobody reads any more.</summary>
    public bool PrintItem(CommandResult item)
    {
        if (isJson)
            return WriteOutput(Envelope.Write(item.Data, null, [], isIndented: false)) && !_outputFailed;
        return Print(item) && !_outputFailed;
    }

    /// <summary>Prints why a command failed.</summary>
    public void Print(WalletProblem problem)
    {
        if (isJson)
            WriteOutput(Envelope.Write(null, problem, _warnings, isIndented: true));
        else
            Explain(problem);
    }

    /// <summary>Tells people why, on stderr.</summary>
    public void Explain(WalletProblem problem)
    {
        var text = new StringBuilder($"error: {Display.Safe(problem.Message)} [{problem.Code}]\n");
        foreach (string line in problem.Excerpt)
            text.Append("  ").Append(Display.Safe(line)).Append('\n');
        if (problem.Cause is { } cause)
            text.Append("  why:  ").Append(Display.Safe(cause)).Append('\n');
        if (problem.Next is { } next)
            text.Append("  next: ").Append(Display.Safe(next)).Append('\n');
        WriteError(text.ToString());
    }

    /// <summary>Writes bytes to stdout as they are.</summary>
    public bool WriteOutput(ReadOnlySpan<byte> bytes)
    {
        if (!StandardHandles.HasOutput)
            return true;
        try
        {
            _outputFailed |= !Descriptor.TryWrite(1, bytes);
            return true;
        }
        catch (IOException e)
        {
            _outputFailed = true;
            WriteError($"error: the result could not be written to standard output: {Display.Safe(e.Message)} [output]\n");
            return false;
        }
    }

    /// <summary>Writes to stderr; when even that fails there is nobody left to tell, and the exit code speaks.</summary>
    public static void WriteError(string text)
    {
        if (!StandardHandles.HasError)
            return;
        try
        {
            Descriptor.TryWrite(2, Encoding.UTF8.GetBytes(text));
        }
        catch (IOException)
        {
            // Nobody listens.
            return;
        }
    }

    private static int? WindowWidth()
    {
        try
        {
            return Console.WindowWidth;
        }
        catch (IOException)
        {
            return null;
        }
    }
}
