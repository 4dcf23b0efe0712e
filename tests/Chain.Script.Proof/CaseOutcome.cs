using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Chain.Script.Proof;

/// <summary>What one run gave, in a form in which every bit can be compared between machines.</summary>
/// <param name="Status">Completed, Thrown, OutOfGas …, or Refused when the source did not compile.</param>
/// <param name="Code">The error's name, or "".</param>
/// <param name="Text">The value or the error's message, as text.</param>
/// <param name="Gas">Gas used.</param>
/// <param name="Memory">Logical bytes used.</param>
/// <param name="Line">The error's line, or 0.</param>
/// <param name="Column">The error's column, or 0.</param>
public sealed record CaseOutcome(string Status, string Code, string Text, long Gas, long Memory, int Line, int Column)
{
    private const int ShownMax = 160;

    /// <summary>What was wrong inside, for people; no part of the result.</summary>
    public string? Fault { get; init; }

    /// <summary>One line that tells everything, a long text by its hash.</summary>
    public string Line1 => string.Create(CultureInfo.InvariantCulture, $"{Status} {Code} gas {Gas} memory {Memory} at {Line}:{Column} {Shown(Text)}");

    /// <summary>SHA-256 over all fields.</summary>
    public string Digest => Hash(string.Create(CultureInfo.InvariantCulture, $"{Status}\n{Code}\n{Gas}\n{Memory}\n{Line}\n{Column}\n{Text}"));

    /// <summary>The first bytes of a text's hash, over its UTF-16 units, so that lone surrogates count.</summary>
    internal static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.Unicode.GetBytes(text)))[..16];

    private static string Shown(string text)
    {
        var shown = new StringBuilder();
        foreach (char unit in text.Length > ShownMax ? text[..ShownMax] : text)
            shown.Append(unit is >= ' ' and < '\x7f' ? unit.ToString() : string.Create(CultureInfo.InvariantCulture, $"\\u{(int)unit:x4}"));
        return text.Length > ShownMax ? $"{shown}… {text.Length} units, {Hash(text)}" : shown.ToString();
    }
}
