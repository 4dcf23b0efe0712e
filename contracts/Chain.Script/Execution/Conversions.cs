using System.Numerics;
using Chain.Script.Errors;
using Chain.Script.Metering;
using Chain.Script.Numbers;
using Chain.Script.Values;

namespace Chain.Script.Execution;

/// <summary>The type conversions of the specification (chapter 7.1). Those of objects call script, counted as native re-entry.</summary>
public static class Conversions
{
    private static readonly JsString DefaultHint = JsString.Constant("default");
    private static readonly JsString NumberHint = JsString.Constant("number");
    private static readonly JsString StringHint = JsString.Constant("string");
    private static readonly JsString UndefinedText = JsString.Constant("undefined");
    private static readonly JsString NullText = JsString.Constant("null");
    private static readonly JsString TrueText = JsString.Constant("true");
    private static readonly JsString FalseText = JsString.Constant("false");
    private static readonly JsString NaNText = JsString.Constant("NaN");

    /// <summary>ToBoolean.</summary>
    public static bool ToBoolean(Value value) => value.Kind switch
    {
        ValueKind.Number => value.Num != 0 && !double.IsNaN(value.Num),
        ValueKind.Boolean => value.IsTrue,
        ValueKind.String => value.AsString.Length != 0,
        ValueKind.BigInt => !value.AsBigInt.IsZero,
        ValueKind.Symbol or ValueKind.Object => true,
        _ => false,
    };

    /// <summary>ToPrimitive.</summary>
    public static Value ToPrimitive(Machine machine, Value value, PrimitiveHint hint = PrimitiveHint.Default)
    {
        if (!value.IsObject)
            return value;
        var target = value.AsObject;
        var exotic = target.Get(machine, WellKnown.ToPrimitive);
        if (!exotic.IsNullish)
        {
            if (!exotic.IsCallable)
                throw machine.ThrowType(Messages.NotCallable);
            var name = hint switch { PrimitiveHint.Number => NumberHint, PrimitiveHint.String => StringHint, _ => DefaultHint };
            var made = machine.CallFunction(exotic, value, [Value.Of(name)]);
            return made.IsObject ? throw machine.ThrowType(Messages.NotPrimitive) : made;
        }
        var (first, second) = hint == PrimitiveHint.String ? (WellKnown.ToStringName, WellKnown.ValueOf) : (WellKnown.ValueOf, WellKnown.ToStringName);
        if (TryMethod(machine, target, first, out var result) || TryMethod(machine, target, second, out result))
            return result;
        throw machine.ThrowType(Messages.NotPrimitive);
    }

    /// <summary>ToNumber.</summary>
    public static double ToNumber(Machine machine, Value value)
    {
        switch (value.Kind)
        {
            case ValueKind.Number:
                return value.Num;
            case ValueKind.Null:
                return 0;
            case ValueKind.Boolean:
                return value.IsTrue ? 1 : 0;
            case ValueKind.String:
                var text = value.AsString;
                machine.Meter.Charge(NumberReader.GasOf(text.Length));
                return NumberReader.ToNumber(text.Flat(machine.Meter));
            case ValueKind.Symbol:
                throw machine.ThrowType(Messages.SymbolToNumber);
            case ValueKind.BigInt:
                throw machine.ThrowType(Messages.BigIntUnaryPlus);
            case ValueKind.Object:
                return ToNumber(machine, ToPrimitive(machine, value, PrimitiveHint.Number));
            default:
                return double.NaN;
        }
    }

    /// <summary>ToNumeric: a number or a bigint.</summary>
    public static Value ToNumeric(Machine machine, Value value)
    {
        var primitive = ToPrimitive(machine, value, PrimitiveHint.Number);
        return primitive.IsBigInt ? primitive : Value.Number(ToNumber(machine, primitive));
    }

    /// <summary>ToString.</summary>
    public static JsString ToString(Machine machine, Value value)
    {
        switch (value.Kind)
        {
            case ValueKind.String:
                return value.AsString;
            case ValueKind.Number:
                return NumberToString(machine, value.Num);
            case ValueKind.Undefined:
                return UndefinedText;
            case ValueKind.Null:
                return NullText;
            case ValueKind.Boolean:
                return value.IsTrue ? TrueText : FalseText;
            case ValueKind.BigInt:
                return BigIntToString(machine, value.AsBigInt);
            case ValueKind.Symbol:
                throw machine.ThrowType(Messages.SymbolToString);
            case ValueKind.Object:
                return ToString(machine, ToPrimitive(machine, value, PrimitiveHint.String));
            default:
                throw Invariant.Unreachable();
        }
    }

    /// <summary>Number::toString with radix 10.</summary>
    public static JsString NumberToString(Machine machine, double number)
    {
        if (double.IsNaN(number))
            return NaNText;
        int digit = (int)number;
        if (digit == number && (uint)digit < 10)
            return JsString.OfUnit((char)('0' + digit));
        machine.Meter.Charge(CoreGas.NumberToText);
        return JsString.Create(machine.Meter, NumberText.Of(number));
    }

    /// <summary>ToPropertyKey. A fraction or a long text is charged by the unit.</summary>
    public static PropertyKey ToPropertyKey(Machine machine, Value value)
    {
        if (value.IsNumber)
        {
            uint index = (uint)value.Num;
            if (index == value.Num && index != uint.MaxValue)
                return PropertyKey.FromIndex(index);
        }
        if (value.IsObject)
            value = ToPrimitive(machine, value, PrimitiveHint.String);
        if (value.IsSymbol)
            return PropertyKey.From(value.AsSymbol);
        var text = ToString(machine, value);
        machine.Meter.Charge(CoreGas.NameOfText + (text.Length / 8));
        text.Flat(machine.Meter);
        return PropertyKey.From(text);
    }

    /// <summary>ToObject.</summary>
    public static JsObject ToObject(Machine machine, Value value)
    {
        var (prototype, objectClass) = value.Kind switch
        {
            ValueKind.Object => (default, ObjectClass.Ordinary),
            ValueKind.String => (Intrinsic.StringPrototype, ObjectClass.String),
            ValueKind.Number => (Intrinsic.NumberPrototype, ObjectClass.Number),
            ValueKind.Boolean => (Intrinsic.BooleanPrototype, ObjectClass.Boolean),
            ValueKind.Symbol => (Intrinsic.SymbolPrototype, ObjectClass.Symbol),
            ValueKind.BigInt => (Intrinsic.BigIntPrototype, ObjectClass.BigInt),
            _ => throw machine.ThrowType(Messages.NullishToObject),
        };
        if (value.IsObject)
            return value.AsObject;
        machine.Meter.Allocate(MemoryCosts.Object);
        return new PrimitiveObject(machine.RootShape(prototype), objectClass, value);
    }

    /// <summary>ToIntegerOrInfinity.</summary>
    public static double ToIntegerOrInfinity(Machine machine, Value value) => NumberBits.ToIntegerOrInfinity(ToNumber(machine, value));

    /// <summary>ToLength: an integer from 0 to 2⁵³−1.</summary>
    public static double ToLength(Machine machine, Value value)
    {
        double length = ToIntegerOrInfinity(machine, value);
        return length <= 0 ? 0 : Math.Min(length, 9_007_199_254_740_991);
    }

    /// <summary>ToIndex: an integer from 0 to 2⁵³−1; RangeError otherwise.</summary>
    public static double ToIndex(Machine machine, Value value)
    {
        double index = ToIntegerOrInfinity(machine, value);
        return index is < 0 or > 9_007_199_254_740_991 ? throw machine.ThrowRange(Messages.InvalidIndex) : index;
    }

    /// <summary>ToInt32.</summary>
    public static int ToInt32(Machine machine, Value value) => NumberBits.ToInt32(ToNumber(machine, value));

    /// <summary>ToUint32.</summary>
    public static uint ToUint32(Machine machine, Value value) => NumberBits.ToUint32(ToNumber(machine, value));

    /// <summary>ToBigInt.</summary>
    public static BigInteger ToBigInt(Machine machine, Value value)
    {
        var primitive = ToPrimitive(machine, value, PrimitiveHint.Number);
        switch (primitive.Kind)
        {
            case ValueKind.BigInt:
                return primitive.AsBigInt;
            case ValueKind.Boolean:
                return primitive.IsTrue ? BigInteger.One : BigInteger.Zero;
            case ValueKind.String:
                return TextToBigInt(machine, primitive.AsString) ?? throw machine.ThrowSyntax(Messages.BigIntText);
            default:
                throw machine.ThrowType(Messages.BigIntFrom);
        }
    }

    /// <summary>StringToBigInt; null when the text is none. Charged by the square of its length, as the reading needs it.</summary>
    internal static BigInteger? TextToBigInt(Machine machine, JsString text)
    {
        machine.Meter.Charge(BigIntGas.FromText(text.Length));
        return BigIntText.Parse(text.Flat(machine.Meter), out var value) switch
        {
            BigIntParse.Done => value,
            BigIntParse.TooLarge => throw machine.ThrowRange(Messages.BigIntTooLarge),
            _ => null,
        };
    }

    private static JsString BigIntToString(Machine machine, BigInteger value)
    {
        machine.Meter.Charge(BigIntGas.ToText(BigIntGas.Limbs(value), 10));
        return JsString.Create(machine.Meter, BigIntText.Of(value, 10));
    }

    private static bool TryMethod(Machine machine, JsObject target, PropertyKey name, out Value result)
    {
        var method = target.Get(machine, name);
        result = Value.Undefined;
        if (!method.IsCallable)
            return false;
        result = machine.CallFunction(method, Value.Of(target), []);
        return !result.IsObject;
    }
}
