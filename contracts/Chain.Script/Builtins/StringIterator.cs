using Chain.Script.Execution;
using Chain.Script.Metering;
using Chain.Script.Values;

namespace Chain.Script.Builtins;

/// <summary>A walk through a string by code points; a lone surrogate is a step of its own.</summary>
internal sealed class StringIterator : BuiltinIterator
{
    private readonly string text;
    private int at;

    private StringIterator(Shape shape, string text)
        : base(shape) => this.text = text;

    /// <inheritdoc/>
    internal override Intrinsic Next => Intrinsic.StringIteratorNext;

    /// <summary>Fills <c>%StringIteratorPrototype%</c>.</summary>
    internal static void Install(RealmBuilder realm)
    {
        IntrinsicBuilder prototype = realm.Fill(Intrinsic.StringIteratorPrototype, "%StringIteratorPrototype%");
        realm.Add(Intrinsic.StringIteratorNext, prototype.Method(StringCosts.IteratorNext, 0, NextCode).AsObject);
        prototype.Tag("String Iterator");
    }

    /// <summary>A walk through a flat text.</summary>
    internal static Value Over(Machine machine, string text)
    {
        machine.Meter.Allocate(MemoryCosts.Object + 32);
        return Value.Of(new StringIterator(machine.RootShape(machine.Realm.Get(Intrinsic.StringIteratorPrototype)), text));
    }

    /// <inheritdoc/>
    internal override bool Step(Machine machine, out Value value)
    {
        value = Value.Undefined;
        if (at >= text.Length)
        {
            at = int.MaxValue;
            return false;
        }
        int units = StringText.CodePointAt(text, at).Units;
        if (units == 1)
        {
            value = StringText.Unit(machine, text[at]);
        }
        else
        {
            machine.Meter.Allocate(MemoryCosts.OfString(units));
            value = Value.Of(JsString.Of(text.Substring(at, units)));
        }
        at += units;
        return true;
    }

    private static Value NextCode(Machine machine, in Arguments args) => StepOf<StringIterator>(machine, args);
}
