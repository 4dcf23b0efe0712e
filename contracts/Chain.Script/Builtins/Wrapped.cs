using Chain.Script.Execution;
using Chain.Script.Metering;
using Chain.Script.Values;

namespace Chain.Script.Builtins;

/// <summary>Primitives as objects: what <c>new Number(1)</c> and the like make, and what their methods take out again.</summary>
internal static class Wrapped
{
    /// <summary>A new object around a primitive, with the prototype that the new target asks for.</summary>
    internal static Value Of(Machine machine, JsObject newTarget, Intrinsic prototype, ObjectClass objectClass, Value primitive)
    {
        JsObject parent = Operations.PrototypeFrom(machine, newTarget, prototype);
        machine.Meter.Allocate(MemoryCosts.Object + MemoryCosts.Slot);
        return Value.Of(new PrimitiveObject(machine.RootShape(parent), objectClass, primitive));
    }

    /// <summary>The primitive in an object of this class; null when the value is no such object.</summary>
    internal static Value? Primitive(Value value, ObjectClass objectClass) =>
        value.IsObject && value.AsObject is PrimitiveObject wrapper && wrapper.ObjectClass == objectClass ? wrapper.Primitive : null;
}
