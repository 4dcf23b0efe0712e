using Chain.Primitives;
using Chain.Types;
using static Chain.Contracts.Tests.Runtime.Ledger;

namespace Chain.Contracts.Tests.Runtime;

public sealed class ContractRuntimeTests
{
    private const string Counter = """
        import { Contract, map, msg, block, self, emit, require, gasLeft, balanceOf } from 'chain';
        export default class Counter extends Contract {
          static state = { count: 'u64', owner: 'address', byUser: map('address', 'u64') };
          static events = { Counted: { who: 'address indexed', total: 'u64' } };
          static abi = {
            init: { args: { start: 'u64' } },
            add: { args: { n: 'u32' }, returns: 'u64' },
            total: { returns: 'u64', view: true },
            of: { args: { who: 'address' }, returns: 'u64', view: true },
            where: { returns: 'string', view: true },
          };
          init(start) { this.count = start; this.owner = msg.sender; }
          add(n) {
            require(n > 0, 'ZERO', 'nothing to add');
            this.#grow(BigInt(n));
            emit('Counted', { who: msg.sender, total: this.count });
            return this.count;
          }
          #grow(n) {
            this.count += n;
            this.byUser.set(msg.sender, this.byUser.get(msg.sender) + n);
          }
          total() { return this.count; }
          of(who) { return this.byUser.get(who); }
          where() { return `${self} ${block.height} ${block.time} ${msg.value} ${this.owner === msg.sender} ${balanceOf(msg.sender)} ${gasLeft() > 1000n}`; }
        }
        """;

    [Fact]
    public void A_contract_is_deployed_called_and_read()
    {
        var ledger = new Ledger();
        Address counter = ledger.Deploy(Counter, Int(5));
        ContractOutcome outcome = ledger.CallAs(1, counter, "add", [Int(3)]);
        Assert.Equal((ReceiptStatus.Success, ""), (outcome.Status, outcome.Code));
        ChainEvent made = Assert.Single(outcome.Events);
        Assert.Equal((counter, "Counted"), (made.Source, made.Name));
        Assert.Equal(Account(1).Span.ToArray().Concat(new byte[] { 0, 0, 0, 0, 0, 0, 0, 8 }), made.Data.ToArray());
        Assert.Equal(new byte[] { 0, 0, 0, 0, 0, 0, 0, 8 }, outcome.ReturnValue.ToArray());
        Assert.Equal(8, ledger.GetInt(counter, "total"));
        Assert.Equal(3, ledger.GetInt(counter, "of", Of(Account(1))));
        Assert.Equal(0, ledger.GetInt(counter, "of", Of(Account(2))));
        Assert.Equal($"{TextOf(counter)} 7 1700000000123 0 true {Rich} true", ledger.GetText(counter, "where"));
    }

    [Fact]
    public void A_failed_requirement_says_code_place_and_text_and_leaves_nothing()
    {
        var ledger = new Ledger();
        Address counter = ledger.Deploy(Counter, Int(5));
        string before = ledger.Fingerprint();
        ContractOutcome outcome = ledger.Call(counter, "add", Int(0));
        Assert.Equal((ReceiptStatus.ContractFailed, "ZERO", "nothing to add", "add"), (outcome.Status, outcome.Code, outcome.Message, outcome.Function));
        Assert.Equal((counter, 14u, 12u), (outcome.FailedAt!.Value, outcome.Line, outcome.Column));
        Assert.Empty(outcome.Events);
        Assert.Equal(before, ledger.Fingerprint());
    }

    [Fact]
    public void A_view_reads_and_leaves_the_state_alone()
    {
        var ledger = new Ledger();
        Address counter = ledger.Deploy(Counter, Int(5));
        string before = ledger.Fingerprint();
        ContractOutcome outcome = ledger.View(counter, "total");
        Assert.Equal((ReceiptStatus.Success, 5), (outcome.Status, outcome.ReturnValue.Span[7]));
        Assert.Equal((ReceiptStatus.NotAllowed, FailureCodes.NotView), Ends(ledger.View(counter, "add", Int(1))));
        Assert.Equal(before, ledger.Fingerprint());
    }

    [Fact]
    public void What_does_not_fit_the_contract_is_refused_before_it_runs()
    {
        var ledger = new Ledger();
        Address counter = ledger.Deploy(Counter, Int(5));
        Assert.Equal((ReceiptStatus.ContractUnknown, FailureCodes.NoContract), Ends(ledger.Call(Account(3), "add")));
        Assert.Equal((ReceiptStatus.MethodUnknown, FailureCodes.NoMethod), Ends(ledger.Call(counter, "init")));
        Assert.Equal((ReceiptStatus.MethodUnknown, FailureCodes.NoMethod), Ends(ledger.Call(counter, "#grow")));
        Assert.Equal((ReceiptStatus.ValueRefused, FailureCodes.NotPayable), Ends(ledger.CallAs(0, counter, "add", [Int(1)], value: 1)));
        foreach (int length in new[] { 0, 3, 5, 70_000 })
        {
            ContractOutcome outcome = ledger.Runtime.Call(ledger.State, ledger.Context, new CallRequest { Sender = Account(0), Contract = counter, Method = "add", Arguments = new byte[length], Gas = Gas });
            Assert.Equal((ReceiptStatus.ArgumentsInvalid, FailureCodes.BadArguments), Ends(outcome));
        }
    }

    [Fact]
    public void A_source_that_does_not_compile_is_refused_with_its_place()
    {
        var ledger = new Ledger();
        ContractOutcome outcome = ledger.TryDeploy("import { Contract } from 'chain';\nexport default class A extends Contract {\n  x = 1;\n}");
        Assert.Equal((ReceiptStatus.SourceRefused, FailureCodes.SourceRefused, 3u), (outcome.Status, outcome.Code, outcome.Line));
    }

    internal static (ReceiptStatus Status, string Code) Ends(ContractOutcome outcome) => (outcome.Status, outcome.Code);
}
