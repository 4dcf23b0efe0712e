namespace Chain.Script.Values;

/// <summary>Which fields a <see cref="PropertyDescriptor"/> has.</summary>
[Flags]
public enum DescriptorFields : byte
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>[[Value]].</summary>
    Value = 1,

    /// <summary>[[Writable]].</summary>
    Writable = 2,

    /// <summary>[[Get]].</summary>
    Getter = 4,

    /// <summary>[[Set]].</summary>
    Setter = 8,

    /// <summary>[[Enumerable]].</summary>
    Enumerable = 16,

    /// <summary>[[Configurable]].</summary>
    Configurable = 32,
}
