using Chain.Contracts.Tests.Runtime;
using Chain.Types;

namespace Chain.Contracts.Tests.Library;

/// <summary>Every changing method of the library, under a ladder of gas limits: whole, or not at all.</summary>
public class GasLadderTests
{
    private const ulong Rungs = 48;

    public static TheoryData<string> Names => [.. LibrarySteps.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_limit_that_does_not_suffice_leaves_nothing_and_one_that_does_leaves_the_same(string name)
    {
        var climbing = new Ledger();
        var free = new Ledger();
        // The same steps on two states side by side: on one each is tried with every limit, on the other it has all the gas it wants.
        foreach ((Func<ulong, ContractOutcome> tried, Func<ulong, ContractOutcome> run) in LibrarySteps.All[name](climbing).Zip(LibrarySteps.All[name](free)))
        {
            ContractOutcome whole = run(Ledger.Gas);
            Assert.True(whole.IsSuccess, $"{whole.Code} {whole.Message} {whole.Line}:{whole.Column} {whole.Fault}");
            Climb(climbing, tried, whole, free.Fingerprint());
        }
    }

    [Fact]
    public void Every_contract_of_the_library_is_climbed() => Assert.Equal(
        Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "library"), "*.js").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal),
        LibrarySteps.All.Keys.Order(StringComparer.Ordinal));

    // From below, so that the first limit that suffices is also the last one tried: after it the state is another. A callee gets 63/64 of what is left, so a call of a contract that calls
    // may want more than it uses: at most 64/63 of it for each contract on the stack.
    private static void Climb(Ledger ledger, Func<ulong, ContractOutcome> step, ContractOutcome whole, string after)
    {
        string before = ledger.Fingerprint();
        IEnumerable<ulong> limits = Enumerable.Range(0, (int)Rungs).Select(rung => whole.GasUsed * (ulong)rung / Rungs)
            .Concat([whole.GasUsed - 1, whole.GasUsed, whole.GasUsed + (whole.GasUsed / 16)]);
        foreach (ulong limit in limits)
        {
            ContractOutcome outcome = step(limit);
            if (outcome.IsSuccess)
            {
                Assert.True(limit >= whole.GasUsed, $"{limit} sufficed for {whole.GasUsed}");
                Assert.Equal(whole.GasUsed, outcome.GasUsed);
                Assert.Equal(after, ledger.Fingerprint());
                Assert.Equal(whole.Events, outcome.Events);
                Assert.Equal(whole.Moves, outcome.Moves);
                return;
            }
            Assert.Equal(FailureCodes.OutOfGas, outcome.Code);
            Assert.True(outcome.Status is ReceiptStatus.OutOfGas or ReceiptStatus.ContractFailed, outcome.Status.ToString());
            Assert.True(outcome.GasUsed <= limit, $"{outcome.GasUsed} of {limit}");
            Assert.Equal(before, ledger.Fingerprint());
            Assert.Empty(outcome.Events);
            Assert.Empty(outcome.Moves);
        }
        Assert.Fail($"{whole.GasUsed} gas and a sixteenth more do not suffice");
    }
}
