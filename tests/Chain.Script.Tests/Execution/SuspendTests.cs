using Chain.Script.Execution;
using Chain.Script.Values;

namespace Chain.Script.Tests.Execution;

public sealed class SuspendTests
{
    [Fact]
    public void A_run_goes_on_with_the_answer_of_the_host()
    {
        var machine = Suspending();
        var first = machine.Run(Scripts.Compile("let s = 0; for (let i = 1; i < 4; i++) s += ask(i); s"));
        Assert.Equal((RunStatus.Suspended, "1"), (first.Status, first.Request));
        Assert.Equal("2", machine.Resume(Value.Number(10)).Request);
        Assert.Equal("3", machine.Resume(Value.Number(20)).Request);
        var last = machine.Resume(Value.Number(30));
        Assert.Equal((RunStatus.Completed, 60.0), (last.Status, last.Value.AsNumber));
    }

    [Fact]
    public void An_error_of_the_host_can_be_caught()
    {
        var machine = Suspending();
        machine.Run(Scripts.Compile("const f = () => { try { ask(1); } catch (e) { return 'caught ' + e; } }; f()"));
        var result = machine.ResumeThrow(Value.String("refused"));
        Assert.Equal("caught refused", result.Value.ToString());
    }

    [Fact]
    public void An_error_of_the_host_that_nobody_catches_ends_the_run()
    {
        var machine = Suspending();
        machine.Run(Scripts.Compile("\n  ask(1)"));
        var result = machine.ResumeThrow(Value.String("refused"));
        Assert.Equal((RunStatus.Thrown, "refused", 2), (result.Status, result.Error!.Message, result.Error.Line));
        Assert.Equal(RunStatus.Completed, machine.Run(Scripts.Compile("1")).Status);
    }

    [Theory]
    [InlineData("[2, 1].toSorted((a, b) => ask(a) - ask(b)).join()", "2,1")]
    [InlineData("[1, 2].map(ask).join()", "0,0")]
    [InlineData("function* g() { yield ask(1); } [...g()].join()", "0")]
    [InlineData("class A { x = ask(1); } new A().x + ''", "0")]
    [InlineData("ask.call(null, 1) + ask.apply(null, [2]) + ask.bind(null)() + ''", "0")]
    public void What_is_script_inside_can_be_left_anywhere(string source, string expected)
    {
        var machine = Suspending();
        var result = machine.Run(Scripts.Compile(source));
        while (result.Status == RunStatus.Suspended)
            result = machine.Resume(Value.Number(0));
        Assert.True(result.IsCompleted, result.Error?.ToString());
        Assert.Equal(expected, result.Value.ToString());
    }

    [Fact]
    public void Inside_a_conversion_the_host_cannot_be_asked()
    {
        var result = Suspending().Run(Scripts.Compile("+{ valueOf() { return ask(1); } }"));
        Assert.Equal((RunStatus.Thrown, "TypeError"), (result.Status, result.Error!.Code));
    }

    [Fact]
    public void Suspending_changes_neither_gas_nor_memory()
    {
        const string Source = "let s = 0; for (let i = 0; i < 5; i++) s += ask(i); s";
        var machine = Suspending();
        var result = machine.Run(Scripts.Compile(Source));
        while (result.Status == RunStatus.Suspended)
            result = machine.Resume(Value.Number(1));
        var direct = Scripts.NewMachine(globals: new Dictionary<string, Value>(StringComparer.Ordinal));
        var answering = NewMachineWith(static (Machine _, in Arguments _) => Value.Number(1)).Run(Scripts.Compile(Source));
        Assert.Equal((answering.GasUsed, answering.MemoryUsed), (result.GasUsed, result.MemoryUsed));
        Assert.Equal(0, direct.Meter.GasUsed);
    }

    private static Machine Suspending() => NewMachineWith(static (machine, in arguments) => machine.Suspend(arguments[0].ToString()));

    private static Machine NewMachineWith(NativeCode ask)
    {
        var globals = new Dictionary<string, Value>(StringComparer.Ordinal);
        var machine = Scripts.NewMachine(globals: globals);
        globals["ask"] = Value.Of(machine.NewFunction("ask", 1, ask));
        return machine;
    }
}
