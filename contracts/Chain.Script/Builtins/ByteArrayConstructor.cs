using Chain.Script.Execution;
using Chain.Script.Metering;
using Chain.Script.Numbers;
using Chain.Script.Values;

namespace Chain.Script.Builtins;

/// <summary>Uint8Array, and the abstract constructor that it inherits from. There are no other typed arrays.</summary>
internal static class ByteArrayConstructor
{
    /// <summary>Installs both constructors.</summary>
    internal static void Install(RealmBuilder realm)
    {
        realm.Constructor(Intrinsic.TypedArrayConstructor, Intrinsic.TypedArrayPrototype, "TypedArray", 0, Refuse, ByteArrayCosts.Abstract.Base, isGlobal: false);
        IntrinsicBuilder constructor = realm.Constructor(
            Intrinsic.Uint8ArrayConstructor, Intrinsic.Uint8ArrayPrototype, "Uint8Array", 3, Construct, ByteArrayCosts.Constructor.Base,
            Intrinsic.TypedArrayConstructor);
        constructor.Method(ByteArrayCosts.FromHex, 1, FromHex);
        constructor.Value("BYTES_PER_ELEMENT", Value.Number(1));
        IntrinsicBuilder prototype = realm.Fill(Intrinsic.Uint8ArrayPrototype, "Uint8Array.prototype");
        prototype.Value("BYTES_PER_ELEMENT", Value.Number(1));
        prototype.Method(ByteArrayCosts.ToHex, 0, ToHex);
        ByteArrayReads.Install(realm);
        ByteArrayEdits.Install(realm);
    }

    /// <summary>A new array of so many bytes; RangeError when there are too many.</summary>
    internal static ByteArray OfLength(Machine machine, double length, JsObject? prototype = null)
    {
        if (length > ByteArray.LengthMax)
            throw machine.ThrowRange(TextMessages.ByteArrayLength);
        ByteArrayCosts.Constructor.Charge(machine, (long)length);
        return ByteArray.Create(machine, (int)length, prototype);
    }

    private static Value Refuse(Machine machine, in Arguments args) => throw machine.ThrowType(TextMessages.ByteArrayAbstract);

    private static Value Construct(Machine machine, in Arguments args)
    {
        if (args.NewTarget is not JsObject target)
            throw machine.ThrowType(TextMessages.ByteArrayNew);
        Value source = args[0];
        if (!source.IsObject)
        {
            double length = Conversions.ToIndex(machine, source);
            return Value.Of(OfLength(machine, length, Operations.PrototypeFrom(machine, target, Intrinsic.Uint8ArrayPrototype)));
        }
        JsObject prototype = Operations.PrototypeFrom(machine, target, Intrinsic.Uint8ArrayPrototype);
        if (source.AsObject is ByteArray bytes)
        {
            ByteArray copy = OfLength(machine, bytes.Length, prototype);
            bytes.Span.CopyTo(copy.Bytes);
            return Value.Of(copy);
        }
        Value method = Operations.GetMethod(machine, source, WellKnown.Iterator);
        return Value.Of(method.IsUndefined
            ? OfArrayLike(machine, source.AsObject, prototype)
            : OfItems(machine, Items(machine, source, method), prototype));
    }

    private static ByteArray OfArrayLike(Machine machine, JsObject source, JsObject prototype)
    {
        double length = Operations.LengthOfArrayLike(machine, source);
        ByteArray made = OfLength(machine, length, prototype);
        for (int index = 0; index < made.Length; index++)
        {
            ByteArrayCosts.ConstructorItem.Charge(machine, 1);
            Value item = source.Get(machine, PropertyKey.FromIndex((uint)index));
            made.Bytes[index] = NumberBits.ToUint8(Conversions.ToNumber(machine, item));
        }
        return made;
    }

    private static ByteArray OfItems(Machine machine, ReadOnlySpan<Value> items, JsObject prototype)
    {
        ByteArray made = OfLength(machine, items.Length, prototype);
        ByteArrayCosts.ConstructorItem.Charge(machine, items.Length);
        for (int index = 0; index < items.Length; index++)
            made.Bytes[index] = NumberBits.ToUint8(Conversions.ToNumber(machine, items[index]));
        return made;
    }

    /// <summary>All that an iterable gives, before the first is converted. A plain array is copied without walking.</summary>
    private static ReadOnlySpan<Value> Items(Machine machine, Value source, Value method)
    {
        if (source.AsObject is JsArray array && IsPlainWalk(machine, method))
        {
            machine.Meter.Allocate(MemoryCosts.OfSlots(array.Count));
            return array.Span.ToArray();
        }
        var items = new List<Value>();
        IteratorRecord walk = Operations.IteratorOpen(machine, source, method);
        while (Operations.IteratorStep(machine, walk, out Value item))
        {
            machine.Meter.Allocate(2 * MemoryCosts.Slot);
            items.Add(item);
        }
        return items.ToArray();
    }

    private static bool IsPlainWalk(Machine machine, Value method) =>
        ReferenceEquals(method.Ref, machine.Realm.Get(Intrinsic.ArrayValues))
        && ReferenceEquals(
            machine.Realm.Get(Intrinsic.ArrayIteratorPrototype).Get(machine, WellKnown.Next).Ref, machine.Realm.Get(Intrinsic.ArrayIteratorNext));

    private static Value FromHex(Machine machine, in Arguments args)
    {
        if (!args[0].IsString)
            throw machine.ThrowType(TextMessages.StringReceiver);
        string text = args[0].AsString.Flat(machine.Meter);
        ByteArrayCosts.FromHex.Charge(machine, text.Length);
        if (text.Length % 2 != 0)
            throw machine.ThrowSyntax(TextMessages.ByteArrayHex);
        ByteArray made = OfLength(machine, text.Length / 2);
        for (int index = 0; index < made.Length; index++)
        {
            int high = NumberReader.DigitOf(text[2 * index]);
            int low = NumberReader.DigitOf(text[(2 * index) + 1]);
            if (high > 15 || low > 15)
                throw machine.ThrowSyntax(TextMessages.ByteArrayHex);
            made.Bytes[index] = (byte)((high << 4) | low);
        }
        return Value.Of(made);
    }

    private static Value ToHex(Machine machine, in Arguments args)
    {
        ByteArray bytes = ByteArrayReads.This(machine, args);
        ByteArrayCosts.ToHex.Charge(machine, bytes.Length);
        if (bytes.Length > JsString.LengthMax / 2)
            throw machine.ThrowRange(Errors.Messages.StringTooLong);
        machine.Meter.Allocate(MemoryCosts.OfString(2 * bytes.Length));
        return Value.Of(JsString.Of(Convert.ToHexStringLower(bytes.Span)));
    }
}
