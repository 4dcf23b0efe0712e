namespace Chain.Script.Conformance;

/// <summary>Which files are run: scope.txt decides by metadata, skip.txt leaves out more, each with a reason.</summary>
internal sealed class Selection
{
    private readonly IReadOnlyList<Rule> _scope = Rule.ReadList("scope.txt");
    private readonly IReadOnlyList<Rule> _skip = Rule.ReadList("skip.txt");

    /// <summary>Null when the file is to be run; else why it is not.</summary>
    public Verdict? Excludes(TestFile file)
    {
        if (_scope.FirstOrDefault(rule => rule.Matches(file)) is { } outside)
            return new Verdict(file.Path, Outcome.OutOfScope, outside.Reason);
        return _skip.FirstOrDefault(rule => rule.Matches(file)) is { } skipped ? new Verdict(file.Path, Outcome.Skipped, skipped.Reason) : null;
    }

    /// <summary>Why a file that the compiler refused ("refused") or whose run failed ("thrown") may be left out; null when that is a failure.</summary>
    public Verdict? Excuses(string kind, TestFile file, string message) =>
        _skip.FirstOrDefault(rule => rule.Excuses(kind, file, message)) is { } rule ? new Verdict(file.Path, Outcome.Skipped, rule.Reason) : null;
}
