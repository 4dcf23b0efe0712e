using System.Text.Json;

namespace Chain.Wallet.Cli.Output;

/// <summary>What a command found out, in the forms in which it can be asked for.</summary>
/// <param name="Data">Writes the members of the envelope's "data".</param>
/// <param name="Human">Writes the text for people.</param>
/// <param name="Brief">What --quiet prints; empty for nothing.</param>
internal sealed record CommandResult(Action<Utf8JsonWriter> Data, Action<TextPage> Human, string Brief = "")
{
    /// <summary>Set when the command did its work and the outcome is not what was wanted: the data are shown, and this with them.</summary>
    public WalletProblem? Problem { get; init; }

    /// <summary>Nothing to print, since everything was printed on the way.</summary>
    public static CommandResult Printed { get; } = new(static _ => { }, static _ => { }) { IsPrinted = true };

    /// <summary>True when the command printed its results as they came.</summary>
    public bool IsPrinted { get; private init; }

    /// <summary>A sentence, and the same as one field.</summary>
    public static CommandResult Sentence(string name, string value, string sentence) =>
        new(json => json.WriteString(name, value), page => page.Line(sentence), value);
}
