using Chain.Primitives;
using Chain.State;
using Chain.Types;
using static Chain.Contracts.Tests.Runtime.ContractRuntimeTests;
using static Chain.Contracts.Tests.Runtime.Ledger;

namespace Chain.Contracts.Tests.Runtime;

public sealed class CoinAndEventTests
{
    private readonly Ledger ledger = new();

    private Address Payer(string body, bool receives = false, string events = "Paid: { to: 'address' }, Blob: { data: 'bytes' }, Empty: {}")
    {
        Address payer = ledger.Deploy(Contracts.Of("run: { args: { to: 'address' }, payable: true }", $"run(to) {{ {body} }}", "count: 'u64'", $"static events = {{ {events} }}; static receives = {(receives ? "true" : "false")};"));
        ledger.SetBalance(payer, 1_000);
        return payer;
    }

    private ulong Sum(params Address[] addresses) => addresses.Aggregate(0ul, (sum, address) => sum + ledger.Balance(address));

    [Fact]
    public void A_transfer_moves_coins_to_an_account_and_makes_one_that_is_new()
    {
        Address payer = Payer("transfer(to, 400n); transfer(to, 0n);");
        Address fresh = Account(9);
        ContractOutcome outcome = ledger.Call(payer, "run", Of(fresh));
        Assert.True(outcome.IsSuccess, outcome.Message);
        Assert.Equal((600ul, 400ul), (ledger.Balance(payer), ledger.Balance(fresh)));
        Assert.Equal(new ValueMove(payer, fresh, Amount.FromGrains(400)), Assert.Single(outcome.Moves));
    }

    [Theory]
    [InlineData("transfer(to, 1001n)", "INSUFFICIENT_BALANCE")]
    [InlineData("transfer(to, 2n ** 64n)", "INSUFFICIENT_BALANCE")]
    [InlineData("transfer(to, 2n ** 300n)", "INSUFFICIENT_BALANCE")]
    [InlineData("transfer(to, -1n)", "BAD_AMOUNT")]
    [InlineData("transfer(to, 1)", "BAD_AMOUNT")]
    [InlineData("transfer(to, 0.5)", "BAD_AMOUNT")]
    [InlineData("transfer(to, NaN)", "BAD_AMOUNT")]
    [InlineData("transfer(to, 1e21)", "BAD_AMOUNT")]
    [InlineData("transfer(to, '1')", "BAD_AMOUNT")]
    [InlineData("transfer(to)", "BAD_AMOUNT")]
    [InlineData("transfer(to, { valueOf() { return 1n; } })", "BAD_AMOUNT")]
    [InlineData("transfer('nobody', 1n)", "BAD_ADDRESS")]
    [InlineData("transfer(undefined, 1n)", "BAD_ADDRESS")]
    [InlineData("transfer(to.toUpperCase().slice(1), 1n)", "BAD_ADDRESS")]
    [InlineData("transfer(self, 1n)", "RECEIVER_REFUSES")]
    [InlineData("transfer(to, 600n); transfer(to, 600n)", "INSUFFICIENT_BALANCE")]
    [InlineData("emit('Paid', { to }); transfer(to, 10n); revert('NO')", "NO")]
    [InlineData("for (let i = 0; i < 1001; i++) transfer(to, 1n)", "INSUFFICIENT_BALANCE")]
    public void A_transfer_that_cannot_be_leaves_every_balance(string body, string code)
    {
        Address payer = Payer(body);
        ContractOutcome outcome = ledger.Call(payer, "run", Of(Account(1)));
        Assert.Equal((ReceiptStatus.ContractFailed, code), Ends(outcome));
        Assert.Equal((1_000ul, Rich), (ledger.Balance(payer), ledger.Balance(Account(1))));
        Assert.Empty(outcome.Moves);
    }

    [Fact]
    public void A_transfer_to_oneself_changes_nothing_where_it_is_taken()
    {
        Address payer = Payer("transfer(self, 1000n);", receives: true);
        ContractOutcome outcome = ledger.Call(payer, "run", Of(Account(1)));
        Assert.True(outcome.IsSuccess, outcome.Message);
        Assert.Equal((1_000ul, 0), (ledger.Balance(payer), outcome.Moves.Count));
    }

    [Fact]
    public void An_address_in_upper_case_is_the_same_account() =>
        Assert.True(ledger.Call(Payer("transfer(to.toUpperCase(), 1n);"), "run", Of(Account(1))).IsSuccess);

    [Fact]
    public void A_contract_that_does_not_receive_is_given_nothing_and_one_that_does_is()
    {
        Address closed = ledger.Deploy(Contracts.Of("x: {}", "x() {}"));
        Address open = ledger.Deploy(Contracts.Of("x: {}", "x() {}", more: "static receives = true;"));
        Address payer = Payer("transfer(to, 1n);");
        Assert.Equal((ReceiptStatus.ContractFailed, "RECEIVER_REFUSES"), Ends(ledger.Call(payer, "run", Of(closed))));
        Assert.True(ledger.Call(payer, "run", Of(open)).IsSuccess);
        Assert.True(ledger.State.TryGetAccount(closed, out AccountRecord account) && !account.AcceptsTransfers);
        Assert.True(ledger.State.TryGetAccount(open, out account) && account is { AcceptsTransfers: true, Balance.Grains: 1 });
    }

    [Fact]
    public void Coins_that_lay_at_the_address_before_the_deployment_stay()
    {
        Address next = ledger.NextAddress();
        ledger.SetBalance(next, 77);
        Address payer = ledger.Deploy(Contracts.Of("run: { returns: 'string' }", "run() { return `${balanceOf(self)}`; }"));
        Assert.Equal((next, "77"), (payer, ledger.GetText(payer, "run")));
    }

    [Fact]
    public void Coins_of_a_call_are_the_contracts_before_it_runs_and_the_senders_when_it_fails()
    {
        Address payer = Payer("require(msg.value === 5n && balanceOf(self) === 1005n, 'WRONG'); if (to === msg.sender) revert('BACK');");
        ulong all = Sum(payer, Account(1));
        ContractOutcome kept = ledger.CallAs(1, payer, "run", [Of(Account(2))], value: 5);
        Assert.True(kept.IsSuccess, kept.Code);
        Assert.Equal(1_005ul, ledger.Balance(payer));
        Assert.Equal(new ValueMove(Account(1), payer, Amount.FromGrains(5)), Assert.Single(kept.Moves));
        ledger.SetBalance(payer, 1_000);
        Assert.Equal("BACK", ledger.CallAs(1, payer, "run", [Of(Account(1))], value: 5).Code);
        Assert.Equal(all - 5, Sum(payer, Account(1)));
        Assert.Equal((ReceiptStatus.CannotPay, FailureCodes.InsufficientBalance), Ends(ledger.CallAs(1, payer, "run", [Of(Account(1))], value: Rich)));
    }

    [Theory]
    [InlineData("emit('Nope', {})", "TypeError")]
    [InlineData("emit(5, {})", "TypeError")]
    [InlineData("emit('x'.repeat(100000), {})", "TypeError")]
    [InlineData("emit('Paid')", "TypeError")]
    [InlineData("emit('Paid', {})", "TypeError")]
    [InlineData("emit('Paid', { to, from: to })", "TypeError")]
    [InlineData("emit('Paid', { to: 1 })", "TypeError")]
    [InlineData("emit('Paid', { get to() { return self; } })", "TypeError")]
    [InlineData("emit('Paid', [to])", "TypeError")]
    [InlineData("emit('Blob', { data: new Uint8Array(16384) })", "TOO_LARGE")]
    [InlineData("emit('Blob', { data: new Uint8Array(1000000) })", "RangeError")]
    [InlineData("for (let i = 0; i < 1001; i++) emit('Empty')", "TOO_MANY_EVENTS")]
    [InlineData("for (let i = 0; i < 100; i++) emit('Blob', { data: new Uint8Array(16000) })", "TOO_MANY_EVENTS")]
    public void An_event_is_what_was_declared_and_within_the_limits(string body, string code)
    {
        ContractOutcome outcome = ledger.Call(Payer(body), "run", Of(Account(1)));
        Assert.Equal((ReceiptStatus.ContractFailed, code), Ends(outcome));
        Assert.Empty(outcome.Events);
    }

    [Fact]
    public void A_thousand_events_are_taken_and_those_of_a_failed_callee_are_not_counted()
    {
        Address emitter = Payer("for (let i = 0; i < 600; i++) emit('Empty'); if (to === self) return; revert('NO');");
        Address caller = ledger.Deploy(Contracts.Of("run: { args: { other: 'address' } }", "run(other) { try { at(other).run(msg.sender); } catch { } at(other).run(other); for (let i = 0; i < 400; i++) emit('Mine'); }", "", "static events = { Mine: {} };"));
        ContractOutcome outcome = ledger.Call(caller, "run", Of(emitter));
        Assert.Equal((true, 1_000), (outcome.IsSuccess, outcome.Events.Count));
    }

    [Theory]
    [InlineData("sha256('')", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData("sha256('abc')", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")]
    [InlineData("sha256(new Uint8Array([97, 98, 99]))", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")]
    public void A_hash_is_that_of_the_bytes(string expression, string hex) =>
        Assert.Equal(hex, ledger.GetTextOf(Contracts.Running($"return {expression}.toHex();")));

    [Theory]
    [InlineData("sha256('\\ud800')")]
    [InlineData("sha256(5)")]
    [InlineData("sha256([1])")]
    [InlineData("verifySignature('a', new Uint8Array(32), new Uint8Array(64))")]
    [InlineData("verifySignature(new Uint8Array(33))")]
    public void What_is_no_bytes_is_not_hashed_nor_checked(string expression) =>
        Assert.Equal((ReceiptStatus.ContractFailed, "TypeError"), Ends(ledger.Call(ledger.Deploy(Contracts.Running($"{expression}; return '';")), "run")));

    [Theory]
    [InlineData("key, digest, good", true)]
    [InlineData("key, digest, new Uint8Array(64)", false)]
    [InlineData("key, digest, new Uint8Array(63)", false)]
    [InlineData("key, digest, new Uint8Array(65)", false)]
    [InlineData("key, new Uint8Array(31), good", false)]
    [InlineData("key, new Uint8Array(32), good", false)]
    [InlineData("new Uint8Array(33), digest, good", false)]
    [InlineData("new Uint8Array(0), digest, good", false)]
    public void A_signature_is_checked_and_wrong_lengths_are_false(string arguments, bool expected) => Assert.Equal(expected ? "true" : "false", ledger.GetTextOf(Contracts.Running($"""
        const key = Uint8Array.fromHex('0279be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798');
        const digest = sha256('Satoshi Nakamoto');
        const good = Uint8Array.fromHex('934b1ea10a4b3c1757e2b0c017d0b6143ce3c9a7e6a4a49860d7a6ab210ee3d82442ce9d2b916064108014783e923ec36b49743e2ffa1c4496f01a512aafd9e5');
        return String(verifySignature({arguments}));
        """)));

    [Theory]
    [InlineData("require(0, 'CODE')", "CODE", "CODE")]
    [InlineData("require('', 'CODE', 'detail')", "CODE", "detail")]
    [InlineData("require(false)", "REVERTED", "REVERTED")]
    [InlineData("require(false, 5)", "TypeError", "a code is a text")]
    [InlineData("require(false, 'A', 5)", "TypeError", "a detail is a text")]
    [InlineData("revert()", "REVERTED", "REVERTED")]
    [InlineData("revert('A'.repeat(100))", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", null)]
    [InlineData("msg.sender = 1", "TypeError", null)]
    [InlineData("block.height = 1n", "TypeError", null)]
    [InlineData("Contract.prototype.x = 1", "TypeError", null)]
    [InlineData("emit.x = 1", "TypeError", null)]
    [InlineData("CallError.prototype.name = 'x'", "TypeError", null)]
    [InlineData("new emit('Paid')", "TypeError", null)]
    [InlineData("map('u8', 'u8')", "TypeError", null)]
    [InlineData("new Contract()", "TypeError", null)]
    [InlineData("throw new CallError('own')", "CallError", "own")]
    public void Guards_and_the_frozen_module(string body, string code, string? message)
    {
        ContractOutcome outcome = ledger.Call(Payer(body), "run", Of(Account(1)));
        Assert.Equal((ReceiptStatus.ContractFailed, code), Ends(outcome));
        if (message is not null)
            Assert.Equal(message, outcome.Message);
    }
}
