using System.Numerics;
using Chain.Script.Builtins;
using Chain.Script.Errors;
using Chain.Script.Execution;
using Chain.Script.Metering;
using Chain.Script.Numbers;
using Chain.Script.Values;
using FsCheck;
using FsCheck.Fluent;

namespace Chain.Script.Tests.Builtins;

/// <summary>The operators of bigints as the machine calls them: their values, their caps, and that the price is taken before the work.</summary>
public sealed class BigIntsTests
{
    private delegate Value Operator(Machine machine, BigInteger a, BigInteger b);

    [Fact]
    public void Operators_compute_what_they_are_named_after() => Prop.ForAll<BigInteger, BigInteger>((a, b) =>
    {
        Machine machine = NewMachine();
        a = BigInteger.Pow(a, 5) - b;
        return BigInts.Add(machine, a, b).AsBigInt == a + b
            && BigInts.Subtract(machine, a, b).AsBigInt == a - b
            && BigInts.Multiply(machine, a, b).AsBigInt == a * b
            && BigInts.And(machine, a, b).AsBigInt == (a & b)
            && BigInts.Or(machine, a, b).AsBigInt == (a | b)
            && BigInts.Xor(machine, a, b).AsBigInt == (a ^ b)
            && BigInts.Not(machine, a).AsBigInt == -a - 1
            && BigInts.Negate(machine, a).AsBigInt == -a
            && (b.IsZero || (BigInts.Divide(machine, a, b).AsBigInt * b) + BigInts.Remainder(machine, a, b).AsBigInt == a);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Wrapping_to_a_width_agrees_with_arithmetic() => Prop.ForAll<BigInteger, byte>((value, bits) =>
    {
        Machine machine = NewMachine();
        BigInteger modulus = BigInteger.One << bits;
        BigInteger low = ((value % modulus) + modulus) % modulus;
        BigInteger signed = bits > 0 && low >= modulus / 2 ? low - modulus : low;
        return BigInts.AsUnsigned(machine, bits, value).AsBigInt == low && BigInts.AsSigned(machine, bits, value).AsBigInt == signed;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_largest_magnitude_is_reached_and_not_passed()
    {
        BigInteger largest = (BigInteger.One << ScriptLimits.BigIntBitsMax) - 1;
        Machine machine = NewMachine();
        Assert.Equal(largest, BigInts.Add(machine, largest - 1, 1).AsBigInt);
        Assert.Equal(-largest, BigInts.Negate(machine, largest).AsBigInt);
        Assert.Throws<ScriptThrow>(() => BigInts.Add(machine, largest, 1));
        Assert.Throws<ScriptThrow>(() => BigInts.Not(machine, largest));
        Assert.Equal(BigInteger.One << (ScriptLimits.BigIntBitsMax - 1), BigInts.ShiftLeft(machine, 1, ScriptLimits.BigIntBitsMax - 1).AsBigInt);
        Assert.Throws<ScriptThrow>(() => BigInts.ShiftLeft(machine, 1, ScriptLimits.BigIntBitsMax));
        Assert.Equal(BigInteger.Pow(3, 20_674), BigInts.Power(machine, 3, 20_674).AsBigInt);
        Assert.Throws<ScriptThrow>(() => BigInts.Power(machine, 3, 20_675));
    }

    [Fact]
    public void What_passes_the_cap_by_far_costs_no_more_than_an_error()
    {
        BigInteger large = BigInteger.One << 30_000;
        foreach (Action<Machine> refused in new Action<Machine>[]
        {
            machine => BigInts.Power(machine, 11, 711_111_111),
            machine => BigInts.Power(machine, 3, large),
            machine => BigInts.ShiftLeft(machine, 1, 10_000_000),
            machine => BigInts.ShiftLeft(machine, 1, large),
            machine => BigInts.Multiply(machine, large, large),
            machine => BigInts.AsUnsigned(machine, 9007199254740991, -1),
        })
        {
            Machine machine = NewMachine();
            Assert.Throws<ScriptThrow>(() => refused(machine));
            Assert.InRange(machine.Meter.GasUsed, 1, 3_000);
        }
    }

    [Fact]
    public void The_price_is_taken_before_the_work_and_grows_with_the_limbs()
    {
        foreach ((Operator run, double power) in new (Operator, double)[] { (BigInts.Add, 1), (BigInts.Xor, 1), (BigInts.Multiply, 2), (BigInts.Divide, 2) })
        {
            long small = Gas(run, 64);
            long large = Gas(run, 256);
            Assert.True(large > small * Math.Pow(4, power) * 0.4, $"{run.Method.Name}: {small}, {large}");
        }
    }

    [Fact]
    public void Without_gas_there_is_no_result()
    {
        BigInteger large = (BigInteger.One << 16_000) - 1;
        var machine = new Machine(new MachineOptions { GasLimit = 1_000 });
        Assert.Throws<Halt>(() => BigInts.Multiply(machine, large, large));
        Assert.Equal(1_000, machine.Meter.GasUsed);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(16)]
    [InlineData(3)]
    public void The_text_of_four_times_the_limbs_costs_at_least_four_times_as_much(int radix) =>
        Assert.True(BigIntGas.ToText(1024, radix) >= 3.9 * BigIntGas.ToText(256, radix));

    private static long Gas(Operator run, int limbs)
    {
        Machine machine = NewMachine();
        run(machine, (BigInteger.One << (limbs * 32)) - 1, (BigInteger.One << (limbs * 16)) - 1);
        return machine.Meter.GasUsed;
    }

    private static Machine NewMachine() => new(new MachineOptions { GasLimit = 1_000_000_000 });
}
