namespace Chain.Script.Values;

/// <summary>What looking for an own property found.</summary>
internal enum OwnLookup : byte
{
    /// <summary>Nothing: go on with the prototype.</summary>
    Absent,

    /// <summary>The property.</summary>
    Found,

    /// <summary>Nothing, and the prototype must not be asked: a numeric name of a byte array.</summary>
    Stop,
}
