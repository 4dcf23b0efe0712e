namespace Chain.Script.Hosting;

/// <summary>What a host made of an assignment to one of its objects.</summary>
public enum HostAssignment
{
    /// <summary>The name is not the host's: the ordinary rules apply.</summary>
    NotTheHosts,

    /// <summary>It is done.</summary>
    Done,

    /// <summary>The property cannot be assigned.</summary>
    ReadOnly,
}
