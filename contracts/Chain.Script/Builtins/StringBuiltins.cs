using Chain.Script.Execution;
using Chain.Script.Metering;
using Chain.Script.Values;

namespace Chain.Script.Builtins;

/// <summary>The constructor String and its own methods, and what does not look inside: <c>toString</c>, <c>valueOf</c>, the iterator.</summary>
internal static class StringBuiltins
{
    private static readonly PropertyKey RawKey = PropertyKey.From("raw");
    private static readonly JsString SymbolOpen = JsString.Constant("Symbol(");
    private static readonly JsString SymbolClose = JsString.Constant(")");

    /// <summary>Installs everything of strings.</summary>
    internal static void Install(RealmBuilder realm)
    {
        IntrinsicBuilder constructor = realm.Constructor(
            Intrinsic.StringConstructor, Intrinsic.StringPrototype, "String", 1, Construct, StringCosts.Constructor.Base);
        constructor.Method(StringCosts.FromCharCode, 1, FromCharCode);
        constructor.Method(StringCosts.FromCodePoint, 1, FromCodePoint);
        constructor.Method(StringCosts.Raw, 1, Raw);
        IntrinsicBuilder prototype = realm.Fill(Intrinsic.StringPrototype, "String.prototype");
        prototype.Method(StringCosts.ToStringMethod, 0, ToStringMethod);
        prototype.Method(StringCosts.ValueOf, 0, ToStringMethod);
        prototype.Method(StringCosts.Iterator, 0, Iterate);
        StringReads.Install(prototype);
        StringEdits.Install(prototype);
        StringSplit.Install(prototype);
        StringIterator.Install(realm);
    }

    private static Value Construct(Machine machine, in Arguments args)
    {
        if (args.NewTarget is null && args[0].IsSymbol)
            return Value.Of(Described(machine, args[0].AsSymbol));
        JsString text = args.Count == 0 ? JsString.Empty : Conversions.ToString(machine, args[0]);
        return args.NewTarget is JsObject target ? Wrapped.Of(machine, target, Intrinsic.StringPrototype, ObjectClass.String, Value.Of(text)) : Value.Of(text);
    }

    /// <summary>SymbolDescriptiveString.</summary>
    private static JsString Described(Machine machine, JsSymbol symbol)
    {
        JsString open = Operations.Concat(machine, SymbolOpen, symbol.Description ?? JsString.Empty);
        return Operations.Concat(machine, open, SymbolClose);
    }

    private static Value ToStringMethod(Machine machine, in Arguments args) => args.This.IsString
        ? args.This
        : Wrapped.Primitive(args.This, ObjectClass.String) ?? throw machine.ThrowType(TextMessages.StringReceiver);

    private static Value Iterate(Machine machine, in Arguments args) => StringIterator.Over(machine, StringText.Flat(machine, args));

    private static Value FromCharCode(Machine machine, in Arguments args)
    {
        StringCosts.FromCharCode.Charge(machine, args.Count);
        if (args.Count == 1)
            return StringText.Unit(machine, (char)Conversions.ToUint32(machine, args[0]));
        machine.Meter.Allocate(MemoryCosts.OfString(args.Count));
        char[] units = new char[args.Count];
        Value[] items = args.Items.ToArray();
        for (int at = 0; at < units.Length; at++)
            units[at] = (char)Conversions.ToUint32(machine, items[at]);
        return Value.Of(JsString.Of(new string(units)));
    }

    private static Value FromCodePoint(Machine machine, in Arguments args)
    {
        StringCosts.FromCodePoint.Charge(machine, args.Count);
        Value[] items = args.Items.ToArray();
        var result = new TextBuilder(machine);
        foreach (Value item in items)
        {
            double number = Conversions.ToNumber(machine, item);
            if (!(number >= 0 && number <= 0x10FFFF && Math.Floor(number) == number))
                throw machine.ThrowRange(TextMessages.CodePoint);
            int codePoint = (int)number;
            if (codePoint < 0x10000)
            {
                result.Add((char)codePoint);
                continue;
            }
            result.Add((char)(0xD800 + ((codePoint - 0x10000) >> 10)));
            result.Add((char)(0xDC00 + ((codePoint - 0x10000) & 0x3FF)));
        }
        return result.Finish();
    }

    private static Value Raw(Machine machine, in Arguments args)
    {
        Value[] substitutions = args.Items.ToArray();
        JsObject cooked = Conversions.ToObject(machine, args[0]);
        JsObject literals = Conversions.ToObject(machine, cooked.Get(machine, RawKey));
        double count = Operations.LengthOfArrayLike(machine, literals);
        JsString text = JsString.Empty;
        for (double index = 0; index < count; index++)
        {
            StringCosts.Raw.Charge(machine, 1);
            Value literal = literals.Get(machine, ArrayLike.Key(machine, index));
            text = Operations.Concat(machine, text, Conversions.ToString(machine, literal));
            if (index + 1 < count && index + 1 < substitutions.Length)
                text = Operations.Concat(machine, text, Conversions.ToString(machine, substitutions[(int)index + 1]));
        }
        return Value.Of(text);
    }
}
