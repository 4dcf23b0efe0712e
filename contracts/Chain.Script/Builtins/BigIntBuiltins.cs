using System.Numerics;
using Chain.Script.Execution;
using Chain.Script.Numbers;
using Chain.Script.Values;

namespace Chain.Script.Builtins;

/// <summary>BigInt: the function and its methods.</summary>
internal static class BigIntBuiltins
{
    /// <summary>Installs everything of bigints.</summary>
    internal static void Install(RealmBuilder realm)
    {
        IntrinsicBuilder constructor = realm.Constructor(
            Intrinsic.BigIntConstructor, Intrinsic.BigIntPrototype, "BigInt", 1, Construct, BigIntCosts.Constructor.Base);
        constructor.Method(BigIntCosts.AsIntN, 2, AsIntN);
        constructor.Method(BigIntCosts.AsUintN, 2, AsUintN);
        IntrinsicBuilder prototype = realm.Fill(Intrinsic.BigIntPrototype, "BigInt.prototype");
        prototype.Method(BigIntCosts.ToStringMethod, 0, ToStringMethod);
        prototype.Method(BigIntCosts.ValueOf, 0, static (Machine machine, in Arguments args) => This(machine, args));
        prototype.Tag("BigInt");
    }

    private static Value Construct(Machine machine, in Arguments args)
    {
        if (args.NewTarget is not null)
            throw machine.ThrowType(TextMessages.BigIntNew);
        Value primitive = Conversions.ToPrimitive(machine, args[0], PrimitiveHint.Number);
        if (!primitive.IsNumber)
            return primitive.IsBigInt ? primitive : BigInts.Make(machine, Conversions.ToBigInt(machine, primitive));
        return NumberBits.IsIntegral(primitive.AsNumber)
            ? BigInts.Make(machine, BigIntBits.FromIntegral(primitive.AsNumber))
            : throw machine.ThrowRange(TextMessages.BigIntOfFraction);
    }

    private static Value AsIntN(Machine machine, in Arguments args)
    {
        Value value = args[1];
        double bits = Conversions.ToIndex(machine, args[0]);
        return BigInts.AsSigned(machine, bits, Conversions.ToBigInt(machine, value));
    }

    private static Value AsUintN(Machine machine, in Arguments args)
    {
        Value value = args[1];
        double bits = Conversions.ToIndex(machine, args[0]);
        return BigInts.AsUnsigned(machine, bits, Conversions.ToBigInt(machine, value));
    }

    private static Value ToStringMethod(Machine machine, in Arguments args)
    {
        BigInteger value = This(machine, args).AsBigInt;
        double radix = args[0].IsUndefined ? 10 : Conversions.ToIntegerOrInfinity(machine, args[0]);
        if (!(radix >= 2 && radix <= 36))
            throw machine.ThrowRange(TextMessages.Radix);
        machine.Meter.Charge(BigIntGas.ToText(BigIntGas.Limbs(value), (int)radix));
        return Value.Of(JsString.Create(machine.Meter, BigIntText.Of(value, (int)radix)));
    }

    private static Value This(Machine machine, in Arguments args) => args.This.IsBigInt
        ? args.This
        : Wrapped.Primitive(args.This, ObjectClass.BigInt) ?? throw machine.ThrowType(TextMessages.BigIntReceiver);
}
