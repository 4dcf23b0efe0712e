using System.Numerics;
using Chain.Script.Execution;
using Chain.Script.Numbers;
using Chain.Script.Values;

namespace Chain.Script.Builtins;

/// <summary>Number, and the global functions that read or judge numbers.</summary>
internal static class NumberBuiltins
{
    private const double FixedMax = 1e21;

    /// <summary>Installs everything of numbers.</summary>
    internal static void Install(RealmBuilder realm)
    {
        NativeFunction parseFloat = realm.Function("parseFloat", 1, ParseFloat, NumberCosts.ParseFloat.Base);
        NativeFunction parseInt = realm.Function("parseInt", 2, ParseInt, NumberCosts.ParseInt.Base);
        InstallConstructor(realm.Constructor(
            Intrinsic.NumberConstructor, Intrinsic.NumberPrototype, "Number", 1, Construct, NumberCosts.Constructor.Base), parseFloat, parseInt);
        IntrinsicBuilder prototype = realm.Fill(Intrinsic.NumberPrototype, "Number.prototype");
        prototype.Method(NumberCosts.ToExponential, 1, ToExponential);
        prototype.Method(NumberCosts.ToFixed, 1, ToFixed);
        prototype.Method(NumberCosts.ToPrecision, 1, ToPrecision);
        prototype.Method(NumberCosts.ToStringMethod, 1, ToStringMethod);
        prototype.Method(NumberCosts.ValueOf, 0, ValueOf);
        realm.Global("parseFloat", Value.Of(parseFloat));
        realm.Global("parseInt", Value.Of(parseInt));
        realm.Global("isFinite", Value.Of(realm.Function("isFinite", 1, IsFinite, NumberCosts.GlobalIsFinite.Base)));
        realm.Global("isNaN", Value.Of(realm.Function("isNaN", 1, IsNaN, NumberCosts.GlobalIsNaN.Base)));
    }

    private static void InstallConstructor(IntrinsicBuilder constructor, NativeFunction parseFloat, NativeFunction parseInt)
    {
        constructor.Method(NumberCosts.IsFinite, 1, static (Machine _, in Arguments args) => Value.Boolean(args[0].IsNumber && double.IsFinite(args[0].AsNumber)));
        constructor.Method(NumberCosts.IsInteger, 1, static (Machine _, in Arguments args) => Value.Boolean(args[0].IsNumber && NumberBits.IsIntegral(args[0].AsNumber)));
        constructor.Method(NumberCosts.IsNaN, 1, static (Machine _, in Arguments args) => Value.Boolean(args[0].IsNumber && double.IsNaN(args[0].AsNumber)));
        constructor.Method(NumberCosts.IsSafeInteger, 1, IsSafeInteger);
        constructor
            .Value("parseFloat", Value.Of(parseFloat), PropertyFlags.Hidden)
            .Value("parseInt", Value.Of(parseInt), PropertyFlags.Hidden)
            .Value("EPSILON", Value.Number(1.0 / (1L << 52)))
            .Value("MAX_SAFE_INTEGER", Value.Number(NumberBits.SafeIntegerMax))
            .Value("MAX_VALUE", Value.Number(double.MaxValue))
            .Value("MIN_SAFE_INTEGER", Value.Number(-NumberBits.SafeIntegerMax))
            .Value("MIN_VALUE", Value.Number(double.Epsilon))
            .Value("NaN", Value.NaN)
            .Value("NEGATIVE_INFINITY", Value.Number(double.NegativeInfinity))
            .Value("POSITIVE_INFINITY", Value.Number(double.PositiveInfinity));
    }

    private static Value Construct(Machine machine, in Arguments args)
    {
        double number = 0;
        if (args.Count > 0)
        {
            Value primitive = Conversions.ToNumeric(machine, args[0]);
            number = primitive.IsBigInt ? BigIntBits.ToNumber(primitive.AsBigInt) : primitive.AsNumber;
        }
        return args.NewTarget is JsObject target
            ? Wrapped.Of(machine, target, Intrinsic.NumberPrototype, ObjectClass.Number, Value.Number(number))
            : Value.Number(number);
    }

    private static double This(Machine machine, in Arguments args) => args.This.IsNumber
        ? args.This.AsNumber
        : (Wrapped.Primitive(args.This, ObjectClass.Number) ?? throw machine.ThrowType(TextMessages.NumberReceiver)).AsNumber;

    private static Value ValueOf(Machine machine, in Arguments args) => Value.Number(This(machine, args));

    private static Value IsSafeInteger(Machine machine, in Arguments args) =>
        Value.Boolean(args[0].IsNumber && NumberBits.IsIntegral(args[0].AsNumber) && Math.Abs(args[0].AsNumber) <= NumberBits.SafeIntegerMax);

    private static Value IsFinite(Machine machine, in Arguments args) => Value.Boolean(double.IsFinite(Conversions.ToNumber(machine, args[0])));

    private static Value IsNaN(Machine machine, in Arguments args) => Value.Boolean(double.IsNaN(Conversions.ToNumber(machine, args[0])));

    private static Value ToStringMethod(Machine machine, in Arguments args)
    {
        double value = This(machine, args);
        double radix = args[0].IsUndefined ? 10 : Conversions.ToIntegerOrInfinity(machine, args[0]);
        if (!(radix >= 2 && radix <= 36))
            throw machine.ThrowRange(TextMessages.Radix);
        if (radix == 10)
            return Text(machine, NumberText.Of(value));
        if (double.IsFinite(value) && !(NumberBits.IsIntegral(value) && Math.Abs(value) <= NumberBits.SafeIntegerMax))
            NumberCosts.ToRadix.Charge(machine, RadixWork(value, (int)radix));
        return Text(machine, RadixText.Of(value, (int)radix));
    }

    /// <summary>How many digits of how many limbs <see cref="RadixText"/> works on.</summary>
    private static long RadixWork(double value, int radix)
    {
        long limbs = (Places(value) / 32) + 4;
        long digits = ((64 - BitOperations.LeadingZeroCount(NumberBits.Decompose(value).Significand)) / BitOperations.Log2((uint)radix)) + 1;
        return limbs * (digits + 2);
    }

    private static void ChargeScale(Machine machine, double value) => machine.Meter.Charge(NumberCosts.Scale.Base + NumberCosts.Scale.For(Places(value)));

    /// <summary>How far a number lies from 1, in binary places: what decides the size of the integers that print it.</summary>
    private static long Places(double value) => Math.Abs(NumberBits.Decompose(value).Exponent) + 53;

    private static Value ToFixed(Machine machine, in Arguments args)
    {
        double value = This(machine, args);
        double digits = Conversions.ToIntegerOrInfinity(machine, args[0]);
        if (!(digits >= 0 && digits <= DecimalText.DigitsMax))
            throw machine.ThrowRange(TextMessages.FixedDigits);
        if (!(Math.Abs(value) < FixedMax))
            return Text(machine, NumberText.Of(value));
        ChargeScale(machine, value);
        return Text(machine, DecimalText.Fixed(value, (int)digits));
    }

    private static Value ToExponential(Machine machine, in Arguments args)
    {
        double value = This(machine, args);
        bool shortest = args[0].IsUndefined;
        double digits = Conversions.ToIntegerOrInfinity(machine, args[0]);
        if (!double.IsFinite(value))
            return Text(machine, NumberText.Of(value));
        if (!(digits >= 0 && digits <= DecimalText.DigitsMax))
            throw machine.ThrowRange(TextMessages.FixedDigits);
        if (!shortest)
            ChargeScale(machine, value);
        return Text(machine, DecimalText.Exponential(value, shortest ? null : (int)digits));
    }

    private static Value ToPrecision(Machine machine, in Arguments args)
    {
        double value = This(machine, args);
        if (args[0].IsUndefined)
            return Text(machine, NumberText.Of(value));
        double digits = Conversions.ToIntegerOrInfinity(machine, args[0]);
        if (!double.IsFinite(value))
            return Text(machine, NumberText.Of(value));
        if (!(digits >= 1 && digits <= DecimalText.DigitsMax))
            throw machine.ThrowRange(TextMessages.PrecisionDigits);
        ChargeScale(machine, value);
        return Text(machine, DecimalText.Precision(value, (int)digits));
    }

    /// <summary>A text of a number: at most 1,100 units, whose making the base gas covers.</summary>
    private static Value Text(Machine machine, string text) => Value.Of(JsString.Create(machine.Meter, text));

    private static Value ParseFloat(Machine machine, in Arguments args)
    {
        string text = Conversions.ToString(machine, args[0]).Flat(machine.Meter);
        ChargeReading(machine, NumberCosts.ParseFloat, text.Length, 1024);
        return Value.Number(NumberReader.ParseFloat(text));
    }

    private static Value ParseInt(Machine machine, in Arguments args)
    {
        Value radixValue = args[1];
        string text = Conversions.ToString(machine, args[0]).Flat(machine.Meter);
        int radix = Conversions.ToInt32(machine, radixValue);
        ChargeReading(machine, NumberCosts.ParseInt, text.Length, 1024);
        return Value.Number(NumberReader.ParseInt(text, radix));
    }

    private static void ChargeReading(Machine machine, BuiltinCost cost, int units, int first)
    {
        cost.Charge(machine, Math.Min(units, first));
        NumberCosts.ReadRest.Charge(machine, Math.Max(0, units - first));
    }
}
