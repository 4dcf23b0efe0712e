using System.Text.RegularExpressions;

namespace Chain.Script.Conformance;

/// <summary>One line of scope.txt or skip.txt: what it looks at, the pattern, and the reason that is printed.</summary>
/// <param name="Kind">flag, feature or folder (scope.txt); text, code, path, include, refused or thrown (skip.txt).</param>
/// <param name="Reason">Why files that match are left out.</param>
/// <param name="Pattern">What must match.</param>
internal sealed record Rule(string Kind, Regex Pattern, string Reason)
{
    /// <summary>Reads a list: "kind  pattern  => reason" a line, blank lines and lines that begin with # aside.</summary>
    public static IReadOnlyList<Rule> ReadList(string resource)
    {
        using Stream stream = typeof(Rule).Assembly.GetManifestResourceStream(resource) ?? throw new InvalidDataException($"the tool carries no {resource}");
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0 && !line.StartsWith('#')).SelectMany(line => Parse(line, resource))];
    }

    private Regex? Confirmation { get; init; }

    public bool Matches(TestFile file) => Kind switch
    {
        "refused" or "thrown" => false,
        "flag" => file.Flags.Any(Pattern.IsMatch),
        "feature" => file.Features.Any(Pattern.IsMatch),
        "folder" or "path" => Pattern.IsMatch(file.Path),
        "include" => file.Includes.Any(Pattern.IsMatch),
        "text" => Pattern.IsMatch(file.Source),
        "code" => Pattern.IsMatch(SourceText.WithoutComments(file.Source)),
        _ => throw new InvalidDataException($"there is no kind of rule '{Kind}'"),
    };

    /// <summary>
    /// A "refused" or "thrown" rule has two patterns, message and code: the compiler refused a positive file with such a message, or its run ended so, and
    /// the file's code does have what the message speaks of, so that a wrong refusal is a failure and no skip.
    /// </summary>
    public bool Excuses(string kind, TestFile file, string message) => kind == Kind && Confirmation is { } confirmation && Pattern.IsMatch(message) && confirmation.IsMatch(SourceText.WithoutComments(file.Source));

    // In a list of names separated by spaces each name is a pattern of its own, * standing for anything; text rules are one regular expression.
    private static IEnumerable<Rule> Parse(string line, string resource)
    {
        string[] halves = line.Split("=>", 2, StringSplitOptions.TrimEntries);
        string[] words = halves[0].Split(' ', 2, StringSplitOptions.TrimEntries);
        if (halves.Length != 2 || words.Length != 2)
            throw new InvalidDataException($"{resource}: cannot read '{line}'");
        if (words[0] is "text" or "code")
            return [new Rule(words[0], Compiled(words[1]), halves[1])];
        if (words[0] is "refused" or "thrown")
        {
            string[] patterns = words[1].Split(" & ", 2, StringSplitOptions.TrimEntries);
            return [new Rule(words[0], Compiled(patterns[0]), halves[1]) { Confirmation = Compiled(patterns[1]) }];
        }
        return words[1].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(name => new Rule(words[0], Compiled(Glob(words[0], name)), halves[1]));
    }

    private static string Glob(string kind, string name) =>
        "^" + Regex.Escape(name).Replace("\\*", ".*", StringComparison.Ordinal) + (kind == "folder" ? "/" : "$");

    private static Regex Compiled(string pattern) => new(pattern, RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Compiled | RegexOptions.Multiline, TimeSpan.FromSeconds(5));
}
