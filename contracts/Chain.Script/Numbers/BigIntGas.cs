using System.Numerics;

namespace Chain.Script.Numbers;

/// <summary>
/// What the operations on bigints cost, by counted limbs of 32 bits; a formula bounds the work of the plainest algorithm, so a better one
/// in the runtime changes nothing. Everything is charged before the work, and results that might pass the cap are refused before it.
/// </summary>
public static class BigIntGas
{
    /// <summary>What every operation costs besides.</summary>
    public const int Base = 12;

    /// <summary>The limbs of a magnitude, at least one.</summary>
    public static long Limbs(BigInteger value) => ((long)value.GetBitLength() / 32) + 1;

    private const int MultiplyDivisor = 10;
    private const int DivideDivisor = 16;
    private const int PowerDivisor = 20;
    private const int DecimalDivisor = 3;
    private const int ReadDivisor = 6;

    /// <summary>The constants of the formulas, for the canonical text of the gas schedule.</summary>
    internal static readonly (string Name, int Value)[] All =
    [
        (nameof(Base), Base), (nameof(MultiplyDivisor), MultiplyDivisor), (nameof(DivideDivisor), DivideDivisor), (nameof(PowerDivisor), PowerDivisor),
        (nameof(DecimalDivisor), DecimalDivisor), (nameof(ReadDivisor), ReadDivisor),
    ];

    /// <summary>Addition, subtraction, negation, comparison and shifts.</summary>
    public static long Linear(long limbs) => Base + (limbs / 4);

    /// <summary><c>and</c>, <c>or</c>, <c>xor</c>, <c>not</c>: both sides are brought into two's complement first.</summary>
    public static long Bitwise(long limbs) => Base + limbs;

    /// <summary>Multiplication.</summary>
    public static long Multiply(long left, long right) => Base + ((left + right) / 4) + (left * right / MultiplyDivisor);

    /// <summary>Division and remainder.</summary>
    public static long Divide(long dividend, long divisor) =>
        Base + (dividend * 2) + (Math.Max(0, dividend - divisor + 1) * divisor / DivideDivisor);

    /// <summary>A power with a result of so many limbs: the last squarings are nearly all of it.</summary>
    public static long Power(long resultLimbs) => Base + 60 + (resultLimbs * resultLimbs / PowerDivisor);

    /// <summary>The text in a radix.</summary>
    public static long ToText(long limbs, int radix) => Base + 20 + (limbs * 6)
        + (radix == 10 ? limbs * limbs / DecimalDivisor : BitOperations.IsPow2(radix) ? 0 : limbs * limbs);

    /// <summary>Reading a text of so many units; what is longer than any value within the cap is refused after one look at each.</summary>
    public static long FromText(long units)
    {
        if (units > ScriptLimits.BigIntBitsMax + 64)
            return units / 2;
        long limbs = Math.Min(units / 9, ScriptLimits.BigIntBitsMax / 32);
        return 20 + units + (limbs * 8) + (limbs * limbs / ReadDivisor);
    }
}
