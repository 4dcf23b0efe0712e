using Chain.Primitives;
using Chain.Types;
using static Chain.Contracts.Tests.Runtime.ContractRuntimeTests;
using static Chain.Contracts.Tests.Runtime.Ledger;

namespace Chain.Contracts.Tests.Runtime;

/// <summary>Limits of a transaction at their edge: the last one that is taken and the first one that is not, and what a failed callee leaves of them.</summary>
public sealed class LimitTests
{
    private static readonly string s_other = Contracts.Of(
        "hold: { args: { n: 'u32' } }, take: { payable: true }, pay: { args: { to: 'address', n: 'u32' } }, shout: { args: { fails: 'bool' } }",
        """
        hold(n) { const all = []; for (let i = 0; i < n; i++) all.push(new Uint8Array(500000)); }
          take() { }
          pay(to, n) { for (let i = 0; i < n; i++) transfer(to, 1n); revert('NO'); }
          shout(fails) { for (let i = 0; i < 40; i++) emit('Said', { what: new Uint8Array(16000) }); if (fails) revert('HUSH'); }
        """,
        "", "static receives = true; static events = { Said: { what: 'bytes' } };");

    private const ulong Much = 10_000_000_000;

    private readonly Ledger ledger = new();
    private readonly Address other;

    public LimitTests()
    {
        other = ledger.Deploy(s_other);
        ledger.SetBalance(other, 1_000_000);
    }

    private Address Caller(string body)
    {
        Address made = ledger.Deploy(Contracts.Of(
            "init: { args: { other: 'address' } }, run: { args: { n: 'u32' }, returns: 'string' }",
            $"init(other) {{ this.other = other; }} run(n) {{ try {{ {body} }} catch (error) {{ return error.code ?? error.name; }} return 'done'; }}", "other: 'address'"), Of(other));
        ledger.SetBalance(made, 1_000_000);
        return made;
    }

    [Fact]
    public void A_callee_may_use_63_64_of_the_memory_that_its_caller_has_left()
    {
        // 64 MiB hold 134 of them, 63/64 of that 132.
        Assert.True(ledger.CallAs(0, other, "hold", [Int(133)], gas: Much).IsSuccess);
        Assert.Equal((ReceiptStatus.OutOfMemory, FailureCodes.OutOfMemory), Ends(ledger.CallAs(0, other, "hold", [Int(135)], gas: Much)));
        Address caller = Caller("at(this.other).hold(n);");
        Assert.Equal("done", ReturnedOf(ledger.CallAs(0, caller, "run", [Int(131)], gas: Much)));
        Assert.Equal(FailureCodes.OutOfMemory, ReturnedOf(ledger.CallAs(0, caller, "run", [Int(133)], gas: Much)));
        // All of it comes back when the callee ends, well or not.
        Address twice = Caller("for (let i = 0; i < 3; i++) { try { at(this.other).hold(133); } catch { } at(this.other).hold(n); }");
        Assert.Equal("done", ReturnedOf(ledger.CallAs(0, twice, "run", [Int(131)], gas: Much)));
    }

    [Theory]
    [InlineData("for (let i = 0; i < n; i++) transfer(this.other, 1n);")]
    [InlineData("const paying = at(this.other, { value: 1n }); for (let i = 0; i < n; i++) paying.take();")]
    [InlineData("try { at(this.other).pay(msg.sender, 900); } catch { } for (let i = 0; i < n; i++) transfer(this.other, 1n);")]
    public void A_transaction_has_a_thousand_transfers_and_those_of_a_failed_callee_are_none(string body)
    {
        Address caller = Caller(body);
        ContractOutcome most = ledger.CallAs(0, caller, "run", [Int(ProtocolLimits.TransactionMovesMax)], gas: Much);
        Assert.Equal((true, ProtocolLimits.TransactionMovesMax), (most.IsSuccess, most.Moves.Count));
        Assert.Equal("done", ReturnedOf(most));
        Assert.Equal(FailureCodes.TooManyTransfers, ReturnedOf(ledger.CallAs(0, caller, "run", [Int(ProtocolLimits.TransactionMovesMax + 1)], gas: Much)));
    }

    [Fact]
    public void Coins_that_were_there_when_the_callee_was_named_and_are_gone_when_it_is_called_do_not_go()
    {
        Address caller = Caller("const all = at(this.other, { value: 600000n }); all.take(); all.take();");
        Assert.Equal(FailureCodes.InsufficientBalance, ledger.GetText(caller, "run", Int(0)));
        // What was caught stays undone: the first call alone has paid.
        Assert.Equal((400_000ul, 1_600_000ul), (ledger.Balance(caller), ledger.Balance(other)));
    }

    [Fact]
    public void The_bytes_of_a_failed_callees_events_are_none()
    {
        Address caller = Caller("let seen = ''; for (let i = 0; i < 3; i++) { try { at(this.other).shout(true); } catch (error) { seen += ` ${error.code}`; } } at(this.other).shout(false); return seen;");
        ContractOutcome outcome = ledger.CallAs(0, caller, "run", [Int(0)], gas: Much);
        Assert.Equal((" HUSH HUSH HUSH", 40), (ReturnedOf(outcome), outcome.Events.Count));
        Address loud = Caller("at(this.other).shout(false); at(this.other).shout(false);");
        Assert.Equal(FailureCodes.TooManyEvents, ReturnedOf(ledger.CallAs(0, loud, "run", [Int(0)], gas: Much)));
    }

    [Theory]
    [InlineData("transfer(this.other, 1n);", 2)]
    [InlineData("at(this.other, { value: 1n }).take();", 2)]
    public void Moving_coins_counts_as_writes_of_the_block(string body, int writes)
    {
        Address caller = Caller(body);
        Assert.Equal(ReceiptStatus.StateWritesExceeded, ledger.CallAs(0, caller, "run", [Int(0)], writes: writes - 1).Status);
        ContractOutcome outcome = ledger.CallAs(0, caller, "run", [Int(0)], writes: writes);
        Assert.Equal((true, writes), (outcome.IsSuccess, outcome.StateWrites));
    }

    private static string ReturnedOf(ContractOutcome outcome)
    {
        Assert.True(outcome.IsSuccess, $"{outcome.Code} {outcome.Message}");
        Assert.True(AbiCodec.TryDecode(AbiType.Text.Instance, outcome.ReturnValue.Span, out AbiValue? value));
        return ((AbiValue.Text)value).Value;
    }
}
