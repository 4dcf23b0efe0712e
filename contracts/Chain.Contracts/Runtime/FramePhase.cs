namespace Chain.Contracts;

/// <summary>What a frame does next.</summary>
internal enum FramePhase
{
    /// <summary>Evaluates the module: functions, classes and constants.</summary>
    Evaluate,

    /// <summary>Makes the contract object.</summary>
    Construct,

    /// <summary>Makes the arguments.</summary>
    Prepare,

    /// <summary>Calls the method.</summary>
    Invoke,

    /// <summary>Runs the method; only in this phase the chain's functions work.</summary>
    Running,

    /// <summary>Has its result.</summary>
    Finished,
}
