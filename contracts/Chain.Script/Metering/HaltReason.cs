namespace Chain.Script.Metering;

/// <summary>Which limit ended a run.</summary>
public enum HaltReason
{
    /// <summary>The gas is used up.</summary>
    OutOfGas,

    /// <summary>The logical memory is used up.</summary>
    OutOfMemory,

    /// <summary>Calls are nested too deep.</summary>
    TooDeep,

    /// <summary>The host ended the run.</summary>
    Stopped,
}
