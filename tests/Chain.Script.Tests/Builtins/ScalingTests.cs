using Chain.Script.Builtins;
using Chain.Script.Compiling;
using Chain.Script.Execution;
using Chain.Script.Proof.Scaling;
using Chain.Script.Values;

namespace Chain.Script.Tests.Builtins;

/// <summary>
/// The gas of each builtin at two sizes of its input. A native one must grow at least as its price says; a self-hosted one at least by a
/// few opcodes a step; both by no more than what a step can allocate and look up. Those whose work is constant must cost the same.
/// </summary>
public class ScalingTests
{
    private const int Small = 200;
    private const int Large = 800;

    /// <summary>The least that a step of bytecode, and the most that a step of anything here, costs: a callback's call, a new entry, its texts.</summary>
    private const int BytecodeStepMin = 8;
    private const int StepMax = 1_000;

    private static readonly Dictionary<string, string> Growing = new(ScalingCases.Growing.Concat(TextScalingCases.Growing), StringComparer.Ordinal);
    private static readonly Dictionary<string, string> Constant = new(ScalingCases.Constant.Concat(TextScalingCases.Constant), StringComparer.Ordinal);
    private static readonly HashSet<string> Refusing = new(ScalingCases.Refusing.Concat(TextScalingCases.Refusing), StringComparer.Ordinal);

    public static TheoryData<string> GrowingNames => [.. Growing.Keys];

    public static TheoryData<string> ConstantNames => [.. Constant.Keys];

    public static TheoryData<string> RefusingNames => [.. Refusing];

    [Fact]
    public void Every_function_of_the_realm_has_a_scaling_case()
    {
        foreach (string path in RealmWalk.Functions(Realm.Shared).Keys)
        {
            int cases = (Growing.ContainsKey(path) ? 1 : 0) + (Constant.ContainsKey(path) ? 1 : 0) + (Refusing.Contains(path) ? 1 : 0);
            Assert.True(cases == 1, $"{path} has {cases} scaling cases");
        }
    }

    [Theory]
    [MemberData(nameof(GrowingNames))]
    public void Gas_grows_with_the_input_as_the_price_says(string path)
    {
        long growth = GasOf(Growing[path], Large) - GasOf(Growing[path], Small);
        var cost = Array.Find(BuiltinCosts.All, cost => string.Equals(cost.Name, path, StringComparison.Ordinal));
        long least = cost is null ? (Large - Small) * BytecodeStepMin : cost.For(Large) - cost.For(Small);
        Assert.InRange(growth, Math.Max(1, least), (long)(Large - Small) * StepMax);
    }

    [Theory]
    [MemberData(nameof(ConstantNames))]
    public void Gas_is_the_same_for_any_input(string path) =>
        Assert.Equal(GasOf(Constant[path], Small), GasOf(Constant[path], Large));

    [Theory]
    [MemberData(nameof(RefusingNames))]
    public void Refusing_costs_the_making_of_an_error(string path)
    {
        var machine = new Machine(new MachineOptions { GasLimit = 100_000 });
        var result = machine.Call(Value.Of(RealmWalk.Functions(Realm.Shared)[path]), Value.Undefined);
        Assert.Equal(RunStatus.Thrown, result.Status);
        Assert.InRange(result.GasUsed, 1_000, 2_000);
    }

    private static long GasOf(string expression, int n)
    {
        var machine = new Machine(new MachineOptions { GasLimit = 100_000_000 });
        var compiled = ScriptCompiler.Compile(ScalingCases.Script(expression, n), CompileOptions.Script);
        Assert.True(compiled.IsOk, compiled.Error?.ToString());
        var made = machine.Run(compiled.Unit!);
        Assert.True(made.Status == RunStatus.Completed, $"{made.Status} {made.Error}");
        var call = ((JsArray)made.Value.AsObject).Span;
        long before = machine.Meter.GasUsed;
        var result = machine.Call(call[0], call[1], call[2..]);
        Assert.True(result.Status == RunStatus.Completed, $"{result.Status} {result.Error}");
        return machine.Meter.GasUsed - before;
    }
}
