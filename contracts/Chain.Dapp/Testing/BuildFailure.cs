namespace Chain.Dapp.Testing;

/// <summary>A TypeScript contract that tests need cannot be built: no test can tell anything.</summary>
internal sealed class BuildFailure(Problem problem) : Exception(problem.Message)
{
    public Problem Problem { get; } = problem;
}
