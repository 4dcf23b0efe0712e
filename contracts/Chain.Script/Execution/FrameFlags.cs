namespace Chain.Script.Execution;

/// <summary>What is to be done when a frame is left.</summary>
[Flags]
internal enum FrameFlags
{
    None = 0,

    /// <summary>Entered from C#: leaving it leaves the loop.</summary>
    Entry = 1,

    /// <summary>Entered by <c>new</c>: a result that is no object gives way to this.</summary>
    Construct = 2,

    /// <summary>The result is dropped.</summary>
    Discard = 4,

    /// <summary>The receiver lies above the result and stays.</summary>
    KeepReceiver = 8,

    /// <summary>The frame belongs to a generator: its result is the last of an iteration.</summary>
    Generator = 16,
}
