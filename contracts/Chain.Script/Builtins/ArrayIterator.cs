using Chain.Script.Execution;
using Chain.Script.Values;

namespace Chain.Script.Builtins;

/// <summary>What <c>keys</c>, <c>values</c> and <c>entries</c> of arrays (and byte arrays) give: a walk that looks at the length at every step.</summary>
internal sealed class ArrayIterator : BuiltinIterator
{
    private readonly IterationKind kind;
    private JsObject? source;
    private double at;

    private ArrayIterator(Shape shape, JsObject source, IterationKind kind)
        : base(shape)
    {
        this.source = source;
        this.kind = kind;
    }

    /// <inheritdoc/>
    internal override Intrinsic Next => Intrinsic.ArrayIteratorNext;

    /// <summary>A walk through an object that has a length.</summary>
    internal static Value Over(Machine machine, JsObject source, IterationKind kind)
    {
        machine.Meter.Allocate(Metering.MemoryCosts.Object + 32);
        return Value.Of(new ArrayIterator(machine.RootShape(Intrinsic.ArrayIteratorPrototype), source, kind));
    }

    /// <summary>Puts <c>entries</c>, <c>keys</c> and <c>values</c> on Array.prototype.</summary>
    internal static void Install(RealmBuilder realm, IntrinsicBuilder prototype)
    {
        prototype.Method(ArrayCosts.Entries, 0, static (Machine machine, in Arguments args) => Over(machine, Conversions.ToObject(machine, args.This), IterationKind.Entries));
        prototype.Method(ArrayCosts.Keys, 0, static (Machine machine, in Arguments args) => Over(machine, Conversions.ToObject(machine, args.This), IterationKind.Keys));
        var values = prototype.Method(
            ArrayCosts.Values, 0, static (Machine machine, in Arguments args) => Over(machine, Conversions.ToObject(machine, args.This), IterationKind.Values));
        realm.Add(Intrinsic.ArrayValues, values.AsObject);
        prototype.Value(WellKnown.Iterator, values, PropertyFlags.Hidden);
    }

    /// <summary>The body of <c>%ArrayIteratorPrototype%.next</c>.</summary>
    internal static Value NextCode(Machine machine, in Arguments args) => StepOf<ArrayIterator>(machine, args);

    /// <inheritdoc/>
    internal override bool Step(Machine machine, out Value value)
    {
        value = Value.Undefined;
        if (source is null)
            return false;
        double length = source is JsArray array ? array.Count : source is ByteArray bytes ? bytes.Length : Operations.LengthOfArrayLike(machine, source);
        if (at >= length)
        {
            source = null;
            return false;
        }

        double index = at++;
        if (kind == IterationKind.Keys)
        {
            value = Value.Number(index);
            return true;
        }

        value = source is JsArray items ? items.ItemAt((int)index) : source.Get(machine, ArrayLike.Key(machine, index), Value.Of(source));
        if (kind == IterationKind.Entries)
            value = Value.Of(ArrayMaker.Of(machine, [Value.Number(index), value]));
        return true;
    }
}
