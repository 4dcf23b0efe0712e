namespace Chain.Script.Values;

/// <summary>How far an object is closed to change.</summary>
public enum IntegrityLevel : byte
{
    /// <summary>No property can be added.</summary>
    NotExtensible,

    /// <summary>Nor removed or redefined.</summary>
    Sealed,

    /// <summary>Nor assigned.</summary>
    Frozen,
}
