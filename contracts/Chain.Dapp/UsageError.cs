using System.CommandLine;
using System.CommandLine.Parsing;
using Chain.Types;

namespace Chain.Dapp;

/// <summary>Says what is wrong with a command line, and what was probably meant.</summary>
internal static class UsageError
{
    private const int ShownMax = 40;

    /// <summary>Null when the command line can be carried out.</summary>
    public static Problem? Of(ParseResult parsed)
    {
        // A misspelt option is an argument to the parser, wherever one may stand.
        string? word = parsed.UnmatchedTokens.FirstOrDefault() ?? parsed.Tokens.FirstOrDefault(IsStray)?.Value;
        if (word is null && parsed.Errors.Count == 0)
            return null;
        Command command = parsed.CommandResult.Command;
        bool isRoot = command is RootCommand;
        string help = isRoot ? "./chain dapp --help shows the commands." : $"./chain dapp {command.Name} --help shows what it takes.";
        if (word is null)
            return Made(isRoot ? "a command is missing" : parsed.Errors[0].Message, help);
        bool isOption = word.StartsWith('-');
        string[] known = [.. isOption ? command.Options.Select(static option => option.Name) : command.Subcommands.Select(static one => one.Name)];
        string what = isOption ? "option" : isRoot ? "command" : "place for";
        string shown = word.Length <= ShownMax ? word : word[..ShownMax] + "…";
        return Made($"there is no {what} '{shown}'", Spelling.Nearest(word, known) is { } meant ? $"Did you mean {meant}?" : help);
    }

    private static bool IsStray(Token token) => token.Type == TokenType.Argument && token.Value.Length > 2 && token.Value.StartsWith("--", StringComparison.Ordinal);

    private static Problem Made(string message, string next) => new("USAGE", message.TrimEnd('.'), "", next);
}
