namespace Chain.Script.Execution;

/// <summary>How a run ended.</summary>
public enum RunStatus
{
    /// <summary>With a value.</summary>
    Completed,

    /// <summary>With a script exception that nobody caught.</summary>
    Thrown,

    /// <summary>The gas is used up.</summary>
    OutOfGas,

    /// <summary>The logical memory is used up.</summary>
    OutOfMemory,

    /// <summary>Calls were nested too deep.</summary>
    TooDeep,

    /// <summary>The host ended the run by <see cref="Machine.Stop"/>.</summary>
    Stopped,

    /// <summary>A defect of the engine; the same on every node, charged with all the gas.</summary>
    InternalFault,

    /// <summary>A host function handed the run back; it goes on by <see cref="Machine.Resume"/>.</summary>
    Suspended,
}
