using Chain.Script.Execution;

namespace Chain.Script.Values;

/// <summary>ValidateAndApplyPropertyDescriptor, steps 4 to 6, for a property that exists.</summary>
internal static class DescriptorRules
{
    private const DescriptorFields Accessors = DescriptorFields.Getter | DescriptorFields.Setter;

    /// <summary>Whether a property may be redefined so.</summary>
    internal static bool MayChange(Machine machine, Value slot, PropertyFlags flags, in PropertyDescriptor wanted)
    {
        if ((flags & PropertyFlags.Configurable) != 0)
            return true;
        if ((wanted.Present & DescriptorFields.Configurable) != 0 && wanted.Configurable)
            return false;
        if ((wanted.Present & DescriptorFields.Enumerable) != 0 && wanted.Enumerable != ((flags & PropertyFlags.Enumerable) != 0))
            return false;
        bool isAccessor = (flags & PropertyFlags.Accessor) != 0;
        if (!wanted.IsAccessor && !wanted.IsData)
            return true;
        if (wanted.IsAccessor != isAccessor)
            return false;
        if (isAccessor)
        {
            var pair = (AccessorPair)slot.Ref!;
            return ((wanted.Present & DescriptorFields.Getter) == 0 || SameFunction(wanted.Getter, pair.Getter))
                && ((wanted.Present & DescriptorFields.Setter) == 0 || SameFunction(wanted.Setter, pair.Setter));
        }
        if ((flags & PropertyFlags.Writable) != 0)
            return true;
        if ((wanted.Present & DescriptorFields.Writable) != 0 && wanted.Writable)
            return false;
        return (wanted.Present & DescriptorFields.Value) == 0 || Comparisons.SameValue(machine, wanted.Value, slot);
    }

    /// <summary>The slot and flags after the change.</summary>
    internal static (Value Slot, PropertyFlags Flags) Apply(Machine machine, Value slot, PropertyFlags flags, in PropertyDescriptor wanted)
    {
        var next = Merge(flags, wanted);
        bool wasAccessor = (flags & PropertyFlags.Accessor) != 0;
        if (wanted.IsAccessor)
        {
            var old = wasAccessor ? (AccessorPair)slot.Ref! : null;
            var getter = (wanted.Present & DescriptorFields.Getter) != 0 ? FunctionOrNull(wanted.Getter) : old?.Getter;
            var setter = (wanted.Present & DescriptorFields.Setter) != 0 ? FunctionOrNull(wanted.Setter) : old?.Setter;
            return (Value.Heap(machine.NewAccessor(getter, setter)), (next & ~PropertyFlags.Writable) | PropertyFlags.Accessor);
        }
        if (!wanted.IsData)
            return (slot, next);
        if (wasAccessor)
        {
            next &= ~PropertyFlags.Accessor;
            if ((wanted.Present & DescriptorFields.Writable) == 0)
                next &= ~PropertyFlags.Writable;
            return (wanted.Value, next);
        }
        return ((wanted.Present & DescriptorFields.Value) != 0 ? wanted.Value : slot, next);
    }

    private static PropertyFlags Merge(PropertyFlags old, in PropertyDescriptor wanted)
    {
        var said = PropertyFlags.None;
        if ((wanted.Present & DescriptorFields.Writable) != 0)
            said |= PropertyFlags.Writable;
        if ((wanted.Present & DescriptorFields.Enumerable) != 0)
            said |= PropertyFlags.Enumerable;
        if ((wanted.Present & DescriptorFields.Configurable) != 0)
            said |= PropertyFlags.Configurable;
        if ((wanted.Present & Accessors) != 0)
            said &= ~PropertyFlags.Writable;
        return (old & ~said) | (wanted.Flags & said);
    }

    private static JsObject? FunctionOrNull(Value value) => value.IsObject ? value.AsObject : null;

    private static bool SameFunction(Value wanted, JsObject? present) => present is null ? wanted.IsUndefined : ReferenceEquals(wanted.Ref, present);
}
