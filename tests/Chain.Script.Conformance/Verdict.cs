namespace Chain.Script.Conformance;

/// <summary>What became of one file.</summary>
internal enum Outcome
{
    OutOfScope,
    Skipped,
    Passed,
    Failed,
}

/// <summary>One file's outcome, and why.</summary>
internal sealed record Verdict(string Path, Outcome Outcome, string Reason);
