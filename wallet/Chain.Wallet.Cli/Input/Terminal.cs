using Chain.Wallet.Cli.Output;

namespace Chain.Wallet.Cli.Input;

/// <summary>Asks the user. Questions go to stderr, so that stdout stays the result; without a terminal nothing is asked.</summary>
internal sealed class Terminal(Reporter reporter, bool isYes)
{
    private const int LineMax = 4096;

    /// <summary>True when somebody can be asked.</summary>
    public static bool IsInteractive => StandardHandles.HasInput && StandardHandles.HasError && !Console.IsInputRedirected && !Console.IsErrorRedirected;

    /// <summary>Goes on only when the user agrees; --yes agrees to everything.</summary>
    /// <exception cref="WalletException">Declined, or nobody can be asked.</exception>
    public void Confirm(string question)
    {
        if (isYes)
            return;
        if (!IsInteractive || reporter.IsJson)
            throw new WalletException(ProblemKind.Declined, "confirmation", "this needs a confirmation, and there is no terminal to ask at", null, "add --yes to confirm");
        Reporter.WriteError(Display.Safe(question) + " [y/N] ");
        string answer = (Console.ReadLine() ?? "").Trim();
        if (answer is not ("y" or "Y" or "yes" or "Yes" or "YES"))
            throw new WalletException(ProblemKind.Declined, "declined", "declined; nothing was done");
    }

    /// <summary>Reads a line that is not shown while it is typed. The caller clears it.</summary>
    /// <exception cref="WalletException">Nobody can be asked.</exception>
    public static char[] ReadSecret(string prompt)
    {
        if (!IsInteractive)
            throw new WalletException(ProblemKind.Key, "no-password", $"the {prompt} is needed, and there is no terminal to ask at", null, "use --password-file FILE (mode 0600) or --password-fd N");
        Reporter.WriteError(Display.Safe(prompt) + ": ");
        var typed = new List<char>();
        while (true)
        {
            ConsoleKeyInfo key = Console.ReadKey(intercept: true);
            if (key.Key == ConsoleKey.Enter)
                break;
            if (key.Key == ConsoleKey.Backspace && typed.Count > 0)
                typed.RemoveAt(typed.Count - 1);
            else if (key.Key != ConsoleKey.Backspace && key.KeyChar != '\0' && typed.Count < LineMax)
                typed.Add(key.KeyChar);
        }
        Reporter.WriteError("\n");
        char[] secret = [.. typed];
        System.Runtime.InteropServices.CollectionsMarshal.AsSpan(typed).Clear();
        return secret;
    }
}
