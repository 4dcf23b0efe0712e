using System.Text.RegularExpressions;

namespace Chain.Dapp.Tests.Documentation;

/// <summary>A fenced block of a page: what stands behind the fence, and the text. Line is that of the fence, from 1.</summary>
internal sealed record Listing(string Info, string Text, int Line)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    /// <summary>The file that the listing is, for <c>js NAME</c>.</summary>
    public string? FileName => Regex.Match(Info, @"^js ([\w.-]+\.js)$", RegexOptions.None, s_patience) is { Success: true } match ? match.Groups[1].Value : null;

    /// <summary>The file that the listing is taken from, for <c>js part of FILE</c>.</summary>
    public string? PartOf => After("js part of ");

    /// <summary>The place at which the listing is refused, for <c>js refused LINE:COLUMN</c>.</summary>
    public string? RefusedAt => After("js refused ");

    /// <summary>Commands, which may be such that fail.</summary>
    public bool IsShell => Info == "sh" || After("sh fails ") is not null;

    /// <summary>All listings of a page, in order.</summary>
    public static IReadOnlyList<Listing> ReadAll(string page) =>
        [.. Regex.Matches(page, "^```([^\n`]*)\n(.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline, s_patience)
            .Select(block => new Listing(block.Groups[1].Value, block.Groups[2].Value, page[..block.Index].Count(unit => unit == '\n') + 1))];

    private string? After(string prefix) => Info.StartsWith(prefix, StringComparison.Ordinal) ? Info[prefix.Length..] : null;
}
