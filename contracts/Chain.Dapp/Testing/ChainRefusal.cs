namespace Chain.Dapp.Testing;

/// <summary>The chain has refused or undone what a test wanted: an error of the test's own language, unless the test expects it.</summary>
internal sealed class ChainRefusal(ContractFailure failure) : Exception(failure.Message)
{
    public ContractFailure Failure { get; } = failure;
}
