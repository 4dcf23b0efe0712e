using Chain.Primitives;
using Chain.State;
using Chain.Types;
using static Chain.Contracts.Tests.Runtime.Ledger;

namespace Chain.Contracts.Tests.Runtime;

/// <summary>What an entry of the state cost to keep comes back when the transaction that made it takes it out again, and at no other time.</summary>
public sealed class RefundTests
{
    private const long OfEntry = HostGas.NewEntry - HostGas.Write;

    private const string Source = Contracts.Imports + """

        export default class Refunds extends Contract {
          static state = { flag: 'u64', text: 'bytes', byKey: map('u8', 'u64'), log: list('u8'), other: 'address' };
          static abi = {
            init: { args: { other: 'address' } }, set: { args: { n: 'u64' } }, toggle: {}, twice: {}, put: { args: { size: 'u32' } }, putAndClear: { args: { size: 'u32' } }, clear: {},
            remake: {}, entry: {}, pushAndPop: {}, undone: {}, kept: {}, remote: {}, spend: {}, thenFail: {}, burn: {}, clearAndFail: {}, gas: { returns: 'u64' },
          };
          init(other) { this.other = other; }
          set(n) { this.flag = n; }
          toggle() { this.flag = 1n; this.flag = 0n; }
          twice() { this.flag = 1n; this.flag = 0n; this.flag = 2n; this.flag = 0n; }
          put(size) { this.text = new Uint8Array(size).fill(1); }
          putAndClear(size) { this.put(size); this.clear(); }
          clear() { this.text = new Uint8Array(0); }
          remake() { this.clear(); this.put(5); this.clear(); }
          entry() { this.byKey.set(7, 1n); this.byKey.delete(7); }
          pushAndPop() { this.log.push(1); this.log.pop(); }
          clearAndFail() { this.clear(); revert('KEPT'); }
          undone() { this.put(100); try { at(this.other).clearAndFail(); } catch { } this.toggle(); }
          kept() { try { at(this.other).thenFail(); } catch { } }
          remote() { at(this.other).put(100); at(this.other).clear(); }
          spend() { this.toggle(); for (;;); }
          thenFail() { this.toggle(); revert('NO'); }
          burn() { for (;;); }
          gas() { const before = gasLeft(); this.toggle(); return before - gasLeft(); }
        }
        """;

    private readonly Ledger ledger = new();
    private readonly Address other;
    private readonly Address contract;

    public RefundTests()
    {
        other = ledger.Deploy(Source, Of(Account(1)));
        contract = ledger.Deploy(Source, Of(other));
    }

    [Theory]
    [InlineData("toggle", OfEntry + (8 * HostGas.WriteByte))]
    [InlineData("twice", 2 * (OfEntry + (8 * HostGas.WriteByte)))]
    // A map's entry is three: place and value, key, count.
    [InlineData("entry", (3 * OfEntry) + ((12 + 1 + 4) * HostGas.WriteByte))]
    [InlineData("pushAndPop", (2 * OfEntry) + ((1 + 4) * HostGas.WriteByte))]
    [InlineData("remote", OfEntry + (101 * HostGas.WriteByte))]
    [InlineData("undone", OfEntry + (8 * HostGas.WriteByte))]
    [InlineData("kept", 0)]
    public void Storage_that_the_transaction_made_and_took_out_is_given_back(string method, long refunded)
    {
        string before = ledger.Fingerprint();
        ContractOutcome outcome = ledger.Call(contract, method);
        Assert.True(outcome.IsSuccess, $"{outcome.Code} {outcome.Message}");
        Assert.Equal(refunded, (long)outcome.GasRefunded);
        if (method != "undone")
            Assert.Equal(before, ledger.Fingerprint());
    }

    [Fact]
    public void Entries_of_earlier_transactions_give_nothing_back_and_cost_by_what_was_there()
    {
        Succeeds("put", Int(500));
        long clear = (long)Succeeds("clear", refunded: 0).GasUsed;
        Succeeds("put", Int(10));
        Assert.Equal((502L - 11L) * HostGas.WriteByte, clear - (long)Succeeds("clear", refunded: 0).GasUsed);
        Succeeds("put", Int(9));
        // What was there before is no gain; what was made again in between is.
        Succeeds("remake", refunded: 0);
    }

    [Fact]
    public void An_overwritten_value_costs_by_the_longer_of_old_and_new()
    {
        long made = (long)Succeeds("put", Int(1_000)).GasUsed;
        long same = (long)Succeeds("put", Int(1_000)).GasUsed;
        Assert.Equal(OfEntry, made - same);
        long shorter = (long)Succeeds("put", Int(10)).GasUsed;
        Succeeds("put", Int(10));
        long alike = (long)Succeeds("put", Int(10)).GasUsed;
        // The old value has two bytes of length, the new one byte.
        Assert.Equal((1_002 - 11) * HostGas.WriteByte, shorter - alike);
    }

    [Fact]
    public void What_is_given_back_is_not_there_to_be_spent_in_the_same_transaction()
    {
        long seen = (long)ledger.GetInt(contract, "gas");
        Assert.True(seen > HostGas.NewEntry + HostGas.Write + (8 * HostGas.WriteByte));
        ContractOutcome enough = Succeeds("toggle", OfEntryWith(8));
        ContractOutcome outcome = ledger.CallAs(0, contract, "toggle", [], gas: enough.GasUsed - 1);
        Assert.Equal((ReceiptStatus.OutOfGas, enough.GasUsed - 1, 0UL), (outcome.Status, outcome.GasUsed, outcome.GasRefunded));
        Assert.True(ledger.CallAs(0, contract, "toggle", [], gas: enough.GasUsed).IsSuccess);
    }

    [Theory]
    [InlineData("spend", ReceiptStatus.OutOfGas)]
    [InlineData("thenFail", ReceiptStatus.ContractFailed)]
    public void A_failed_transaction_gets_nothing_back(string method, ReceiptStatus status)
    {
        ContractOutcome outcome = ledger.CallAs(0, contract, method, [], gas: 500_000);
        Assert.Equal((status, 0UL), (outcome.Status, outcome.GasRefunded));
    }

    [Fact]
    public void Another_transaction_before_in_the_same_state_makes_no_entry_new()
    {
        Succeeds("set", Int(5));
        Assert.Equal(0UL, Succeeds("set", Int(0)).GasRefunded);
        Succeeds("set", Int(5));
        // The runtime of another node, which has seen nothing of that, agrees.
        var below = new StateOverlay(EmptyState.Instance);
        foreach (StateWrite write in ledger.State.ToWrites().Items)
            below.Set(write.Key.Span, write.NewValue!.Value.Span);
        var fresh = new Ledger(new ContractRuntime(), below);
        ContractOutcome here = ledger.Call(contract, "set", Int(0));
        ContractOutcome there = fresh.Call(contract, "set", Int(0));
        Assert.Equal((here.GasUsed, here.GasRefunded), (there.GasUsed, there.GasRefunded));
    }

    private static long OfEntryWith(int bytes) => OfEntry + (bytes * HostGas.WriteByte);

    private ContractOutcome Succeeds(string method, params AbiValue[] arguments) => Succeeds(method, -1, arguments);

    private ContractOutcome Succeeds(string method, long refunded, params AbiValue[] arguments)
    {
        ContractOutcome outcome = ledger.Call(contract, method, arguments);
        Assert.True(outcome.IsSuccess, $"{outcome.Code} {outcome.Message}");
        if (refunded >= 0)
            Assert.Equal(refunded, (long)outcome.GasRefunded);
        return outcome;
    }
}
