using Chain.Script.Execution;

namespace Chain.Script.Builtins;

/// <summary>
/// What one builtin costs. <see cref="Base"/> is charged when it is called. Where its work grows with something countable, it charges
/// <see cref="PerStep"/> gas for every <see cref="StepUnits"/> units before doing that work. What it allocates is charged besides, by the
/// published sizes of values; <see cref="Memory"/> says what that is. Builtins that are JavaScript themselves have no step: their gas is
/// that of their bytecode.
/// </summary>
internal sealed class BuiltinCost
{
    /// <summary>An entry of the table; a step of 0 gas means that the work does not grow.</summary>
    internal BuiltinCost(string name, int @base, int perStep = 0, int stepUnits = 1, string unit = "", string memory = "")
    {
        Name = name;
        Base = @base;
        PerStep = perStep;
        StepUnits = stepUnits;
        Unit = unit;
        Memory = memory;
    }

    /// <summary>The path from the global object, such as <c>Array.prototype.slice</c>.</summary>
    internal string Name { get; }

    /// <summary>Gas of a call, charged by whoever calls a native function.</summary>
    internal int Base { get; }

    /// <summary>Gas of a step.</summary>
    internal int PerStep { get; }

    /// <summary>How many units make a step.</summary>
    internal int StepUnits { get; }

    /// <summary>What is counted.</summary>
    internal string Unit { get; }

    /// <summary>What is allocated, in words; empty where nothing is.</summary>
    internal string Memory { get; }

    /// <summary>The canonical line of the gas schedule.</summary>
    public override string ToString() => PerStep == 0
        ? string.Create(null, stackalloc char[128], $"{Name} {Base}")
        : string.Create(null, stackalloc char[128], $"{Name} {Base} + {PerStep}/{StepUnits} {Unit}");

    /// <summary>The gas of so many units; saturates.</summary>
    internal long For(long units)
    {
        long steps = units / StepUnits + (units % StepUnits == 0 ? 0 : 1);
        return steps > long.MaxValue / Math.Max(1, PerStep) ? long.MaxValue : steps * PerStep;
    }

    /// <summary>Charges for so many units, before the work on them.</summary>
    internal void Charge(Machine machine, long units) => machine.Meter.Charge(For(units));
}
