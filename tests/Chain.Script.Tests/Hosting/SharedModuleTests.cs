using Chain.Script.Bytecode;
using Chain.Script.Execution;
using Chain.Script.Hosting;
using Chain.Script.Tests.Execution;
using Chain.Script.Values;

namespace Chain.Script.Tests.Hosting;

/// <summary>A module that is evaluated once and adopted by machines: each sees what it would see of a module of its own, and nothing of another machine.</summary>
public sealed class SharedModuleTests
{
    private const string Declarations = """
        import { who, twice } from 'host';
        const list = [1, [2], { deep: [3] }];
        function add(a, b) { return a + b; }
        function* count(n) { for (let i = 0; i < n; i++) yield [i, who]; }
        class Base {
          static limit = 7; static #secret = 1; #own = 2;
          constructor(x) { this.x = x; this.target = new.target === Base; }
          get own() { return this.#own; }
          raise() { return ++this.#own; }
          static peek() { return Base.#secret; }
          static poke() { Base.#secret = 2; }
          named() { return who; }
        }
        class Sub extends Base {
          constructor(x) { super(x); this.self = Sub; }
          named() { return 'sub of ' + super.named(); }
          [Symbol.iterator]() { return count(2); }
        }
        """;

    [Theory]
    [InlineData("who", "ann")]
    [InlineData("[() => who][0]()", "ann")]
    [InlineData("[...count(2)].join()", "0,ann,1,ann")]
    [InlineData("[...new Sub(1)].join()", "0,ann,1,ann")]
    [InlineData("new Sub(5).x + new Sub(1).named()", "5sub of ann")]
    [InlineData("new Base(1).target + ',' + new Sub(1).target", "true,false")]
    [InlineData("new Sub(1).self === Sub && new Sub(1).constructor === Sub", "true")]
    [InlineData("new Base(1).raise() + new Base(1).own", "5")]
    [InlineData("twice(add(1, 2))", "6")]
    [InlineData("let sum = 0; for (let i = 0; i < 100; i++) sum += new Base(i).x + Base.limit + list.length; return sum", "5950")]
    [InlineData("Base.name + Base.length + add.name + Object.keys(list[2])", "Base1adddeep")]
    [InlineData("class Late extends Sub { list = list }; return new Late(2).list === list", "true")]
    [InlineData("const b = new Base(1); b.named = () => 'own'; return b.named()", "own")]
    [InlineData("Base.peek()", "1")]
    public void What_it_gives_is_what_a_module_of_ones_own_gives(string body, string expected)
    {
        var unit = Module(body);
        var shared = Shared(unit);
        Assert.Equal(expected, Called(Adopting(shared, "ann"), unit));
        Assert.Equal(expected, Called(Evaluating(unit, "ann"), unit));
    }

    [Theory]
    [InlineData("list.push(2)")]
    [InlineData("list[0] = 2")]
    [InlineData("list[1][0] = 2")]
    [InlineData("list[2].deep.pop()")]
    [InlineData("list.length = 0")]
    [InlineData("list.sort()")]
    [InlineData("Base.limit = 8")]
    [InlineData("Base.more = 8")]
    [InlineData("Base.poke()")]
    [InlineData("Sub.prototype.named = 1")]
    [InlineData("delete Base.prototype.named")]
    [InlineData("add.memory = 1")]
    [InlineData("count.prototype.memory = 1")]
    [InlineData("Object.defineProperty(Base, 'limit', { value: 9 })")]
    [InlineData("Object.setPrototypeOf(Sub, null)")]
    [InlineData("Object.setPrototypeOf(Sub.prototype, null)")]
    [InlineData("new (class extends (class { constructor(o) { return o; } }) { #stamp = 1 })(Base)")]
    [InlineData("who = 1")]
    [InlineData("list = 1")]
    public void Nothing_of_it_can_be_changed(string body)
    {
        var unit = Module(body);
        var machine = Adopting(Shared(unit), "ann");
        machine.TryGetExport(unit, "default", out var function);
        Assert.Equal("TypeError", machine.Call(function, Value.Undefined).Error?.Code);
    }

    [Fact]
    public void Each_machine_has_its_own_imports_in_old_and_new_functions()
    {
        var unit = Module("const inner = () => { class Local { named() { return who; } } return new Local().named(); }; return who + inner() + new Sub(1).named() + [...count(1)]");
        var shared = Shared(unit);
        var ann = Adopting(shared, "ann");
        var bob = Adopting(shared, "bob");
        for (int i = 0; i < 20; i++)
        {
            Assert.Equal("annannsub of ann0,ann", Called(ann, unit));
            Assert.Equal("bobbobsub of bob0,bob", Called(bob, unit));
        }
    }

    [Fact]
    public void Every_adoption_costs_the_same_and_a_first_call_too()
    {
        var unit = Module("let n = 0; for (let i = 0; i < 50; i++) n += new Sub(i).x + [...count(3)].length; return n");
        var shared = Shared(unit);
        var seen = new HashSet<(long, long, long, long)>();
        for (int i = 0; i < 5; i++)
        {
            var machine = Scripts.NewMachine(modules: new Host("ann"));
            var adopted = machine.Adopt(i < 3 ? shared : Shared(unit));
            machine.TryGetExport(unit, "default", out var function);
            var called = machine.Call(function, Value.Undefined);
            seen.Add((adopted.GasUsed, adopted.MemoryUsed, called.GasUsed, called.MemoryUsed));
        }
        Assert.Single(seen);
    }

    [Fact]
    public void Adopting_costs_what_evaluating_costs_and_halts_below_that()
    {
        var unit = Module("1");
        var shared = Shared(unit);
        var evaluated = Scripts.NewMachine(modules: new Host("ann")).Run(unit);
        var adopted = Scripts.NewMachine(modules: new Host("ann")).Adopt(shared);
        Assert.Equal((evaluated.GasUsed, evaluated.MemoryUsed), (adopted.GasUsed, adopted.MemoryUsed));
        Assert.Equal(RunStatus.OutOfGas, Scripts.NewMachine(evaluated.GasUsed - 1, modules: new Host("ann")).Adopt(shared).Status);
        Assert.Equal(RunStatus.OutOfMemory, Scripts.NewMachine(memory: evaluated.MemoryUsed - 1, modules: new Host("ann")).Adopt(shared).Status);
    }

    [Theory]
    [InlineData("let n = 0; export default () => ++n;")]
    [InlineData("function f() { } export default () => { f = 1; };")]
    [InlineData("class A { } export default () => () => { A = 1; };")]
    [InlineData("class A { static f = (n => () => ++n)(0) } export default A;")]
    [InlineData("export const all = new Map();")]
    [InlineData("export const bytes = new Uint8Array(2);")]
    [InlineData("function* g() { yield 1; } export const run = g();")]
    [InlineData("export const error = new Error('x');")]
    [InlineData("import { who } from 'host'; export { who };")]
    [InlineData("import { who } from 'host'; export default class extends who { }")]
    [InlineData("throw 1;")]
    [InlineData("for (;;) ;")]
    public void What_could_change_or_does_not_end_well_is_not_shared(string source) => Assert.Null(SharedModule.TryCreate(Scripts.Compile(source, isModule: true), new Host("ann")));

    [Fact]
    public void Machines_on_many_threads_adopt_it_at_once()
    {
        var unit = Module("let t = ''; for (let i = 0; i < 100; i++) t = new Sub(i).named() + [...count(2)] + list + Base.peek(); return t");
        var shared = Shared(unit);
        string expected = Called(Adopting(shared, "ann"), unit);
        string[] results = new string[64];
        Parallel.For(0, results.Length, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i => results[i] = Called(Adopting(shared, "ann"), unit));
        Assert.All(results, result => Assert.Equal(expected, result));
    }

    [Fact]
    public void A_function_of_a_module_that_the_machine_has_not_is_a_defect()
    {
        var unit = Module("1");
        var foreign = Adopting(Shared(unit), "ann");
        foreign.TryGetExport(unit, "default", out var function);
        Assert.Equal(RunStatus.InternalFault, Scripts.NewMachine().Call(function, Value.Undefined).Status);
        Assert.Equal(RunStatus.InternalFault, Adopting(Shared(unit), "ann").Call(function, Value.Undefined).Status);
    }

    private static ScriptUnit Module(string body) =>
        Scripts.Compile(Declarations + $"export default () => {{ {(body.Contains("return", StringComparison.Ordinal) && !body.StartsWith("new (", StringComparison.Ordinal) ? body : "return " + body)}; }};", isModule: true);

    private static SharedModule Shared(ScriptUnit unit)
    {
        var shared = SharedModule.TryCreate(unit, new Host("nobody"));
        Assert.NotNull(shared);
        return shared;
    }

    private static Machine Adopting(SharedModule shared, string name)
    {
        var machine = Scripts.NewMachine(modules: new Host(name));
        Assert.Equal(RunStatus.Completed, machine.Adopt(shared).Status);
        return machine;
    }

    private static Machine Evaluating(ScriptUnit unit, string name)
    {
        var machine = Scripts.NewMachine(modules: new Host(name));
        Assert.Equal(RunStatus.Completed, machine.Run(unit).Status);
        return machine;
    }

    private static string Called(Machine machine, ScriptUnit unit)
    {
        Assert.True(machine.TryGetExport(unit, "default", out var function));
        var result = machine.Call(function, Value.Undefined);
        Assert.True(result.IsCompleted, $"{result.Status} {result.Error} {result.Fault}");
        return Conversions.ToString(machine, result.Value).ToString();
    }

    private sealed class Host(string name) : IHostModules
    {
        private static readonly Value s_twice = MakeTwice();

        public bool Has(string specifier) => string.Equals(specifier, "host", StringComparison.Ordinal);

        public IReadOnlyList<string> ExportNames(string specifier) => ["twice", "who"];

        public bool TryGetShared(string specifier, string export, out Value value)
        {
            value = s_twice;
            return string.Equals(export, "twice", StringComparison.Ordinal);
        }

        public bool TryGetExport(Machine machine, string specifier, string export, out Value value)
        {
            if (TryGetShared(specifier, export, out value))
                return true;
            value = Value.String(name);
            return string.Equals(export, "who", StringComparison.Ordinal);
        }

        private static Value MakeTwice()
        {
            var realm = new HostRealm();
            var made = realm.Function("twice", 1, static (Machine _, in Arguments arguments) => Value.Number(arguments[0].AsNumber * 2), 5);
            realm.Freeze();
            return Value.Of(made);
        }
    }
}
