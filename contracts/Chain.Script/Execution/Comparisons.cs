using Chain.Script.Metering;
using Chain.Script.Numbers;
using Chain.Script.Values;

namespace Chain.Script.Execution;

/// <summary>The comparisons of the specification (chapter 7.2). Strings and bigints are charged by their length when they must be read.</summary>
public static class Comparisons
{
    /// <summary>SameValue: NaN is itself, and the zeros differ.</summary>
    public static bool SameValue(Machine machine, Value a, Value b)
    {
        if (a.IsNumber && b.IsNumber)
            return BitConverter.DoubleToInt64Bits(a.Num) == BitConverter.DoubleToInt64Bits(b.Num) || (double.IsNaN(a.Num) && double.IsNaN(b.Num));
        return SameNonNumber(machine, a, b);
    }

    /// <summary>SameValueZero: NaN is itself, and the zeros are one.</summary>
    public static bool SameValueZero(Machine machine, Value a, Value b)
    {
        if (a.IsNumber && b.IsNumber)
            return a.Num == b.Num || (double.IsNaN(a.Num) && double.IsNaN(b.Num));
        return SameNonNumber(machine, a, b);
    }

    /// <summary>IsStrictlyEqual: <c>===</c>.</summary>
    public static bool StrictEquals(Machine machine, Value a, Value b)
    {
        if (a.IsNumber && b.IsNumber)
            return a.Num == b.Num;
        return SameNonNumber(machine, a, b);
    }

    /// <summary>IsLooselyEqual: <c>==</c>.</summary>
    public static bool LooseEquals(Machine machine, Value a, Value b)
    {
        while (true)
        {
            if (a.Kind == b.Kind)
                return StrictEquals(machine, a, b);
            if (a.IsNullish || b.IsNullish)
                return a.IsNullish && b.IsNullish;
            if (a.IsBoolean)
                a = Value.Number(a.IsTrue ? 1 : 0);
            else if (b.IsBoolean)
                b = Value.Number(b.IsTrue ? 1 : 0);
            else if (a.IsObject)
                a = Conversions.ToPrimitive(machine, a);
            else if (b.IsObject)
                b = Conversions.ToPrimitive(machine, b);
            else
                return LooseEqualsOfPrimitives(machine, a, b);
        }
    }

    /// <summary>
    /// IsLessThan of primitives: true, false, or null when one is NaN. Objects are converted by the caller, who knows the order.
    /// </summary>
    public static bool? LessThan(Machine machine, Value a, Value b)
    {
        if (a.IsString && b.IsString)
        {
            var left = a.AsString;
            var right = b.AsString;
            machine.Meter.Charge(Math.Min(left.Length, right.Length) / 16);
            return string.CompareOrdinal(left.Flat(machine.Meter), right.Flat(machine.Meter)) < 0;
        }
        if (a.IsBigInt && b.IsString)
            return Conversions.TextToBigInt(machine, b.AsString) is { } number ? a.AsBigInt < number : null;
        if (a.IsString && b.IsBigInt)
            return Conversions.TextToBigInt(machine, a.AsString) is { } number ? number < b.AsBigInt : null;
        a = Conversions.ToNumeric(machine, a);
        b = Conversions.ToNumeric(machine, b);
        if (a.IsNumber && b.IsNumber)
            return double.IsNaN(a.Num) || double.IsNaN(b.Num) ? null : a.Num < b.Num;
        if (a.IsBigInt && b.IsBigInt)
        {
            ChargeBigInts(machine, a, b);
            return a.AsBigInt < b.AsBigInt;
        }
        if (a.IsNumber)
            return double.IsNaN(a.Num) ? null : BigIntBits.Compare(b.AsBigInt, a.Num) > 0;
        return double.IsNaN(b.Num) ? null : BigIntBits.Compare(a.AsBigInt, b.Num) < 0;
    }

    private static bool LooseEqualsOfPrimitives(Machine machine, Value a, Value b)
    {
        if (a.IsSymbol || b.IsSymbol)
            return false;
        if (a.IsBigInt || b.IsBigInt)
        {
            var (big, other) = a.IsBigInt ? (a, b) : (b, a);
            if (other.IsString)
                return Conversions.TextToBigInt(machine, other.AsString) is { } number && number == big.AsBigInt;
            return double.IsFinite(other.Num) && BigIntBits.Compare(big.AsBigInt, other.Num) == 0;
        }
        return Conversions.ToNumber(machine, a) == Conversions.ToNumber(machine, b);
    }

    private static bool SameNonNumber(Machine machine, Value a, Value b)
    {
        if (ReferenceEquals(a.Ref, b.Ref))
            return a.Ref is not null;
        if (a.Ref is null || b.Ref is null || a.Ref.Kind != b.Ref.Kind)
            return false;
        switch (a.Ref.Kind)
        {
            case ValueKind.String:
                return JsString.Same(machine.Meter, a.AsString, b.AsString);
            case ValueKind.BigInt:
                ChargeBigInts(machine, a, b);
                return a.AsBigInt == b.AsBigInt;
            default:
                return false;
        }
    }

    private static void ChargeBigInts(Machine machine, Value a, Value b) =>
        machine.Meter.Charge(CoreGas.BigIntCompare + (Math.Min(a.AsBigInt.GetBitLength(), b.AsBigInt.GetBitLength()) / CoreGas.BigIntCompareBits));
}
