namespace Chain.Script.Values;

/// <summary>The attributes of a property.</summary>
[Flags]
public enum PropertyFlags : byte
{
    /// <summary>None: constant, hidden, fixed.</summary>
    None = 0,

    /// <summary>May be assigned.</summary>
    Writable = 1,

    /// <summary>Seen by enumeration.</summary>
    Enumerable = 2,

    /// <summary>May be deleted or redefined.</summary>
    Configurable = 4,

    /// <summary>Its slot holds a getter and setter.</summary>
    Accessor = 8,

    /// <summary>What an assignment makes.</summary>
    All = Writable | Enumerable | Configurable,

    /// <summary>What built-in methods have: writable and configurable.</summary>
    Hidden = Writable | Configurable,
}
