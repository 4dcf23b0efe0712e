namespace Chain.Script.Conformance;

/// <summary>Counts of a run, and the text and JSON that tell them.</summary>
internal sealed class Totals(IReadOnlyList<Verdict> verdicts)
{
    public int Seen => verdicts.Count;

    public int InScope => verdicts.Count(verdict => verdict.Outcome != Outcome.OutOfScope);

    public int Passed => Count(Outcome.Passed);

    public int Failed => Count(Outcome.Failed);

    public int Skipped => Count(Outcome.Skipped);

    public IEnumerable<Verdict> Failures => verdicts.Where(verdict => verdict.Outcome == Outcome.Failed);

    /// <summary>Passed of those that ran, in hundredths.</summary>
    public double PassedPercent => Passed + Failed == 0 ? 0 : 100.0 * Passed / (Passed + Failed);

    public IEnumerable<(string Reason, int Files)> Reasons(Outcome outcome) =>
        verdicts.Where(verdict => verdict.Outcome == outcome).GroupBy(verdict => verdict.Reason, StringComparer.Ordinal)
            .Select(group => (group.Key, group.Count())).OrderByDescending(pair => pair.Item2).ThenBy(pair => pair.Key, StringComparer.Ordinal);

    /// <summary>In scope by folder, two levels deep.</summary>
    public IEnumerable<(string Folder, int InScope, int Passed, int Failed, int Skipped)> Folders() =>
        verdicts.Where(verdict => verdict.Outcome != Outcome.OutOfScope).GroupBy(verdict => string.Join('/', verdict.Path.Split('/').Take(2)), StringComparer.Ordinal)
            .Select(group => (group.Key, group.Count(), group.Count(v => v.Outcome == Outcome.Passed), group.Count(v => v.Outcome == Outcome.Failed), group.Count(v => v.Outcome == Outcome.Skipped)))
            .OrderBy(row => row.Key, StringComparer.Ordinal);

    private int Count(Outcome outcome) => verdicts.Count(verdict => verdict.Outcome == outcome);
}
