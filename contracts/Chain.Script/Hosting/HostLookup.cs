namespace Chain.Script.Hosting;

/// <summary>What a host found under a name.</summary>
public enum HostLookup
{
    /// <summary>No own property.</summary>
    Absent,

    /// <summary>A data property.</summary>
    Found,

    /// <summary>An accessor, which is not called.</summary>
    Accessor,
}
