using Chain.Primitives;
using Chain.Types;
using static Chain.Contracts.Tests.Runtime.ContractRuntimeTests;
using static Chain.Contracts.Tests.Runtime.Ledger;

namespace Chain.Contracts.Tests.Runtime;

public sealed class StorageTests
{
    private const string Everything = """
        number: 'u8', wide: 'u256', signed: 'i64', flag: 'bool', text: 'string', raw: 'bytes', who: 'address', maybe: 'u64?', many: 'u64[]', point: 'Point', points: 'Point[]',
        byText: map('string', 'u64'), pairs: map('address', 'u8', 'string'), log: list('Point'), seen: set('string')
        """;

    private const string Structs = "static structs = { Point: { x: 'i64', y: 'i64?' } };";

    private static string Run(string body) => new Ledger().GetTextOf(Contracts.Running(body, Everything, Structs));

    [Theory]
    [InlineData("return `${this.number} ${this.wide} ${this.signed} ${this.flag} [${this.text}] ${this.raw.length} ${this.maybe} ${this.many.length} ${this.point.x} ${this.point.y} ${this.points.length}`;", "0 0 0 false [] 0 undefined 0 0 undefined 0")]
    [InlineData("this.number = 255; this.signed = -5n; this.flag = true; this.text = 'né\\0\\n'; this.maybe = 0n; return `${this.number} ${this.signed} ${this.flag} ${this.text === 'né\\0\\n'} ${this.maybe}`;", "255 -5 true true 0")]
    [InlineData("this.wide = 2n ** 256n - 1n; this.raw = new Uint8Array([1, 2]); this.many = [3n, 4n]; this.point = { y: 2n, x: 1n }; return `${this.wide === 2n ** 256n - 1n} ${this.raw} ${this.many} ${this.point.x} ${this.point.y}`;", "true 1,2 3,4 1 2")]
    [InlineData("this.point = { x: 1n }; const p = this.point; return `${Object.isFrozen(p)} ${Object.keys(p)} ${'y' in p} ${p.y}`;", "true x,y true undefined")]
    [InlineData("const bytes = new Uint8Array([1]); this.raw = bytes; bytes[0] = 9; return `${this.raw} ${this.raw === this.raw}`;", "1 false")]
    [InlineData("this.maybe = 5n; this.maybe = null; return `${this.maybe}`;", "undefined")]
    [InlineData("return `${Object.keys(this)}`;", "number,wide,signed,flag,text,raw,who,maybe,many,point,points,byText,pairs,log,seen")]
    [InlineData("const { number, ...rest } = this; return `${number} ${Object.keys(rest).length}`;", "0 14")]
    [InlineData("const other = Object.create(this); return `${other.number} ${this.hasOwnProperty('number')} ${'log' in this} ${'none' in this}`;", "0 true true false")]
    [InlineData("return `${this.log === this.log} ${Object.isFrozen(this.log)} ${Object.isFrozen(this)} ${Object.isExtensible(this)}`;", "true true false false")]
    [InlineData("super.number = 7; Reflect.set({}, 'wide', 8n, this); return `${this.number} ${this.wide} ${Reflect.set({}, 'log', 1, this)}`;", "7 8 false")]
    public void Plain_fields_are_read_and_written_with_their_types(string body, string expected) => Assert.Equal(expected, Run(body));

    [Theory]
    [InlineData("this.number = 256", "RangeError")]
    [InlineData("this.number = -1", "RangeError")]
    [InlineData("this.number = 1.5", "RangeError")]
    [InlineData("this.number = NaN", "RangeError")]
    [InlineData("this.number = 1n", "TypeError")]
    [InlineData("this.number = '1'", "TypeError")]
    [InlineData("this.wide = -1n", "RangeError")]
    [InlineData("this.wide = 2n ** 256n", "RangeError")]
    [InlineData("this.wide = 1", "TypeError")]
    [InlineData("this.signed = 2n ** 63n", "RangeError")]
    [InlineData("this.flag = 1", "TypeError")]
    [InlineData("this.flag = undefined", "TypeError")]
    [InlineData("this.text = 5", "TypeError")]
    [InlineData("this.text = '\\ud800'", "TypeError")]
    [InlineData("this.text = 'x'.repeat(70000)", "TOO_LARGE")]
    [InlineData("this.raw = [1]", "TypeError")]
    [InlineData("this.who = 'test1xyz'", "TypeError")]
    [InlineData("this.who = null", "TypeError")]
    [InlineData("this.many = new Set([1n])", "TypeError")]
    [InlineData("this.many = [1n, 2]", "TypeError")]
    [InlineData("this.point = { x: 1n, y: 2n, z: 3n }", "TypeError")]
    [InlineData("this.point = { x: 1n, z: 3n }", "TypeError")]
    [InlineData("this.point = { get x() { return 1n; } }", "TypeError")]
    [InlineData("this.point = { y: 1n }", "TypeError")]
    [InlineData("this.point = [1n, 2n]", "TypeError")]
    [InlineData("this.point = this", "TypeError")]
    [InlineData("const p = {}; p.x = p; this.point = p", "TypeError")]
    [InlineData("this.point.x = 1n", "TypeError")]
    [InlineData("this.raw = new Uint8Array(1); this.raw[0] = 1", "TypeError")]
    [InlineData("this.many = [1n]; this.many.push(2n)", "TypeError")]
    [InlineData("this.log = []", "TypeError")]
    [InlineData("this.missing = 1", "TypeError")]
    [InlineData("super.missing = 1", "TypeError")]
    [InlineData("super.number = 256", "RangeError")]
    [InlineData("super.log = []", "TypeError")]
    [InlineData("delete this.number", "TypeError")]
    [InlineData("delete this.log", "TypeError")]
    [InlineData("Object.defineProperty(this, 'number', { value: 1 })", "TypeError")]
    [InlineData("Object.freeze(this)", "TypeError")]
    [InlineData("Object.setPrototypeOf(this, null)", "TypeError")]
    [InlineData("Object.create(this).number = 1", "TypeError")]
    [InlineData("this.log.x = 1", "TypeError")]
    [InlineData("this.log.push = null", "TypeError")]
    [InlineData("new this.constructor()", "TypeError")]
    [InlineData("this.byText.get.call(this.log, 'a')", "TypeError")]
    [InlineData("this.byText.get.call({}, 'a')", "TypeError")]
    [InlineData("this.byText.get()", "TypeError")]
    [InlineData("this.byText.set('a')", "TypeError")]
    [InlineData("this.byText.set('a', 1n, 2n)", "TypeError")]
    [InlineData("this.byText.get('\\udc00')", "TypeError")]
    [InlineData("this.byText.get('x'.repeat(1100))", "TOO_LARGE")]
    [InlineData("this.pairs.get(self)", "TypeError")]
    [InlineData("this.log.get(-1)", "RangeError")]
    [InlineData("this.log.set(0, { x: 1n })", "RangeError")]
    [InlineData("this.byText.keys(-1)", "RangeError")]
    [InlineData("this.text = 'x'.repeat(200000)", "RangeError")]
    [InlineData("this.many = Array.from({ length: 200000 }, () => 1n)", "RangeError")]
    public void What_does_not_fit_is_refused(string body, string code)
    {
        var ledger = new Ledger();
        Address contract = ledger.Deploy(Contracts.Running(body, Everything, Structs));
        string before = ledger.Fingerprint();
        Assert.Equal((ReceiptStatus.ContractFailed, code), Ends(ledger.Call(contract, "run")));
        Assert.Equal(before, ledger.Fingerprint());
    }

    [Theory]
    [InlineData("const m = this.byText; m.set('a', 1n); m.set('b', 2n); m.set('c', 3n); const gone = m.delete('a'); return `${gone} ${m.delete('a')} ${m.size} ${m.keys()} ${m.values()} ${m.has('a')} ${m.get('a')} ${m.entries()[0]}`;", "true false 2 c,b 3,2 false 0 c,3")]
    [InlineData("const m = this.byText; m.set('', 1n); m.set('\\0', 2n); m.set('a\\0b', 3n); m.set('a', 4n); m.set('😀', 5n); return `${m.get('')} ${m.get('\\0')} ${m.get('a\\0b')} ${m.get('a')} ${m.get('😀')} ${m.size}`;", "1 2 3 4 5 5")]
    [InlineData("const m = this.byText; m.set('a', 0n); return `${m.has('a')} ${m.has('b')} ${m.size} ${m.set('a', 2n)} ${m.size}`;", "true false 1 undefined 1")]
    [InlineData("const m = this.pairs; m.set(self, 1, 'one'); m.set(msg.sender, 2, 'two'); return `${m.get(self, 1)} [${m.get(self, 2)}] ${m.keys()[1][1]} ${[...m].map(([[who, n], text]) => `${who === self} ${n} ${text}`)}`;", "one [] 2 true 1 one,false 2 two")]
    [InlineData("const m = this.byText; for (let i = 0; i < 250; i++) m.set(`k${i}`, BigInt(i)); let n = 0n; for (const [k, v] of m) n += v; return `${m.keys().length} ${m.keys(200).length} ${m.keys(240, 5)} ${m.keys(300).length} ${m.entries(249)[0][0]} ${n}`;", "100 50 k240,k241,k242,k243,k244 0 k249 31125")]
    [InlineData("const m = this.byText; for (const k of ['a', 'b', 'c', 'd']) m.set(k, 1n); const seen = []; for (const [k] of m) { seen.push(k); m.delete(k); } return `${seen} ${m.size} ${m.keys()}`;", "a,b 2 d,c")]
    [InlineData("const l = this.log; l.push({ x: 1n }); l.push({ x: 2n }); l.push({ x: 3n }); l.set(1, { x: 9n }); const last = l.pop(); return `${last.x} ${l.length} ${l.get(1).x} ${l.get(2)} ${l.slice().map(p => p.x)} ${[...l].length} ${l.slice(1, 1)[0].x}`;", "3 2 9 undefined 1,9 2 9")]
    [InlineData("const l = this.log; return `${l.pop()} ${l.length} ${l.slice()} ${l.get(0)}`;", "undefined 0  undefined")]
    [InlineData("const s = this.seen; return `${s.add('a')} ${s.add('a')} ${s.add('b')} ${s.has('a')} ${s.size} ${s.values()} ${s.delete('a')} ${s.delete('a')} ${[...s]} ${s.size}`;", "true false true true 2 a,b true false b 1")]
    public void Collections_hold_what_was_put_in(string body, string expected) => Assert.Equal(expected, Run(body));

    [Fact]
    public void Equal_names_and_keys_of_two_contracts_are_two_entries()
    {
        var ledger = new Ledger();
        string source = Contracts.Of("put: { args: { k: 'string', v: 'u64' } }, got: { args: { k: 'string' }, returns: 'u64' }", "put(k, v) { this.m.set(k, v); } got(k) { return this.m.get(k); }", "m: map('string', 'u64'), m2: map('string', 'u64')");
        Address first = ledger.Deploy(source);
        Address second = ledger.Deploy(source);
        ledger.Get(first, "put", Of("k"), Int(1));
        Assert.Equal((1, 0), ((int)ledger.GetInt(first, "got", Of("k")), (int)ledger.GetInt(second, "got", Of("k"))));
    }

    [Fact]
    public void No_two_parts_of_a_state_stand_at_one_place()
    {
        var slots = new HashSet<Hash256>
        {
            StorageSlot.OfField("a"), StorageSlot.OfField("aa"), StorageSlot.OfCount("a"), StorageSlot.OfEntry("a", []), StorageSlot.OfEntry("a", [0, 0, 0, 0]), StorageSlot.OfPlace("a", 0),
            StorageSlot.OfItem("a", 0), StorageSlot.OfEntry("a", [1]), StorageSlot.OfEntry("a\u0002", []), StorageSlot.OfEntry("", [97]), StorageSlot.OfPlace("a", 1), StorageSlot.OfItem("a", 1),
        };
        Assert.Equal(12, slots.Count);
    }

    [Fact]
    public void What_is_stored_is_read_from_outside_by_the_abi()
    {
        var ledger = new Ledger();
        Address contract = ledger.Deploy(Contracts.Running("this.number = 7; this.byText.set('k', 9n); this.pairs.set(self, 3, 'x'); this.log.push({ x: 1n, y: 2n }); this.seen.add('s'); return '';", Everything, Structs));
        ledger.Get(contract, "run");
        ContractAbi abi = ledger.AbiOf(contract);
        Assert.Equal(Int(7), StoredState.Field(ledger.State, contract, (StateField.Plain)abi.FindState("number")!));
        Assert.Equal(Int(0), StoredState.Field(ledger.State, contract, (StateField.Plain)abi.FindState("wide")!));
        var byText = (StateField.Map)abi.FindState("byText")!;
        Assert.True(StoredState.TryGet(ledger.State, contract, byText, [Of("k")], out AbiValue value));
        Assert.Equal((Int(9), 1u), (value, StoredState.Count(ledger.State, contract, byText)));
        Assert.Equal<AbiValue>([Of(contract), Int(3)], StoredState.Key(ledger.State, contract, (StateField.Map)abi.FindState("pairs")!, 0).ToArray());
        Assert.Equal(new AbiValue.Struct([Int(1), Int(2)]), StoredState.Item(ledger.State, contract, (StateField.List)abi.FindState("log")!, 0));
        Assert.True(StoredState.Has(ledger.State, contract, (StateField.Set)abi.FindState("seen")!, Of("s")));
        Assert.Equal(Of("s"), StoredState.Item(ledger.State, contract, (StateField.Set)abi.FindState("seen")!, 0));
    }

    [Fact]
    public void A_hundred_thousand_writes_end_with_the_gas_or_the_blocks_writes()
    {
        var ledger = new Ledger();
        Address contract = ledger.Deploy(Contracts.Of("run: {}", "run() { for (let i = 1; i <= 100000; i++) this.m.set(i, 1n); }", "m: map('u32', 'u64')"));
        string before = ledger.Fingerprint();
        Assert.Equal((ReceiptStatus.OutOfGas, FailureCodes.OutOfGas), Ends(ledger.Call(contract, "run")));
        ContractOutcome outcome = ledger.CallAs(0, contract, "run", [], gas: 1UL << 36);
        Assert.Equal((ReceiptStatus.StateWritesExceeded, FailureCodes.StateWritesExceeded), Ends(outcome));
        Assert.InRange(outcome.GasUsed, 1_000_000ul, 1UL << 35);
        Assert.Equal(before, ledger.Fingerprint());
    }

    [Fact]
    public void The_end_of_the_blocks_writes_is_not_caught_by_a_caller()
    {
        var ledger = new Ledger();
        Address writer = ledger.Deploy(Contracts.Of("run: {}", "run() { for (let i = 1; i <= 100; i++) this.m.set(i, 1n); }", "m: map('u32', 'u64')"));
        Address caller = ledger.Deploy(Contracts.Of("run: { args: { other: 'address' } }", "run(other) { try { at(other).run(); } catch { } }"));
        ContractOutcome outcome = ledger.CallAs(0, caller, "run", [Of(writer)], writes: 50);
        Assert.Equal((ReceiptStatus.StateWritesExceeded, 51), (outcome.Status, outcome.StateWrites));
        Assert.True(ledger.CallAs(0, caller, "run", [Of(writer)], writes: 300).IsSuccess);
    }

    [Fact]
    public void The_chain_is_not_there_while_the_module_is_evaluated()
    {
        var ledger = new Ledger();
        ContractOutcome outcome = ledger.TryDeploy(Contracts.Imports + "class Helper { static [sha256('x').length] = 1; }\nexport default class A extends Contract { static abi = { run: {} }; run() {} }");
        Assert.Equal(ReceiptStatus.SourceRefused, outcome.Status);
    }
}
