using System.CommandLine;
using Chain.Wallet.Cli.CommandLine;
using Chain.Wallet.Cli.Output;
using Chain.Wallet.Cli.Running;
using Chain.Wallet.Keys;

namespace Chain.Wallet.Cli.Commands;

/// <summary>wallet mnemonic …: recovery phrases without a key.</summary>
internal static class MnemonicCommands
{
    private static readonly Option<int> s_words = new("--words") { Description = "12, 15, 18, 21 or 24.", HelpName = "N", DefaultValueFactory = static _ => 24 };
    private static readonly Option<string?> s_phraseFile = new("--phrase-file") { Description = "Read the phrase from a file of mode 0600, or - for standard input.", HelpName = "FILE" };

    public static Command Build() => new("mnemonic", "Recovery phrases: make one, check one.")
    {
        new Leaf("new", "A new phrase from the system's randomness. It is not stored.", New, s_words),
        new Leaf("check", "Whether words are a phrase, without storing them.", Check, s_phraseFile),
    };

    private static CommandResult New(Invocation run)
    {
        int words = run.Value(s_words);
        if (words is not (12 or 15 or 18 or 21 or 24))
            throw new WalletException(ProblemKind.Usage, "words", $"a phrase of {words} words does not exist", null, "use 12, 15, 18, 21 or 24");
        using Mnemonic mnemonic = Mnemonic.Generate(words);
        string phrase = mnemonic.Reveal();
        return CommandResult.Sentence("phrase", phrase, phrase);
    }

    private static CommandResult Check(Invocation run)
    {
        using Mnemonic mnemonic = run.Secrets.Phrase(run.Value(s_phraseFile));
        int words = mnemonic.WordCount;
        return new CommandResult(json => json.WriteNumber("words", words), page => page.Line($"a valid phrase of {words} words"), $"{words}");
    }
}
