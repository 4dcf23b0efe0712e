namespace Chain.Dapp.Testing;

/// <summary>How a file of tests went.</summary>
/// <param name="Path">The file, as messages name it.</param>
/// <param name="Source">Its text.</param>
/// <param name="Failure">Why it could not be run at all.</param>
/// <param name="Tests">Its tests in their order.</param>
internal sealed record TestFileResult(string Path, string Source, TestFailure? Failure, IReadOnlyList<TestResult> Tests)
{
    public int Failed => Tests.Count(test => test.Failure is not null) + (Failure is null ? 0 : 1);

    public int Passed => Tests.Count(test => test.Failure is null);
}
