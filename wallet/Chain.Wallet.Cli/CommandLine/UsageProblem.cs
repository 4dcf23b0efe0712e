using System.CommandLine;
using System.CommandLine.Parsing;

namespace Chain.Wallet.Cli.CommandLine;

/// <summary>Says what is wrong with a command line, and what was probably meant. Words that could be secrets are not repeated.</summary>
internal static class UsageProblem
{
    private const int ShownLengthMax = 40;

    /// <summary>
    /// A word with two hyphens that the parser took for an argument, since no option has that name: a misspelt option, or a value that
    /// was forgotten before it. Null when there is none. Behind "--" every word is an argument.
    /// </summary>
    public static WalletProblem? OfStrayOption(ParseResult parsed)
    {
        foreach (Token token in parsed.Tokens)
        {
            if (token.Type == TokenType.DoubleDash)
                return null;
            if (token.Type == TokenType.Argument && token.Value.Length > 2 && token.Value.StartsWith("--", StringComparison.Ordinal))
                return Unknown(token.Value, parsed, $"{PathOf(parsed.CommandResult)} --help lists what there is");
        }
        return null;
    }

    public static WalletProblem Of(ParseResult parsed)
    {
        Command command = parsed.CommandResult.Command;
        string help = $"{PathOf(parsed.CommandResult)} --help lists what there is";
        if (parsed.UnmatchedTokens.FirstOrDefault() is { } word)
            return Unknown(word, parsed, help);
        if (command is not Leaf && parsed.Errors.Count > 0)
            return new(ProblemKind.Usage, "usage", $"'{PathOf(parsed.CommandResult)}' needs a command", null, help);
        string message = parsed.Errors.Count > 0 ? Display.Safe(parsed.Errors[0].Message) : "the command line cannot be read";
        return new(ProblemKind.Usage, "usage", message, null, help);
    }

    private static WalletProblem Unknown(string word, ParseResult parsed, string help)
    {
        Command command = parsed.CommandResult.Command;
        bool isOption = word.StartsWith('-');
        IEnumerable<string> candidates = isOption ? OptionsOf(parsed) : command.Subcommands.Where(static c => !c.Hidden).Select(static c => c.Name);
        string name = isOption ? word.Split('=')[0] : word;
        if (name is "--password" or "--passphrase" or "--mnemonic" or "--phrase" or "--private-key" or "--secret")
        {
            return new(
                ProblemKind.Usage, "secret-argument", "secrets are not taken from the command line", "every process of this machine can read it, and shells keep it",
                "use the prompt, --password-file FILE (mode 0600) or --password-fd N");
        }
        if (isOption && candidates.Contains(name, StringComparer.Ordinal))
            return new(ProblemKind.Usage, "value-missing", $"a value is missing before '{Shown(name)}'", null, help);
        string? meant = Suggestion.For(name, candidates);
        string what = isOption ? "option" : command is Leaf ? "argument" : "command";
        // A stray word may be part of a phrase or a password: only what looks like a command or an option is repeated.
        string shown = command is Leaf && !isOption ? $"there is an argument too many for '{PathOf(parsed.CommandResult)}'" : $"there is no {what} '{Shown(name)}'";
        return new(ProblemKind.Usage, $"unknown-{what}", shown, null, meant is null ? help : $"did you mean '{meant}'?");
    }

    private static IEnumerable<string> OptionsOf(ParseResult parsed)
    {
        for (SymbolResult? at = parsed.CommandResult; at is not null; at = at.Parent)
        {
            if (at is not CommandResult command)
                continue;
            foreach (Option option in command.Command.Options.Where(option => at == parsed.CommandResult || option.Recursive))
                yield return option.Name;
        }
    }

    private static string PathOf(CommandResult result)
    {
        var names = new List<string>();
        for (SymbolResult? at = result; at is not null; at = at.Parent)
            names.Insert(0, at is CommandResult command && command.Command is not RootCommand ? command.Command.Name : "wallet");
        return string.Join(' ', names);
    }

    private static string Shown(string word) => Display.Safe(word.Length <= ShownLengthMax ? word : word[..ShownLengthMax] + "…");
}
