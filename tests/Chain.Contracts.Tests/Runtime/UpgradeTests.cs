using Chain.Primitives;
using Chain.State;
using Chain.Types;
using static Chain.Contracts.Tests.Runtime.ContractRuntimeTests;
using static Chain.Contracts.Tests.Runtime.Ledger;

namespace Chain.Contracts.Tests.Runtime;

public sealed class UpgradeTests
{
    private const string First = Contracts.Imports + """

        export default class First extends Contract {
          static state = { count: 'u64', name: 'string', byUser: map('address', 'u64') };
          static abi = { init: { args: { start: 'u64' } }, add: {}, total: { returns: 'u64', view: true } };
          init(start) { this.count = start; this.name = 'one'; }
          add() { this.count += 1n; }
          total() { return this.count; }
        }
        """;

    private readonly Ledger ledger = new();

    private static string Next(string state, string abi = "total: { returns: 'u64', view: true }, label: { returns: 'string', view: true }", string methods = "total() { return this.count; } label() { return this.name; }", string more = "") =>
        Contracts.Of(abi, methods, state, more);

    private Address Upgradable(Address? upgrader = null)
    {
        Address address = ledger.NextAddress();
        ContractOutcome outcome = ledger.TryDeploy(First, [Int(5)], upgrader: upgrader ?? Account(0));
        Assert.True(outcome.IsSuccess, outcome.Message);
        return address;
    }

    [Fact]
    public void Fields_may_be_added_and_moved_and_the_state_stays()
    {
        Address contract = Upgradable();
        ContractOutcome outcome = ledger.Upgrade(contract, Next("byUser: map('address', 'u64'), added: 'u8', name: 'string', count: 'u64'", more: "static receives = true;"));
        Assert.True(outcome.IsSuccess, $"{outcome.Code} {outcome.Message}");
        Assert.Equal((5, "one"), ((int)ledger.GetInt(contract, "total"), ledger.GetText(contract, "label")));
        Assert.True(ledger.State.TryGetContract(contract, out ContractRecord record) && record.UpgradeCount == 1);
        Assert.True(ledger.State.TryGetAccount(contract, out AccountRecord account) && account.AcceptsTransfers);
        Assert.Equal((ReceiptStatus.MethodUnknown, FailureCodes.NoMethod), Ends(ledger.Call(contract, "add")));
    }

    [Theory]
    [InlineData("count: 'u32', name: 'string', byUser: map('address', 'u64')", "'count' was u64 and would be u32, which needs 'migrate'")]
    [InlineData("name: 'string', byUser: map('address', 'u64')", "the field 'count' is gone, which needs 'migrate'")]
    [InlineData("count: 'u64', name: 'string', byUser: map('address', 'u128')", "'byUser' was map(address, u64) and would be map(address, u128)")]
    [InlineData("count: 'u64', name: 'string'", "the collection 'byUser' is gone; it must stay")]
    [InlineData("count: list('u64'), name: 'string', byUser: map('address', 'u64')", "'count' was u64 and would be list(u64)")]
    public void A_state_that_the_new_code_would_misread_is_refused(string state, string message)
    {
        Address contract = Upgradable();
        string before = ledger.Fingerprint();
        ContractOutcome outcome = ledger.Upgrade(contract, Next(state, "x: {}", "x() {}"));
        Assert.Equal((ReceiptStatus.SchemaRefused, FailureCodes.SchemaRefused, message), (outcome.Status, outcome.Code, outcome.Message));
        Assert.Equal(before, ledger.Fingerprint());
    }

    [Fact]
    public void Migrate_gets_the_old_fields_and_changes_their_types()
    {
        Address contract = Upgradable();
        string next = Next(
            "count: 'string', byUser: map('address', 'u64')", "migrate: { args: { more: 'u8' } }, label: { returns: 'string', view: true }",
            "migrate(from, more) { require(Object.isFrozen(from) && this.count === '', 'NOT_FRESH'); this.count = `${from.name} ${from.count} ${more} ${Object.keys(from)}`; } label() { return this.count; }");
        ContractOutcome outcome = ledger.Upgrade(contract, next, 0, Int(7));
        Assert.True(outcome.IsSuccess, $"{outcome.Code} {outcome.Message}");
        Assert.Equal("one 5 7 count,name", ledger.GetText(contract, "label"));
        Assert.False(ledger.State.TryGet(StateKeys.Storage(contract, StorageSlot.OfField("name")).Span, out _));
    }

    [Fact]
    public void A_migration_that_fails_undoes_the_upgrade()
    {
        Address contract = Upgradable();
        string before = ledger.Fingerprint();
        ContractOutcome outcome = ledger.Upgrade(contract, Next("count: 'string', byUser: map('address', 'u64')", "x: {}", "migrate(from) { this.count = 'gone'; revert('NOT_NOW'); } x() {}"));
        Assert.Equal((ReceiptStatus.ContractFailed, "NOT_NOW"), Ends(outcome));
        Assert.Equal(before, ledger.Fingerprint());
        Assert.Equal(5, ledger.GetInt(contract, "total"));
    }

    [Fact]
    public void Only_the_upgrader_upgrades_and_freezes()
    {
        Address contract = Upgradable();
        string same = Next("count: 'u64', name: 'string', byUser: map('address', 'u64')");
        Assert.Equal((ReceiptStatus.NotAllowed, FailureCodes.NotAllowed), Ends(ledger.Upgrade(contract, same, sender: 1)));
        Assert.Equal((ReceiptStatus.NotAllowed, FailureCodes.NotAllowed), Ends(ledger.Freeze(contract, sender: 1)));
        Assert.Equal((ReceiptStatus.ContractUnknown, FailureCodes.NoContract), Ends(ledger.Upgrade(Account(3), same)));
        Assert.Equal((ReceiptStatus.ContractUnknown, FailureCodes.NoContract), Ends(ledger.Freeze(Account(3))));
        Assert.True(ledger.Freeze(contract).IsSuccess);
        Assert.Equal((ReceiptStatus.NotAllowed, FailureCodes.NotAllowed), Ends(ledger.Upgrade(contract, same)));
        Assert.Equal((ReceiptStatus.NotAllowed, FailureCodes.NotAllowed), Ends(ledger.Freeze(contract)));
        Address immutable = ledger.Deploy(First, Int(1));
        Assert.Equal((ReceiptStatus.NotAllowed, FailureCodes.NotAllowed), Ends(ledger.Upgrade(immutable, same)));
        Assert.Equal((ReceiptStatus.SourceRefused, FailureCodes.SourceRefused), Ends(ledger.Upgrade(Upgradable(), "export default 5")));
    }

    [Fact]
    public void A_contract_that_is_the_upgrader_upgrades_and_freezes_and_no_other_contract_does()
    {
        string keeper = Contracts.Of(
            "up: { args: { target: 'address', source: 'string' }, returns: 'string' }, shut: { args: { target: 'address' }, returns: 'string' }",
            "up(target, source) { try { upgrade(target, source); return 'done'; } catch (error) { return `${error.name} ${error.code}`; } } shut(target) { try { freeze(target); return 'done'; } catch (error) { return `${error.name} ${error.code}`; } }");
        Address owner = ledger.Deploy(keeper);
        Address stranger = ledger.Deploy(keeper);
        Address contract = Upgradable(owner);
        string next = Next("count: 'string', byUser: map('address', 'u64')", "label: { returns: 'string', view: true }", "migrate(from) { this.count = `${from.count} ${msg.sender === self}`; } label() { return this.count; }");
        Assert.Equal("CallError NOT_ALLOWED", ledger.GetText(stranger, "up", Of(contract), Of(next)));
        Assert.Equal("CallError NOT_ALLOWED", ledger.GetText(stranger, "shut", Of(contract)));
        Assert.Equal("CallError NO_CONTRACT", ledger.GetText(owner, "up", Of(Account(2)), Of(next)));
        Assert.Equal("CallError SOURCE_REFUSED", ledger.GetText(owner, "up", Of(contract), Of("nonsense(")));
        Assert.Equal("CallError SCHEMA_REFUSED", ledger.GetText(owner, "up", Of(contract), Of(Next("name: 'string'", "x: {}", "x() {}"))));
        Assert.Equal("done", ledger.GetText(owner, "up", Of(contract), Of(next)));
        Assert.Equal("5 false", ledger.GetText(contract, "label"));
        Assert.Equal("done", ledger.GetText(owner, "shut", Of(contract)));
        Assert.Equal("CallError NOT_ALLOWED", ledger.GetText(owner, "up", Of(contract), Of(next)));
    }

    [Fact]
    public void A_contract_on_the_stack_is_neither_upgraded_nor_frozen()
    {
        string self = Contracts.Of("up: { returns: 'string' }, shut: { returns: 'string' }", "up() { try { upgrade(self, 'x'); return 'done'; } catch (error) { return error.code; } } shut() { try { freeze(self); return 'done'; } catch (error) { return error.code; } }");
        Address address = ledger.NextAddress();
        Assert.True(ledger.TryDeploy(self, upgrader: address).IsSuccess);
        Assert.Equal(("REENTERED", "REENTERED"), (ledger.GetText(address, "up"), ledger.GetText(address, "shut")));
    }

    [Fact]
    public void A_contract_makes_contracts_of_code_that_the_chain_has()
    {
        ledger.Deploy(First, Int(1));
        Hash256 hash = ContractCompiler.HashOf(System.Text.Encoding.UTF8.GetBytes(First));
        Address factory = ledger.Deploy(Contracts.Of(
            "make: { args: { hash: 'bytes', start: 'u64' }, returns: 'address' }, tryMake: { args: { hash: 'bytes' }, returns: 'string' }",
            "make(hash, start) { const made = create(hash, [start]); this.children.add(made); return made; } tryMake(hash) { try { create(hash, ['x']); return 'made'; } catch (error) { return `${error.name} ${error.code} ${error.message}`; } }", "children: set('address')"));
        var first = (AbiValue.Address)ledger.Get(factory, "make", Of(hash.ToArray()), Int(40))!;
        var second = (AbiValue.Address)ledger.Get(factory, "make", Of(hash.ToArray()), Int(41))!;
        Assert.Equal((Address.OfContract(factory, 0), Address.OfContract(factory, 1)), (first.Value, second.Value));
        Assert.Equal((40, 41), ((int)ledger.GetInt(first.Value, "total"), (int)ledger.GetInt(second.Value, "total")));
        Assert.True(ledger.State.TryGetContract(factory, out ContractRecord record) && record.CreateCount == 2);
        Assert.Equal(4ul, ledger.State.ContractCount());
        Assert.Equal(second.Value, ledger.State.ListedContract(3));
        Assert.Equal("CallError BAD_ARGUMENTS 'start': a bigint (u64) is needed, and a text is given", ledger.GetText(factory, "tryMake", Of(hash.ToArray())));
        Assert.Equal("CallError NO_CODE no code has this hash", ledger.GetText(factory, "tryMake", Of(new byte[32])));
        Assert.Equal("TypeError undefined the hash of a code has 32 bytes", ledger.GetText(factory, "tryMake", Of(new byte[31])));
        Assert.True(ledger.State.TryGetContract(factory, out record) && record.CreateCount == 2);
    }

    [Fact]
    public void A_creation_that_fails_leaves_nothing_of_the_contract()
    {
        string failing = Contracts.Of("init: { payable: true }, x: {}", "init() { this.count = 1n; revert('UNBORN'); } x() {}", "count: 'u64'");
        Assert.Equal("UNBORN", ledger.TryDeploy(failing).Code);
        string factory = Contracts.Of("make: { args: { source: 'bytes' }, returns: 'string' }", "make(hash) { try { create(hash, [], { value: 3n }); return 'made'; } catch (error) { return `${error.code} ${balanceOf(self)}`; } }");
        Address maker = ledger.Deploy(factory);
        ledger.SetBalance(maker, 10);
        // A failed deployment stores no code either, so a good one of the same source is needed first.
        string good = failing.Replace("revert('UNBORN')", "if (msg.value > 0n) revert('UNBORN')", StringComparison.Ordinal);
        ledger.Deploy(good);
        Hash256 hash = ContractCompiler.HashOf(System.Text.Encoding.UTF8.GetBytes(good));
        string before = ledger.Fingerprint();
        Assert.Equal("UNBORN 10", ledger.GetText(maker, "make", Of(hash.ToArray())));
        Assert.Equal(before, ledger.Fingerprint());
    }

    [Fact]
    public void The_same_source_is_stored_once()
    {
        ledger.Deploy(First, Int(1));
        int keys = ledger.State.ToWrites().Items.Count(write => write.Key.Span[0] == 13);
        ledger.Deploy(First, Int(2));
        Assert.Equal((1, 1), (keys, ledger.State.ToWrites().Items.Count(write => write.Key.Span[0] == 13)));
        Assert.Equal((ReceiptStatus.NotAllowed, FailureCodes.AddressTaken), Ends(ledger.TryDeploy(First, [Int(1)], address: Address.OfContract(Account(0), 0, 0))));
    }
}
