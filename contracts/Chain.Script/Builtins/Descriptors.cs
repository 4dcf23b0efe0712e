using Chain.Script.Execution;
using Chain.Script.Values;

namespace Chain.Script.Builtins;

/// <summary>Property descriptors as objects of the script.</summary>
internal static class Descriptors
{
    /// <summary>Logical bytes of a descriptor that is kept in a list.</summary>
    internal const int Bytes = 96;

    /// <summary>ToPropertyDescriptor.</summary>
    internal static PropertyDescriptor Read(Machine machine, Value description)
    {
        if (!description.IsObject)
            throw machine.ThrowType(BuiltinMessages.DescriptorNotObject);
        ObjectCosts.ReadDescriptor.Charge(machine, 1);
        var source = description.AsObject;
        var read = PropertyDescriptor.None;
        ReadFlag(machine, source, WellKnown.Enumerable, DescriptorFields.Enumerable, PropertyFlags.Enumerable, ref read);
        ReadFlag(machine, source, WellKnown.Configurable, DescriptorFields.Configurable, PropertyFlags.Configurable, ref read);
        if (TryGet(machine, source, WellKnown.Value, out var value))
        {
            read.Value = value;
            read.Present |= DescriptorFields.Value;
        }

        ReadFlag(machine, source, WellKnown.Writable, DescriptorFields.Writable, PropertyFlags.Writable, ref read);
        if (TryGet(machine, source, WellKnown.Get, out var getter))
        {
            read.Getter = RequireAccessor(machine, getter);
            read.Present |= DescriptorFields.Getter;
        }

        if (TryGet(machine, source, WellKnown.Set, out var setter))
        {
            read.Setter = RequireAccessor(machine, setter);
            read.Present |= DescriptorFields.Setter;
        }

        if (read.IsAccessor && read.IsData)
            throw machine.ThrowType(BuiltinMessages.DescriptorMixed);
        return read;
    }

    /// <summary>FromPropertyDescriptor, of a property that exists.</summary>
    internal static Value Write(Machine machine, in PropertyDescriptor property)
    {
        var written = machine.NewObject();
        if (property.IsAccessor)
        {
            Put(machine, written, WellKnown.Get, property.Getter);
            Put(machine, written, WellKnown.Set, property.Setter);
        }
        else
        {
            Put(machine, written, WellKnown.Value, property.Value);
            Put(machine, written, WellKnown.Writable, Value.Boolean(property.Writable));
        }

        Put(machine, written, WellKnown.Enumerable, Value.Boolean(property.Enumerable));
        Put(machine, written, WellKnown.Configurable, Value.Boolean(property.Configurable));
        return Value.Of(written);
    }

    private static void Put(Machine machine, JsObject written, PropertyKey key, Value value) => Operations.CreateDataPropertyOrThrow(machine, written, key, value);

    private static bool TryGet(Machine machine, JsObject source, PropertyKey key, out Value value)
    {
        bool has = source.HasProperty(machine, key);
        value = has ? Operations.Get(machine, source, key) : Value.Undefined;
        return has;
    }

    private static void ReadFlag(Machine machine, JsObject source, PropertyKey key, DescriptorFields field, PropertyFlags flag, ref PropertyDescriptor read)
    {
        if (!TryGet(machine, source, key, out var value))
            return;
        read.Present |= field;
        if (Conversions.ToBoolean(value))
            read.Flags |= flag;
    }

    private static Value RequireAccessor(Machine machine, Value function) =>
        function.IsUndefined || function.IsCallable ? function : throw machine.ThrowType(BuiltinMessages.AccessorNotCallable);
}
