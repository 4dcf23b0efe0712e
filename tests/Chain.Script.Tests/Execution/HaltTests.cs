using Chain.Script.Execution;
using Chain.Script.Values;

namespace Chain.Script.Tests.Execution;

public sealed class HaltTests
{
    private const string Endless = "for (;;);";
    private const string Greedy = "const all = []; for (;;) all.push(new Array(1000));";
    private const string Deep = "const f = () => 1 + f(); f()";

    [Theory]
    [InlineData(Endless, RunStatus.OutOfGas)]
    [InlineData(Greedy, RunStatus.OutOfMemory)]
    [InlineData(Deep, RunStatus.TooDeep)]
    public void No_handler_of_the_script_sees_a_halt(string body, RunStatus expected)
    {
        int reached = 0;
        string source = $$"""
            const closing = { [Symbol.iterator]() { return { next: () => ({ done: false }), return() { reach(); return {}; } }; } };
            function* g() { try { yield 1; {{body}} } finally { reach(); } }
            try { for (const x of closing) { try { [1].map(() => { for (const y of g()); }); } finally { reach(); } } }
            catch (e) { reach(); } finally { reach(); }
            """;
        var result = Scripts.RunWith(source, new Dictionary<string, NativeCode>(StringComparer.Ordinal) { ["reach"] = Reach }, gas: 200_000_000);
        Assert.Equal((expected, 0), (result.Status, reached));
        return;

        Value Reach(Machine machine, in Arguments arguments)
        {
            reached++;
            return Value.Undefined;
        }
    }

    [Theory]
    [InlineData("const f = n => n === 0 ? 0 : f(n - 1); f(510)", RunStatus.Completed)]
    [InlineData("const f = n => n === 0 ? 0 : f(n - 1); f(511)", RunStatus.TooDeep)]
    [InlineData("const o = { get x() { return this.x; } }; o.x", RunStatus.TooDeep)]
    [InlineData("const o = { valueOf() { return +this; } }; +o", RunStatus.TooDeep)]
    [InlineData("const o = { toString() { return `${this}`; } }; `${o}`", RunStatus.TooDeep)]
    [InlineData("class A { constructor() { new A(); } } new A()", RunStatus.TooDeep)]
    [InlineData("function* g() { yield* g(); } [...g()]", RunStatus.TooDeep)]
    [InlineData("const f = () => [1].forEach(f); f()", RunStatus.TooDeep)]
    [InlineData("let a = []; for (let i = 0; i < 20000; i++) a = [a]; a.flat(Infinity).length", RunStatus.Completed)]
    [InlineData("let f = () => 1; for (let i = 0; i < 50000; i++) f = f.bind(); f()", RunStatus.Completed)]
    [InlineData("let f = class {}; for (let i = 0; i < 50000; i++) f = f.bind(); ({}) instanceof f", RunStatus.Completed)]
    [InlineData("let o = {}; for (let i = 0; i < 50000; i++) o = Object.create(o); o.missing", RunStatus.Completed)]
    [InlineData("let s = ''; for (let i = 0; i < 100000; i++) s = 'ab' + s + 'c'; s.length + s.indexOf('z')", RunStatus.Completed)]
    public void Depth_is_counted_and_never_the_hosts(string source, RunStatus expected) => Assert.Equal(expected, Scripts.Run(source).Status);

    [Fact]
    public void Spread_arguments_beyond_the_parameters_take_no_stack()
    {
        const string Source = "const many = new Array(60000).fill(1); let depth = 0; function f() { if (++depth < 400) f.apply(null, many); } f.apply(null, many); depth";
        Assert.Equal(400, Scripts.Run(Source, gas: 2_000_000_000).Value.AsNumber);
    }

    [Fact]
    public void The_machine_can_be_used_after_a_halt()
    {
        var machine = Scripts.NewMachine();
        Assert.Equal(RunStatus.TooDeep, machine.Run(Scripts.Compile(Deep)).Status);
        Assert.Equal(3, machine.Run(Scripts.Compile("1 + 2")).Value.AsNumber);
    }
}
