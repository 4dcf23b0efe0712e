using System.Numerics;
using Chain.Script.Builtins;
using Chain.Script.Errors;
using Chain.Script.Execution;
using Chain.Script.Metering;
using Chain.Script.Values;

namespace Chain.Script.Hosting;

/// <summary>Values that a host makes for a script: counted before they are made, and frozen, so that what crosses the border is a copy that cannot change.</summary>
public static class HostValues
{
    /// <summary>A number that is an integer.</summary>
    public static Value Number(long value) => Value.Number(value);

    /// <summary>A text.</summary>
    public static Value Text(Machine machine, string text) => Value.Of(JsString.Create(machine.Meter, text));

    /// <summary>A text that machines share (<see cref="JsString.Constant"/>): counted like one of its own, so that sharing does not show.</summary>
    public static Value SharedText(Machine machine, JsString text)
    {
        machine.Meter.Allocate(MemoryCosts.OfString(text.Length));
        return Value.Of(text);
    }

    /// <summary>An integer; RangeError beyond the largest bigint.</summary>
    public static Value Integer(Machine machine, BigInteger value) => BigInts.Make(machine, value);

    /// <summary>Bytes that refuse every write.</summary>
    public static Value Bytes(Machine machine, ReadOnlySpan<byte> bytes) => Value.Of(ByteArray.Of(machine, bytes, isConstant: true));

    /// <summary>A frozen array over the items, which the caller gives away.</summary>
    public static Value FrozenArray(Machine machine, Value[] items)
    {
        if (items.Length > ScriptLimits.ArrayItemsMax)
            throw machine.ThrowRange(Messages.ArrayTooLong);
        machine.Meter.Allocate(MemoryCosts.Array + MemoryCosts.OfSlots(items.Length));
        var array = new JsArray(HostLayout.FrozenArray.Shape, items, items.Length);
        array.Restrict(IntegrityLevel.Frozen);
        return Value.Of(array);
    }

    /// <summary>A frozen plain object; the values are in the order of the layout's names, and the caller gives them away.</summary>
    public static Value FrozenObject(Machine machine, HostLayout layout, Value[] values)
    {
        Invariant.Holds(values.Length == layout.Count, "an object has a value for each name of its layout");
        machine.Meter.Allocate(MemoryCosts.Object + MemoryCosts.OfSlots(values.Length));
        return Value.Of(new JsObject(layout.Shape) { Slots = values });
    }

    /// <summary>What an iterator's <c>next</c> gives.</summary>
    public static Value IteratorResult(Machine machine, Value value, bool isDone) => Operations.IteratorResult(machine, value, isDone);

    /// <summary>
    /// A frozen function that belongs to this machine and bears data of the host, which its code finds by <see cref="DataOf"/>. It has the length 0.
    /// </summary>
    public static NativeFunction Function(Machine machine, JsString name, NativeCode code, int gas, object data)
    {
        machine.Meter.Allocate(MemoryCosts.Function + MemoryCosts.OfSlots(2));
        return new NativeFunction(FunctionShape, code, gas, isConstructor: false) { Slots = [Value.Number(0), Value.Of(name)], HostData = data };
    }

    /// <summary>The data of a function that <see cref="Function"/> made; null for all others.</summary>
    public static object? DataOf(JsObject? function) => (function as NativeFunction)?.HostData;

    private static Shape FunctionShape { get; } = MakeFunctionShape();

    private static Shape MakeFunctionShape()
    {
        var shape = Shape.Unique(Realm.Shared.Get(Intrinsic.FunctionPrototype));
        shape.AddUnique(WellKnown.Length, PropertyFlags.None);
        shape.AddUnique(WellKnown.Name, PropertyFlags.None);
        shape.SettleFrozen();
        return shape;
    }
}
