namespace Chain.Dapp.Testing;

/// <summary>How one test went.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Failure">Why it failed; null when it passed.</param>
/// <param name="Log">What it and its contracts printed.</param>
internal sealed record TestResult(string Name, TestFailure? Failure, IReadOnlyList<string> Log);
