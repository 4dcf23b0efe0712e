namespace Chain.Script.Values;

/// <summary>A property descriptor: what is said of a property. A field that is not present says nothing.</summary>
public struct PropertyDescriptor
{
    /// <summary>The value; undefined unless present.</summary>
    public Value Value;

    /// <summary>The getter: a function or undefined.</summary>
    public Value Getter;

    /// <summary>The setter: a function or undefined.</summary>
    public Value Setter;

    /// <summary>The attributes, as far as present.</summary>
    public PropertyFlags Flags;

    /// <summary>Which fields are present.</summary>
    public DescriptorFields Present;

    /// <summary>A descriptor that says nothing.</summary>
    public static PropertyDescriptor None => new() { Value = Value.Undefined, Getter = Value.Undefined, Setter = Value.Undefined };

    /// <summary>Whether it speaks of a getter or setter.</summary>
    public readonly bool IsAccessor => (Present & (DescriptorFields.Getter | DescriptorFields.Setter)) != 0;

    /// <summary>Whether it speaks of a value or of writability.</summary>
    public readonly bool IsData => (Present & (DescriptorFields.Value | DescriptorFields.Writable)) != 0;

    /// <summary>Whether the property is writable.</summary>
    public readonly bool Writable => (Flags & PropertyFlags.Writable) != 0;

    /// <summary>Whether the property is enumerable.</summary>
    public readonly bool Enumerable => (Flags & PropertyFlags.Enumerable) != 0;

    /// <summary>Whether the property is configurable.</summary>
    public readonly bool Configurable => (Flags & PropertyFlags.Configurable) != 0;

    /// <summary>A complete data descriptor.</summary>
    public static PropertyDescriptor Data(Value value, PropertyFlags flags) => new()
    {
        Value = value,
        Getter = Value.Undefined,
        Setter = Value.Undefined,
        Flags = flags & PropertyFlags.All,
        Present = DescriptorFields.Value | DescriptorFields.Writable | DescriptorFields.Enumerable | DescriptorFields.Configurable,
    };

    /// <summary>A complete accessor descriptor.</summary>
    public static PropertyDescriptor Accessor(Value getter, Value setter, PropertyFlags flags) => new()
    {
        Value = Value.Undefined,
        Getter = getter,
        Setter = setter,
        Flags = flags & (PropertyFlags.Enumerable | PropertyFlags.Configurable),
        Present = DescriptorFields.Getter | DescriptorFields.Setter | DescriptorFields.Enumerable | DescriptorFields.Configurable,
    };

    /// <summary>What a slot and its flags say.</summary>
    internal static PropertyDescriptor OfSlot(Value slot, PropertyFlags flags)
    {
        if ((flags & PropertyFlags.Accessor) == 0)
            return Data(slot, flags);
        var pair = (AccessorPair)slot.Ref!;
        return Accessor(Value.OrUndefined(pair.Getter), Value.OrUndefined(pair.Setter), flags);
    }
}
