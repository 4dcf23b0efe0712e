using Chain.Primitives;
using Chain.State;
using Chain.Types;
using static Chain.Contracts.Tests.Runtime.Ledger;

namespace Chain.Contracts.Tests.Runtime;

/// <summary>A defect under a function of the host: one of the listed kinds is the same on every node and fails the whole transaction; everything else ends the process.</summary>
public sealed class FaultTests
{
    public static TheoryData<Type> Defects =>
    [
        typeof(IndexOutOfRangeException), typeof(InvalidCastException), typeof(NullReferenceException), typeof(ArgumentException), typeof(DivideByZeroException), typeof(OverflowException),
        typeof(InvalidOperationException), typeof(KeyNotFoundException), typeof(NotSupportedException), typeof(ArrayTypeMismatchException),
    ];

    public static TheoryData<Type> Environment => [typeof(IOException), typeof(OutOfMemoryException), typeof(UnauthorizedAccessException), typeof(TimeoutException)];

    [Theory]
    [MemberData(nameof(Defects))]
    public void A_defect_takes_all_the_gas_and_no_contract_catches_it(Type kind)
    {
        var (ledger, caller, breaking) = Prepare(kind);
        string before = ledger.Fingerprint();
        breaking.IsArmed = true;
        ContractOutcome outcome = ledger.Call(caller, "run");
        breaking.IsArmed = false;
        Assert.Equal((ReceiptStatus.InternalFault, FailureCodes.InternalFault, Gas), (outcome.Status, outcome.Code, outcome.GasUsed));
        Assert.IsType(kind, outcome.Fault);
        Assert.DoesNotContain("secret", outcome.Message, StringComparison.Ordinal);
        Assert.Empty(outcome.Events);
        Assert.Equal(before, ledger.Fingerprint());
        Assert.True(ledger.Call(caller, "run").IsSuccess);
    }

    [Theory]
    [MemberData(nameof(Environment))]
    public void A_failure_of_the_environment_goes_through(Type kind)
    {
        var (ledger, caller, breaking) = Prepare(kind);
        breaking.IsArmed = true;
        Assert.Throws(kind, () => ledger.Call(caller, "run"));
    }

    [Fact]
    public void A_state_that_contradicts_itself_stops_the_node()
    {
        var (ledger, caller, breaking) = Prepare(typeof(IOException));
        breaking.Damaged = true;
        Assert.Throws<InvariantException>(() => ledger.Call(caller, "run"));
    }

    [Fact]
    public void A_defect_before_the_first_contract_runs_is_treated_alike()
    {
        var (ledger, caller, breaking) = Prepare(typeof(InvalidCastException));
        breaking.IsArmed = true;
        breaking.BreaksRecords = true;
        ContractOutcome outcome = ledger.Runtime.Call(ledger.State, ledger.Context, new CallRequest { Sender = Account(0), Contract = Account(6), Method = "run", Gas = 1_000_000 });
        Assert.Equal((ReceiptStatus.InternalFault, 1_000_000ul), (outcome.Status, outcome.GasUsed));
        Assert.NotEqual(default, caller);
    }

    private static (Ledger Ledger, Address Caller, BreakingState State) Prepare(Type kind)
    {
        var breaking = new BreakingState((Exception)Activator.CreateInstance(kind, kind == typeof(InvalidCastException) ? ["secret of the host"] : [])!);
        var ledger = new Ledger(below: breaking);
        Address callee = ledger.Deploy(Contracts.Of("run: {}", "run() { this.count = 5n; emit('Made'); this.byUser.get(7777); }", "count: 'u64', byUser: map('u32', 'u64')", "static events = { Made: {} };"));
        Address caller = ledger.Deploy(Contracts.Of("init: { args: { other: 'address' } }, run: {}", "init(other) { this.other = other; } run() { try { at(this.other).run(); } catch { } finally { this.count = 1n; } }", "other: 'address', count: 'u64'"), Of(callee));
        breaking.Key = StateKeys.Storage(callee, StorageSlot.OfEntry("byUser", [0, 0, 0x1E, 0x61])).Span.ToArray();
        return (ledger, caller, breaking);
    }

    /// <summary>An empty state one key of which breaks when it is read.</summary>
    private sealed class BreakingState(Exception failure) : IStateReader
    {
        internal byte[] Key { get; set; } = [];

        internal bool IsArmed { get; set; }

        internal bool BreaksRecords { get; set; }

        internal bool Damaged { get; set; }

        public bool TryGet(ReadOnlySpan<byte> key, out ReadOnlyMemory<byte> value)
        {
            value = Damaged ? new byte[] { 0, 0, 0, 1, 2 } : default;
            bool isKey = key.SequenceEqual(Key);
            if (IsArmed && (isKey || (BreaksRecords && key[0] == 12)))
                throw failure;
            return Damaged && isKey;
        }
    }
}
