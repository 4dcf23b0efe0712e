using Chain.Script.Errors;
using Chain.Script.Execution;
using Chain.Script.Hosting;
using Chain.Script.Metering;
using Chain.Script.Tests.Execution;
using Chain.Script.Values;

namespace Chain.Script.Tests.Hosting;

/// <summary>What a host does to a machine from outside: between runs, while one waits, and to end one.</summary>
public sealed class OutsideTests
{
    [Fact]
    public void A_meter_is_charged_between_runs_down_to_nothing()
    {
        var meter = new Meter(100, 0);
        Assert.True(meter.TryCharge(60));
        Assert.Equal(40, meter.GasLeft);
        Assert.False(meter.TryCharge(41));
        Assert.Equal((0, 100), (meter.GasLeft, meter.GasUsed));
        Assert.Throws<ArgumentOutOfRangeException>(() => meter.TryCharge(-1));
    }

    [Fact]
    public void A_host_ends_a_run_and_no_handler_sees_it()
    {
        RunResult result = Scripts.RunWith("let seen = 0; try { stop(); } catch { seen = 1; } finally { seen = 2; } seen", new Dictionary<string, NativeCode>(StringComparer.Ordinal)
        {
            ["stop"] = static (Machine machine, in Arguments _) => throw machine.Stop(),
        });
        Assert.Equal((RunStatus.Stopped, 1), (result.Status, result.Error!.Line));
        Assert.True(result.GasUsed < 1_000);
    }

    [Fact]
    public void What_a_waiting_run_gets_is_made_on_its_machine_and_charged_there()
    {
        var machine = Waiting("const answer = ask(); answer.join()");
        long before = machine.Meter.MemoryUsed;
        RunResult result = machine.ResumeWith(3, static (target, count) => HostValues.FrozenArray(target, [Value.Number(count), Value.Number(count + 1)]));
        Assert.Equal("3,4", result.Value.ToString());
        Assert.True(machine.Meter.MemoryUsed >= before + MemoryCosts.Array + MemoryCosts.OfSlots(2));
    }

    [Fact]
    public void What_making_it_throws_is_thrown_where_the_run_waits()
    {
        var machine = Waiting("try { ask(); } catch (e) { `${e.code} ${e.message}` }");
        Assert.Equal("NO not now", machine.ResumeWith(0, static (target, _) => throw HostErrors.New(target, "NO", "not now")).Value.ToString());
        var uncaught = Waiting("\n\n ask()");
        RunResult result = uncaught.ResumeWith(0, static (target, _) => throw HostErrors.New(target, "NO", "not now"));
        Assert.Equal((RunStatus.Thrown, "Error", 3), (result.Status, result.Error!.Code, result.Error.Line));
        Assert.True(uncaught.Run(Scripts.Compile("1")).IsCompleted);
    }

    [Fact]
    public void Making_it_can_end_the_run()
    {
        Assert.Equal(RunStatus.OutOfGas, Waiting("ask()").ResumeWith(0, static (target, _) =>
        {
            target.Meter.Charge(long.MaxValue);
            return Value.Undefined;
        }).Status);
        Assert.Equal(RunStatus.InternalFault, Waiting("ask()").ResumeWith(0, static (_, _) => throw new InvalidCastException()).Status);
        Assert.Throws<IOException>(() => Waiting("ask()").ResumeWith(0, static (_, _) => throw new IOException()));
        Assert.Throws<InvalidOperationException>(() => Scripts.NewMachine().ResumeWith(0, static (_, _) => Value.Undefined));
    }

    [Fact]
    public void Work_of_the_host_is_a_run_of_its_own()
    {
        var machine = Scripts.NewMachine();
        Assert.Equal(5.0, machine.Do(5, static (_, number) => Value.Number(number)).Value.AsNumber);
        Assert.Equal((RunStatus.Thrown, "RangeError"), Ends(machine.Do(0, static (target, _) => throw HostErrors.New(target, ErrorKind.RangeError, "no"))));
        Assert.Equal(RunStatus.InternalFault, machine.Do(0, static (_, _) => throw new KeyNotFoundException()).Status);
    }

    [Fact]
    public void A_host_constructs()
    {
        var machine = Scripts.NewMachine();
        Value made = machine.Run(Scripts.Compile("class A { #x = 5; constructor(n) { this.n = n + this.#x; } } A")).Value;
        Assert.Equal(8.0, machine.Construct(made, Value.Number(3)).Value.AsObject.Get(machine, PropertyKey.From("n")).AsNumber);
        Assert.Equal((RunStatus.Thrown, "TypeError"), Ends(machine.Construct(Value.Number(1))));
        Assert.Equal((RunStatus.Thrown, "TypeError"), Ends(machine.Construct(machine.Run(Scripts.Compile("() => 1")).Value)));
    }

    [Fact]
    public void A_function_of_the_host_knows_where_it_was_called()
    {
        ScriptPosition seen = default;
        Scripts.RunWith("\nconst f = () => here();\nf();", new Dictionary<string, NativeCode>(StringComparer.Ordinal) { ["here"] = Here });
        Assert.Equal(("f", 2), (seen.Function, seen.Line));

        Value Here(Machine machine, in Arguments arguments)
        {
            seen = machine.Position;
            return Value.Undefined;
        }
    }

    [Fact]
    public void Only_what_a_script_or_a_defect_causes_is_ours()
    {
        Assert.True(Machine.IsOurs(new InvalidCastException()) && Machine.IsOurs(new DivideByZeroException()));
        Assert.False(Machine.IsOurs(new IOException()) || Machine.IsOurs(new OutOfMemoryException()));
    }

    private static (RunStatus Status, string? Code) Ends(RunResult result) => (result.Status, result.Error?.Code);

    private static Machine Waiting(string source)
    {
        var globals = new Dictionary<string, Value>(StringComparer.Ordinal);
        var machine = Scripts.NewMachine(globals: globals);
        globals["ask"] = Value.Of(machine.NewFunction("ask", 0, static (Machine target, in Arguments _) => target.Suspend("question")));
        Assert.Equal(RunStatus.Suspended, machine.Run(Scripts.Compile(source)).Status);
        return machine;
    }
}
