using System.Numerics;
using Chain.Script.Execution;
using Chain.Script.Numbers;
using Chain.Script.Values;

namespace Chain.Script.Builtins;

/// <summary>
/// Math, as far as IEEE 754 defines its functions to the last bit, and <c>pow</c>, which is the operator <c>**</c>. What the platform's
/// C library would compute is not there.
/// </summary>
internal static class MathBuiltins
{
    /// <summary>Installs Math.</summary>
    internal static void Install(RealmBuilder realm)
    {
        IntrinsicBuilder math = realm.Fill(Intrinsic.Math, "Math", Intrinsic.ObjectPrototype);
        math
            .Value("E", Value.Number(2.7182818284590452354))
            .Value("LN10", Value.Number(2.302585092994046))
            .Value("LN2", Value.Number(0.6931471805599453))
            .Value("LOG10E", Value.Number(0.4342944819032518))
            .Value("LOG2E", Value.Number(1.4426950408889634))
            .Value("PI", Value.Number(3.1415926535897932))
            .Value("SQRT1_2", Value.Number(0.7071067811865476))
            .Value("SQRT2", Value.Number(1.4142135623730951));
        math.Method(NumberCosts.Abs, 1, static (Machine machine, in Arguments args) => Value.Number(Math.Abs(Number(machine, args))));
        math.Method(NumberCosts.Ceil, 1, static (Machine machine, in Arguments args) => Value.Number(Math.Ceiling(Number(machine, args))));
        math.Method(NumberCosts.Clz32, 1, static (Machine machine, in Arguments args) => Value.Number(BitOperations.LeadingZeroCount(NumberBits.ToUint32(Number(machine, args)))));
        math.Method(NumberCosts.Floor, 1, static (Machine machine, in Arguments args) => Value.Number(Math.Floor(Number(machine, args))));
        math.Method(NumberCosts.Fround, 1, static (Machine machine, in Arguments args) => Value.Number((float)Number(machine, args)));
        math.Method(NumberCosts.Imul, 2, Imul);
        math.Method(NumberCosts.Max, 2, Max);
        math.Method(NumberCosts.Min, 2, Min);
        math.Method(NumberCosts.Pow, 2, Pow);
        math.Method(NumberCosts.Round, 1, static (Machine machine, in Arguments args) => Value.Number(Round(Number(machine, args))));
        math.Method(NumberCosts.Sign, 1, static (Machine machine, in Arguments args) => Value.Number(Sign(Number(machine, args))));
        math.Method(NumberCosts.Sqrt, 1, static (Machine machine, in Arguments args) => Value.Number(Math.Sqrt(Number(machine, args))));
        math.Method(NumberCosts.Trunc, 1, static (Machine machine, in Arguments args) => Value.Number(Math.Truncate(Number(machine, args))));
        math.Tag("Math");
        realm.Global("Math", Value.Of(math.Target));
    }

    /// <summary>The nearest integer, a half upwards; −0 for what lies in [−0.5, 0).</summary>
    internal static double Round(double value)
    {
        // A half is added to nothing here: 0.49999999999999994 + 0.5 is 1.
        double floor = Math.Floor(value);
        double rounded = value - floor >= 0.5 ? floor + 1 : floor;
        return rounded == 0 && double.IsNegative(value) ? -0.0 : rounded;
    }

    private static double Sign(double value) => value > 0 ? 1 : value < 0 ? -1 : value;

    private static double Number(Machine machine, in Arguments args) => Conversions.ToNumber(machine, args[0]);

    private static Value Imul(Machine machine, in Arguments args)
    {
        Value second = args[1];
        int left = Conversions.ToInt32(machine, args[0]);
        return Value.Number(unchecked(left * Conversions.ToInt32(machine, second)));
    }

    private static Value Pow(Machine machine, in Arguments args)
    {
        Value exponent = args[1];
        double x = Conversions.ToNumber(machine, args[0]);
        double y = Conversions.ToNumber(machine, exponent);
        machine.Meter.Charge(Power.GasOf(x, y));
        return Value.Number(Power.Of(x, y));
    }

    private static Value Max(Machine machine, in Arguments args)
    {
        NumberCosts.Max.Charge(machine, args.Count);
        return Value.Number(Extreme(machine, args, double.NegativeInfinity, greatest: true));
    }

    private static Value Min(Machine machine, in Arguments args)
    {
        NumberCosts.Min.Charge(machine, args.Count);
        return Value.Number(Extreme(machine, args, double.PositiveInfinity, greatest: false));
    }

    /// <summary>Every argument is converted, also after a NaN; of two zeros −0 is the smaller.</summary>
    private static double Extreme(Machine machine, in Arguments args, double start, bool greatest)
    {
        double best = start;
        ReadOnlySpan<Value> items = args.Items;
        bool plain = true;
        foreach (ref readonly Value item in items)
            plain &= item.IsNumber;

        // A conversion may call script, which may move the arguments: they are copied then.
        if (!plain)
            items = items.ToArray();
        foreach (ref readonly Value item in items)
        {
            double number = plain ? item.AsNumber : Conversions.ToNumber(machine, item);
            if (double.IsNaN(number) || double.IsNaN(best))
                best = double.NaN;
            else if (greatest ? number > best || (number == best && double.IsNegative(best)) : number < best || (number == best && double.IsNegative(number)))
                best = number;
        }
        return best;
    }
}
