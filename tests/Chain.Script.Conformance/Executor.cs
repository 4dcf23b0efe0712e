namespace Chain.Script.Conformance;

/// <summary>Runs one file.</summary>
internal sealed class Executor(Checkout checkout)
{
    public Verdict Run(TestFile file) => new(file.Path, Outcome.Failed, checkout.Harness(file));
}
