using System.Numerics;
using Chain.Script.Errors;
using Chain.Script.Execution;
using Chain.Script.Metering;
using Chain.Script.Numbers;
using Chain.Script.Values;

namespace Chain.Script.Builtins;

/// <summary>
/// The operators of bigints, for the machine. Each charges by the limbs of its operands, refuses what would pass the cap with a RangeError
/// before it computes, and counts its result.
/// </summary>
internal static class BigInts
{
    private const int BitsMax = ScriptLimits.BigIntBitsMax;

    /// <summary><c>a + b</c>.</summary>
    internal static Value Add(Machine machine, BigInteger a, BigInteger b)
    {
        machine.Meter.Charge(BigIntGas.Linear(Math.Max(BigIntGas.Limbs(a), BigIntGas.Limbs(b))));
        return Make(machine, a + b);
    }

    /// <summary><c>a - b</c>.</summary>
    internal static Value Subtract(Machine machine, BigInteger a, BigInteger b)
    {
        machine.Meter.Charge(BigIntGas.Linear(Math.Max(BigIntGas.Limbs(a), BigIntGas.Limbs(b))));
        return Make(machine, a - b);
    }

    /// <summary><c>a * b</c>.</summary>
    internal static Value Multiply(Machine machine, BigInteger a, BigInteger b)
    {
        // A product has the bits of both factors, or one less.
        if (Bits(a) + Bits(b) - 1 > BitsMax && !a.IsZero && !b.IsZero)
            throw machine.ThrowRange(Messages.BigIntTooLarge);
        machine.Meter.Charge(BigIntGas.Multiply(BigIntGas.Limbs(a), BigIntGas.Limbs(b)));
        return Make(machine, a * b);
    }

    /// <summary><c>a / b</c>, truncated.</summary>
    internal static Value Divide(Machine machine, BigInteger a, BigInteger b)
    {
        if (b.IsZero)
            throw machine.ThrowRange(TextMessages.BigIntDivisor);
        machine.Meter.Charge(BigIntGas.Divide(BigIntGas.Limbs(a), BigIntGas.Limbs(b)));
        return Make(machine, BigInteger.Divide(a, b));
    }

    /// <summary><c>a % b</c>, with the sign of a.</summary>
    internal static Value Remainder(Machine machine, BigInteger a, BigInteger b)
    {
        if (b.IsZero)
            throw machine.ThrowRange(TextMessages.BigIntDivisor);
        machine.Meter.Charge(BigIntGas.Divide(BigIntGas.Limbs(a), BigIntGas.Limbs(b)));
        return Make(machine, BigInteger.Remainder(a, b));
    }

    /// <summary><c>a ** b</c>.</summary>
    internal static Value Power(Machine machine, BigInteger a, BigInteger b)
    {
        if (b.Sign < 0)
            throw machine.ThrowRange(TextMessages.BigIntExponent);
        machine.Meter.Charge(BigIntGas.Base);
        if (b.IsZero)
            return Make(machine, BigInteger.One);
        if (BigInteger.Abs(a) <= BigInteger.One)
            return Make(machine, b.IsEven ? a * a : a);

        // 2^(bits−1) ≤ |a|, so the result has at least (bits − 1) · b + 1 bits.
        if (b > BitsMax || ((Bits(a) - 1) * (long)b) + 1 > BitsMax)
            throw machine.ThrowRange(Messages.BigIntTooLarge);
        machine.Meter.Charge(BigIntGas.Power((Bits(a) * (long)b / 32) + 1));
        return Make(machine, BigInteger.Pow(a, (int)b));
    }

    /// <summary><c>a &lt;&lt; b</c>; a negative b shifts to the right.</summary>
    internal static Value ShiftLeft(Machine machine, BigInteger a, BigInteger b) => b.Sign < 0 ? Right(machine, a, -b) : Left(machine, a, b);

    /// <summary><c>a &gt;&gt; b</c>, rounding down; a negative b shifts to the left.</summary>
    internal static Value ShiftRight(Machine machine, BigInteger a, BigInteger b) => b.Sign < 0 ? Left(machine, a, -b) : Right(machine, a, b);

    /// <summary><c>a &amp; b</c> in two's complement.</summary>
    internal static Value And(Machine machine, BigInteger a, BigInteger b)
    {
        ChargeBitwise(machine, a, b);
        return Make(machine, a & b);
    }

    /// <summary><c>a | b</c> in two's complement.</summary>
    internal static Value Or(Machine machine, BigInteger a, BigInteger b)
    {
        ChargeBitwise(machine, a, b);
        return Make(machine, a | b);
    }

    /// <summary><c>a ^ b</c> in two's complement.</summary>
    internal static Value Xor(Machine machine, BigInteger a, BigInteger b)
    {
        ChargeBitwise(machine, a, b);
        return Make(machine, a ^ b);
    }

    /// <summary><c>~a</c>.</summary>
    internal static Value Not(Machine machine, BigInteger a)
    {
        machine.Meter.Charge(BigIntGas.Bitwise(BigIntGas.Limbs(a)));
        return Make(machine, -a - BigInteger.One);
    }

    /// <summary><c>-a</c>.</summary>
    internal static Value Negate(Machine machine, BigInteger a)
    {
        machine.Meter.Charge(BigIntGas.Linear(BigIntGas.Limbs(a)));
        return Make(machine, -a);
    }

    /// <summary>The low bits as an unsigned integer: <c>BigInt.asUintN</c>.</summary>
    internal static Value AsUnsigned(Machine machine, double bits, BigInteger value)
    {
        machine.Meter.Charge(BigIntGas.Bitwise(BigIntGas.Limbs(value)));
        if (value.Sign >= 0 && Bits(value) <= bits)
            return Make(machine, value);
        if (bits > BitsMax)
            throw machine.ThrowRange(Messages.BigIntTooLarge);
        machine.Meter.Charge(BigIntGas.Bitwise((long)bits / 32));
        return Make(machine, value & ((BigInteger.One << (int)bits) - 1));
    }

    /// <summary>The low bits as a signed integer: <c>BigInt.asIntN</c>.</summary>
    internal static Value AsSigned(Machine machine, double bits, BigInteger value)
    {
        machine.Meter.Charge(BigIntGas.Bitwise(BigIntGas.Limbs(value)));
        if (bits == 0)
            return Make(machine, BigInteger.Zero);
        if (Bits(value) < bits)
            return Make(machine, value);
        int width = (int)bits;
        machine.Meter.Charge(2 * BigIntGas.Bitwise(width / 32));
        BigInteger low = value & ((BigInteger.One << width) - 1);
        return Make(machine, Bits(low) == width ? low - (BigInteger.One << width) : low);
    }

    /// <summary>Counts a bigint and makes it a value; RangeError beyond the cap.</summary>
    internal static Value Make(Machine machine, BigInteger value)
    {
        long bits = Bits(value);
        if (bits > BitsMax)
            throw machine.ThrowRange(Messages.BigIntTooLarge);
        machine.Meter.Allocate(MemoryCosts.BigInt + (bits / 8));
        return Value.BigInt(value);
    }

    private static Value Left(Machine machine, BigInteger a, BigInteger places)
    {
        if (a.IsZero)
            return Make(machine, a);
        if (places > BitsMax || Bits(a) + (long)places > BitsMax)
            throw machine.ThrowRange(Messages.BigIntTooLarge);
        machine.Meter.Charge(BigIntGas.Linear(BigIntGas.Limbs(a) + ((long)places / 32)));
        return Make(machine, a << (int)places);
    }

    private static Value Right(Machine machine, BigInteger a, BigInteger places)
    {
        machine.Meter.Charge(BigIntGas.Linear(BigIntGas.Limbs(a)));
        return places > BitsMax
            ? Make(machine, a.Sign < 0 ? BigInteger.MinusOne : BigInteger.Zero)
            : Make(machine, a >> (int)places);
    }

    /// <summary>The bits of the magnitude.</summary>
    private static long Bits(BigInteger value) => (long)BigInteger.Abs(value).GetBitLength();

    private static void ChargeBitwise(Machine machine, BigInteger a, BigInteger b) =>
        machine.Meter.Charge(BigIntGas.Bitwise(Math.Max(BigIntGas.Limbs(a), BigIntGas.Limbs(b))));
}
