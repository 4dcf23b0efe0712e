using System.Text;

namespace Chain.Contracts.Tests.Compiling;

public class ContractCompilerTests
{
    private const string Counter = """
        import { Contract, map, list, set, msg, emit, require } from 'chain';

        const LIMIT = 10n;
        const NAMES = ['a', { b: -1, c: `d`, e: [true, null] }];

        function double(n) { return n * 2; }

        class Helper {
          static size = 3;
          #count = 0;
          constructor() { this.#count = LIMIT; }
          [Symbol.iterator]() { return NAMES.values(); }
        }

        /** Counts what
         *  people say. */
        export default class Counter extends Contract {
          static structs = { Line: { from: 'Point', to: 'Point' }, Point: { x: 'i64', y: 'i64' } };
          static state = {
            count: 'u64', owner: 'address', byUser: map('address', 'u64'), allowance: map('address', 'address', 'u128'),
            log: list('Line'), admins: set('address'), note: 'string?', path: 'Point[]',
          };
          static events = {
            /** Somebody counted. */
            Counted: { who: 'address indexed', total: 'u64' },
            Reset: {},
          };
          static abi = {
            init: { args: { start: 'u64' }, payable: true },
            add: { args: { n: 'u32' }, returns: 'u64' },
            total: { returns: 'u64', view: true },
            enter: { reentrant: true, payable: true },
            migrate: { args: { extra: 'bool' } },
          };
          static receives = true;
          init(start) { this.count = start; }
          migrate(from, extra) { this.count = from.count; }
          /** Adds. */
          add(n) { require(n > 0, 'ZERO'); this.count += BigInt(double(n)); emit('Counted', { who: msg.sender, total: this.count }); return this.count; }
          total() { return this.#secret(); }
          enter() {}
          #secret() { return this.count; }
          get shown() { return String(this.count); }
        }
        """;

    [Fact]
    public void The_abi_is_read_from_the_literals()
    {
        ContractAbi abi = Compile.Accepted(Counter).Abi;
        Assert.Equal("Counter", abi.Name);
        Assert.Equal("Counts what\n people say.", abi.Description);
        Assert.Equal(["Line", "Point"], abi.Structs.Select(declared => declared.Name));
        Assert.Equal(
            [
                "count: u64", "owner: address", "byUser: map(address, u64)", "allowance: map(address, address, u128)", "log: list(Line)", "admins: set(address)",
                "note: string?", "path: Point[]",
            ],
            abi.State.Select(declared => declared.ToString()));
        Assert.Equal(["Counted(who: address indexed, total: u64)", "Reset()"], abi.Events.Select(declared => declared.Signature));
        Assert.Equal(["Somebody counted.", ""], abi.Events.Select(declared => declared.Description));
        Assert.Equal(["add(n: u32) → u64", "total() → u64", "enter()"], abi.Methods.Select(method => method.Signature));
        Assert.Equal([false, true, false], abi.Methods.Select(method => method.IsView));
        Assert.Equal([false, false, true], abi.Methods.Select(method => method.IsPayable));
        Assert.Equal([false, false, true], abi.Methods.Select(method => method.IsReentrant));
        Assert.Equal("Adds.", abi.FindMethod("add")!.Description);
        Assert.Equal(39, abi.FindMethod("add")!.Line);
        Assert.Equal("init(start: u64)", abi.Init!.Signature);
        Assert.True(abi.Init.IsPayable);
        Assert.Equal("migrate(extra: bool)", abi.Migrate!.Signature);
        Assert.True(abi.Receives);
    }

    [Fact]
    public void A_bare_contract_has_an_empty_abi()
    {
        ContractAbi abi = Compile.Accepted("import { Contract } from 'chain'; export default class Bare extends Contract {}").Abi;
        Assert.Equal(new ContractAbi { Name = "Bare" }, abi);
    }

    [Fact]
    public void An_init_and_a_migrate_without_arguments_need_no_line_in_the_abi()
    {
        ContractAbi abi = Compile.Accepted("import { Contract } from 'chain';\nexport default class A extends Contract {\n  init() {}\n  migrate(from) {}\n}").Abi;
        Assert.Equal(3, abi.Init!.Line);
        Assert.Empty(abi.Init.Arguments);
        Assert.Equal(4, abi.Migrate!.Line);
        Assert.Empty(abi.Migrate.Arguments);
    }

    [Fact]
    public void The_declarations_are_not_in_the_code()
    {
        ContractCode with = Compile.Accepted("import { Contract, map } from 'chain'; export default class A extends Contract { static state = { rareName: map('u8', 'u8') }; }");
        ContractCode without = Compile.Accepted("import { Contract, map } from 'chain'; export default class A extends Contract { }");
        Assert.DoesNotContain(with.Unit.Constants, constant => constant.Equals(Chain.Script.Bytecode.Constant.Of("rareName")));
        Assert.Equal(without.Unit.Main.Functions.Length, with.Unit.Main.Functions.Length);
        Assert.Equal(without.Unit.Main.Code.Length, with.Unit.Main.Code.Length);
    }

    [Fact]
    public void The_hash_and_the_weight_depend_on_the_bytes_alone()
    {
        ContractCode first = Compile.Accepted(Counter), second = Compile.Accepted(Counter), longer = Compile.Accepted(Counter + "\n");
        Assert.Equal(ContractCompiler.HashOf(Encoding.UTF8.GetBytes(Counter)), first.Hash);
        Assert.Equal((first.Hash, first.Weight), (second.Hash, second.Weight));
        Assert.NotEqual(first.Hash, longer.Hash);
        Assert.True(longer.Weight > first.Weight);
    }

    [Fact]
    public void The_abi_alone_is_the_same_as_that_of_the_code()
    {
        ContractAbi? abi = ContractCompiler.ReadAbi(Encoding.UTF8.GetBytes(Counter), ContractCompileOptions.Network, out ContractFault? fault);
        Assert.Null(fault);
        Assert.Equal(Compile.Accepted(Counter).Abi, abi);
    }

    [Fact]
    public void Only_tools_may_let_a_contract_print()
    {
        const string Source = "import { Contract } from 'chain'; export default class A extends Contract { init() { console.log(1); } }";
        Assert.Equal(ContractFaultCode.UnknownName, Compile.Refused(Source).Code);
        Assert.NotNull(ContractCompiler.Compile(Encoding.UTF8.GetBytes(Source), new ContractCompileOptions { AllowConsole = true }, out _));
    }
}
