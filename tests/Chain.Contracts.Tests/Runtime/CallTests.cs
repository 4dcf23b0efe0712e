using Chain.Primitives;
using Chain.Types;
using static Chain.Contracts.Tests.Runtime.ContractRuntimeTests;
using static Chain.Contracts.Tests.Runtime.Ledger;

namespace Chain.Contracts.Tests.Runtime;

/// <summary>Calls between contracts: what comes back, what is undone, and who may enter whom.</summary>
public sealed class CallTests
{
    private readonly Ledger ledger = new();
    private readonly Address callee;

    public CallTests() => callee = ledger.Deploy(Contracts.Callee);

    private Address Caller(string body, string state = "count: 'u64', other: 'address'", string more = "") =>
        ledger.Deploy(Contracts.Of("init: { args: { other: 'address' }, payable: true }, run: { returns: 'string' }, callback: {}, open: { reentrant: true }, look: { view: true, returns: 'u64' }",
            $"init(other) {{ this.other = other; }} run() {{ this.count = 1n; const other = at(this.other); {body} }} callback() {{ this.count = 50n; }} open() {{ this.count = 60n; }} look() {{ return this.count; }}", state, more), Of(callee));

    private static string Code(string call) => $"try {{ {call}; return 'no failure'; }} catch (error) {{ return `${{error instanceof CallError}} ${{error instanceof Error}} ${{error.name}} ${{error.code}} ${{error.message}}`; }}";

    [Fact]
    public void A_call_returns_and_its_writes_and_events_stay()
    {
        Address caller = Caller("return `${other.touch()} ${other.touch()} ${typeof other.total()}`;");
        ContractOutcome outcome = ledger.Call(caller, "run");
        Assert.Equal("1 2 bigint", TextOf(outcome));
        Assert.Equal(2, outcome.Events.Count);
        Assert.Equal(2, ledger.GetInt(callee, "total"));
        Assert.Equal((3, 3), (outcome.CallCount, outcome.Calls.Count));
        Assert.Equal((1u, caller, callee, "touch", ""), (outcome.Calls[0].Depth, outcome.Calls[0].From, outcome.Calls[0].Contract, outcome.Calls[0].Method, outcome.Calls[0].Code));
        Assert.True(outcome.Calls.Sum(call => (long)call.GasUsed) < (long)outcome.GasUsed);
    }

    [Theory]
    [InlineData("other.fail()", "NO_LUCK as asked")]
    [InlineData("other.burn()", "OUT_OF_GAS the gas is used up")]
    [InlineData("other.greedy()", "OUT_OF_MEMORY the memory is used up")]
    [InlineData("other.deep()", "TOO_DEEP calls are nested too deep")]
    [InlineData("other.nothing()", "NO_METHOD the contract has no method 'nothing'")]
    [InlineData("other.toString()", "NO_METHOD the contract has no method 'toString'")]
    [InlineData("other.init()", "NO_METHOD the contract has no method 'init'")]
    [InlineData("other.touch(1)", "BAD_ARGUMENTS 1 arguments are given, and 0 are declared")]
    [InlineData("at(msg.sender).touch()", "NO_CONTRACT there is no contract at the address")]
    [InlineData("at(self).callback()", "REENTERED the contract runs already, and the method is not reentrant")]
    [InlineData("at(self).look()", "REENTERED the contract runs already, and the method is not reentrant")]
    [InlineData("at(this.other, { value: 1n }).touch()", "NOT_PAYABLE the method takes no coins")]
    [InlineData("at(this.other, { gas: 0n }).touch()", "OUT_OF_GAS the gas is used up")]
    public void A_failure_of_the_callee_is_a_CallError_and_undoes_what_the_callee_did(string call, string expected)
    {
        Address caller = Caller(Code(call));
        ledger.SetBalance(caller, 5);
        ContractOutcome outcome = ledger.CallAs(0, caller, "run", [], gas: 4 * Ledger.Gas);
        Assert.Equal($"true true CallError {expected}", TextOf(outcome));
        Assert.Empty(outcome.Events);
        Assert.Equal(0, ledger.GetInt(callee, "total"));
        Assert.Equal(1, ledger.GetInt(caller, "look"));
    }

    [Fact]
    public void An_uncaught_failure_of_the_callee_fails_the_caller_with_the_callees_code_and_place()
    {
        Address caller = Caller("other.fail();");
        string before = ledger.Fingerprint();
        ContractOutcome outcome = ledger.Call(caller, "run");
        Assert.Equal((ReceiptStatus.ContractFailed, "NO_LUCK", callee, "fail"), (outcome.Status, outcome.Code, outcome.FailedAt!.Value, outcome.Function));
        Assert.Equal(Array.FindIndex(Contracts.Callee.Split('\n'), line => line.Contains("fail() {", StringComparison.Ordinal)) + 1, (int)outcome.Line);
        Assert.Equal(before, ledger.Fingerprint());
        Assert.Equal("NO_LUCK", Assert.Single(outcome.Calls).Code);
    }

    [Fact]
    public void A_callee_that_burns_all_its_gas_leaves_its_caller_a_sixty_fourth()
    {
        Address caller = Caller("let left = gasLeft(); try { other.burn(); } catch { } return `${left / gasLeft()}`;");
        Assert.InRange(int.Parse(TextOf(ledger.Call(caller, "run")), System.Globalization.CultureInfo.InvariantCulture), 60, 66);
    }

    [Theory]
    [InlineData("callback", "true REENTERED")]
    [InlineData("look", "true REENTERED")]
    [InlineData("open", "entered")]
    public void A_contract_on_the_stack_is_entered_again_only_where_it_says_so(string method, string expected)
    {
        Address caller = Caller($"return other.back(self, '{method}') + ' ' + this.count;");
        Assert.Equal(expected + (method == "open" ? " 60" : " 1"), TextOf(ledger.Call(caller, "run")));
    }

    [Fact]
    public void At_most_sixteen_contracts_are_on_the_stack()
    {
        string chained = Contracts.Of(
            "init: { args: { next: 'address' } }, run: { args: { n: 'u32' }, returns: 'u32', reentrant: true }",
            "init(next) { this.next = next; } run(n) { try { return at(this.next).run(n + 1); } catch (error) { require(error.code === 'TOO_MANY_CALLS', error.code); return n; } }", "next: 'address'");
        Address first = ledger.Deploy(chained, Of(callee));
        Address second = ledger.Deploy(chained, Of(first));
        string closing = Contracts.Of("run: { args: { n: 'u32' }, returns: 'u32', reentrant: true }", "run(n) { try { return at(self).run(n + 1); } catch (error) { require(error.code === 'TOO_MANY_CALLS', error.code); return n; } }");
        Address own = ledger.Deploy(closing);
        Assert.Equal(15, ledger.GetInt(own, "run", Int(0)));
        Assert.Equal((ReceiptStatus.ContractFailed, "NO_METHOD"), Ends(ledger.Call(second, "run", Int(0))));
    }

    [Fact]
    public void Coins_go_with_a_call_and_come_back_when_it_fails()
    {
        Address caller = Caller("""
            const paying = at(this.other, { value: 3n });
            const first = paying.take();
            try { at(this.other, { value: 4n }).takeAndFail(); } catch (error) { this.count = 7n; }
            return `${first} ${balanceOf(self)} ${balanceOf(this.other)} ${this.count}`;
            """);
        ledger.SetBalance(caller, 10);
        ContractOutcome outcome = ledger.Call(caller, "run");
        Assert.Equal("3 7 3 7", TextOf(outcome));
        Assert.Equal(new ValueMove(caller, callee, Amount.FromGrains(3)), Assert.Single(outcome.Moves));
        Assert.Equal((7ul, 3ul), (ledger.Balance(caller), ledger.Balance(callee)));
    }

    [Theory]
    [InlineData("at(this.other, { value: 100n })", "InsufficientBalance")]
    [InlineData("at(this.other, { value: -1n })", "BadAmount")]
    [InlineData("at(this.other, { value: 1 })", "BadAmount")]
    public void Coins_that_are_not_there_do_not_go(string expression, string code)
    {
        Address caller = Caller($"{expression}.take();");
        ledger.SetBalance(caller, 10);
        string expected = (string)typeof(FailureCodes).GetField(code)!.GetRawConstantValue()!;
        Assert.Equal((ReceiptStatus.ContractFailed, expected), Ends(ledger.Call(caller, "run")));
        Assert.Equal(10ul, ledger.Balance(caller));
    }

    [Theory]
    [InlineData("at(1)", "BAD_ADDRESS")]
    [InlineData("at('test1qqq')", "BAD_ADDRESS")]
    [InlineData("at(self, { vaule: 1n })", "TypeError")]
    [InlineData("at(self, { get value() { return 1n; } })", "TypeError")]
    [InlineData("at(self, { gas: -1n })", "TypeError")]
    [InlineData("at(self, { abi: [1] })", "TypeError")]
    [InlineData("at(self, null)", "TypeError")]
    public void At_takes_an_address_and_known_options(string expression, string code) =>
        Assert.Equal((ReceiptStatus.ContractFailed, code), Ends(ledger.Call(Caller(expression), "run")));

    [Theory]
    [InlineData("{ abi: ['touch'] }")]
    [InlineData("{ abi: { touch: { returns: 'u64' } } }")]
    public void An_abi_narrows_what_can_be_called(string options)
    {
        Address caller = Caller($"const some = at(this.other, {options}); return `${{some.touch()}} ${{some.total}} ${{Object.getPrototypeOf(some)}}`;");
        Assert.Equal("1 undefined null", TextOf(ledger.Call(caller, "run")));
    }

    [Theory]
    [InlineData("other.echo(1, undefined, [1n, 2n])", "1 undefined 1+2 true")]
    [InlineData("other.echo(255, 'b', [])", "255 b  true")]
    [InlineData("other.echo(256, null, [])", "BAD_ARGUMENTS 'a': an integer from 0 to 255 is needed (u8)")]
    [InlineData("other.echo(1n, null, [])", "BAD_ARGUMENTS 'a': a number (u8) is needed, and a bigint is given")]
    [InlineData("other.echo(1, 2, [])", "BAD_ARGUMENTS 'b': a text is needed, and a number is given")]
    [InlineData("other.echo(1, '\\ud800', [])", "BAD_ARGUMENTS 'b': half a surrogate pair stands alone in the text")]
    [InlineData("other.echo(1, null, [1n, 'x'])", "BAD_ARGUMENTS 'c': [1]: a bigint (u64) is needed, and a text is given")]
    [InlineData("other.echo(1, null, new Set())", "BAD_ARGUMENTS 'c': an array is needed, and an object is given")]
    [InlineData("other.echo(1, null, Array.from({ length: 9000 }, () => 1n))", "BAD_ARGUMENTS arguments have at most 65536 bytes")]
    [InlineData("other.echo(1)", "BAD_ARGUMENTS 'c': an array is needed, and undefined is given")]
    public void Arguments_cross_as_frozen_copies_of_their_declared_types(string call, string expected) =>
        Assert.Equal(expected, TextOf(ledger.Call(Caller($"try {{ return {call}; }} catch (error) {{ return `${{error.code}} ${{error.message}}`; }}"), "run")));

    [Theory]
    // It would write nothing; but what a method does is not known before it runs.
    [InlineData("at(other).gas()", "CallError VIEW_WRITES a view calls views only, and 'gas' is none")]
    [InlineData("at(other, { value: 1n }).total()", "CallError VIEW_WRITES a view pays nothing")]
    [InlineData("at(other).total()", "0")]
    public void A_view_calls_views_only_and_pays_nothing(string call, string expected)
    {
        Address viewing = ledger.Deploy(Contracts.Of(
            "look: { args: { other: 'address' }, returns: 'string', view: true }", $"look(other) {{ try {{ return `${{{call}}}`; }} catch (error) {{ return `${{error.name}} ${{error.code}} ${{error.message}}`; }} }}"));
        ledger.SetBalance(viewing, 10);
        Assert.Equal(expected, ledger.GetText(viewing, "look", Of(callee)));
        Assert.Equal(expected, TextOf(ledger.View(viewing, "look", Of(callee))));
    }

    [Fact]
    public void A_view_cannot_write_nor_call_what_is_no_view()
    {
        Assert.Equal((ReceiptStatus.ContractFailed, FailureCodes.ViewWrites), Ends(ledger.Call(callee, "sneaky")));
        Assert.Equal((ReceiptStatus.ContractFailed, FailureCodes.ViewWrites), Ends(ledger.View(callee, "sneaky")));
        Address other = ledger.Deploy(Contracts.Callee);
        Assert.Equal((ReceiptStatus.ContractFailed, FailureCodes.ViewWrites), Ends(ledger.View(callee, "callSneaky", Of(other))));
        Address caller = Caller(Code("other.sneaky()"));
        Assert.Equal("true true CallError VIEW_WRITES a view changes nothing", TextOf(ledger.Call(caller, "run")));
        Assert.Equal(0, ledger.GetInt(callee, "total"));
    }

    [Theory]
    [InlineData(0, "THROWN")]
    [InlineData(1, "THROWN")]
    [InlineData(2, "THROWN")]
    [InlineData(3, "THROWN")]
    [InlineData(4, "THROWN")]
    [InlineData(5, "THROWN")]
    [InlineData(6, "THROWN")]
    [InlineData(7, "THROWN")]
    [InlineData(8, "CCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCC")]
    [InlineData(9, "\uFFFD")]
    [InlineData(10, "Error")]
    [InlineData(11, "Thrown")]
    [InlineData(12, "OwnError")]
    [InlineData(13, "THROWN")]
    [InlineData(14, "Error")]
    [InlineData(15, "THROWN")]
    [InlineData(16, "TypeError")]
    public void Whatever_is_thrown_gives_a_short_code_and_runs_nothing(int what, string code)
    {
        ContractOutcome outcome = ledger.Call(callee, "throwing", Int(what));
        Assert.Equal((ReceiptStatus.ContractFailed, code), Ends(outcome));
        Assert.True(System.Text.Encoding.UTF8.GetByteCount(outcome.Message) <= ProtocolLimits.FailureMessageBytesMax);
        Address caller = Caller($"try {{ other.throwing({what}); }} catch (error) {{ return `${{error.code}}`; }}");
        Assert.Equal(code, TextOf(ledger.Call(caller, "run")));
    }

    [Theory]
    [InlineData("return 5;", "what 'run' returns: a text is needed, and a number is given")]
    [InlineData("return () => 1;", "what 'run' returns: a text is needed, and a function is given")]
    [InlineData("const o = {}; o.o = o; return o;", "what 'run' returns: a text is needed, and an object is given")]
    [InlineData("return '\\ud800';", "what 'run' returns: half a surrogate pair stands alone in the text")]
    [InlineData("return 'x'.repeat(70000);", "'run' returns more than 65536 bytes")]
    [InlineData("return 'x'.repeat(1000000);", "what 'run' returns: a value has at most 65536 bytes")]
    [InlineData("return;", "what 'run' returns: a text is needed, and undefined is given")]
    public void What_is_returned_is_of_the_declared_type(string body, string message)
    {
        ContractOutcome outcome = ledger.Call(Caller(body), "run");
        Assert.Equal((ReceiptStatus.ContractFailed, FailureCodes.BadReturn, message), (outcome.Status, outcome.Code, outcome.Message));
    }

    [Fact]
    public void A_list_of_lists_that_is_one_list_many_times_is_refused_before_it_is_copied()
    {
        Address many = ledger.Deploy(Contracts.Of("run: { returns: 'u8[][]' }", "run() { const inner = Array.from({ length: 60000 }, () => 1); return Array.from({ length: 60000 }, () => inner); }"));
        ContractOutcome outcome = ledger.Call(many, "run");
        Assert.Equal((ReceiptStatus.ContractFailed, FailureCodes.BadReturn), Ends(outcome));
        Assert.Contains("a value has at most 65536 bytes", outcome.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_longer_than_any_method_is_no_method() =>
        Assert.Equal("true true CallError NO_METHOD the contract has no method ''", TextOf(ledger.Call(Caller(Code("other['m'.repeat(100000)]()")), "run")));

    [Fact]
    public void More_calls_than_a_receipt_holds_are_counted()
    {
        Address caller = Caller("for (let i = 0; i < 300; i++) other.touch(); return '';");
        ContractOutcome outcome = ledger.Call(caller, "run");
        Assert.Equal((true, 300, ProtocolLimits.InnerCallsRecordedMax), (outcome.IsSuccess, outcome.CallCount, outcome.Calls.Count));
    }

    [Fact]
    public void A_contract_cannot_be_called_where_the_run_cannot_be_left()
    {
        Address caller = Caller("return `${{ toString: () => other.touch() }}`;");
        Assert.Equal((ReceiptStatus.ContractFailed, "TypeError"), Ends(ledger.Call(caller, "run")));
    }

    private static string TextOf(ContractOutcome outcome)
    {
        Assert.True(outcome.IsSuccess, $"{outcome.Status} {outcome.Code} {outcome.Message} {outcome.Line}:{outcome.Column} {outcome.Fault}");
        Assert.True(AbiCodec.TryDecode(AbiType.Text.Instance, outcome.ReturnValue.Span, out AbiValue? value));
        return ((AbiValue.Text)value).Value;
    }

    // The callee's size is the callee's doing: it may cost the caller what a call may cost, and never the caller's last part.
    [Theory]
    [InlineData(120_000)]
    [InlineData(180_000)]
    public void Code_that_is_too_dear_to_touch_fails_the_call_and_not_the_caller(ulong gas)
    {
        string methods = string.Concat(Enumerable.Range(0, 3_000).Select(static number => $"f{number}() {{ }} "));
        Address heavy = ledger.Deploy(Contracts.Of("touch: {}", $"{methods} touch() {{ }}"));
        Address caller = ledger.Deploy(Contracts.Of(
            "run: { args: { other: 'address' }, returns: 'string' }",
            "run(other) { try { at(other).touch(); return 'no failure'; } catch (error) { return `${error instanceof CallError} ${error.code}`; } }"));

        ContractOutcome outcome = ledger.CallAs(0, caller, "run", [Of(heavy)], gas: gas);

        Assert.Equal("true OUT_OF_GAS", TextOf(outcome));
        Assert.Empty(outcome.Calls);
    }

    // Touching takes 63/64 at most, and running 63/64 of the rest: together they leave the caller 1/64 all the same, and not 1/4096.
    [Fact]
    public void Dear_code_that_runs_for_ever_leaves_the_caller_a_part_of_all_that_it_had()
    {
        string methods = string.Concat(Enumerable.Range(0, 3_000).Select(static number => $"f{number}() {{ }} "));
        Address heavy = ledger.Deploy(Contracts.Of("touch: {}", $"{methods} touch() {{ for (;;) {{ }} }}"));
        Address caller = ledger.Deploy(Contracts.Of(
            "run: { args: { other: 'address' }, returns: 'string' }",
            "run(other) { const o = at(other); const had = gasLeft(); try { o.touch(); } catch (error) { return `${error.code} ${gasLeft() >= had / 64n - 2000n}`; } return ''; }"));
        int entered = 0;
        for (ulong gas = 150_000; gas <= 3_000_000; gas += 25_000)
        {
            ContractOutcome outcome = ledger.CallAs(0, caller, "run", [Of(heavy)], gas: gas);
            Assert.Equal("OUT_OF_GAS true", TextOf(outcome));
            entered += outcome.Calls.Count;
        }
        Assert.InRange(entered, 1, 114);
    }
}
