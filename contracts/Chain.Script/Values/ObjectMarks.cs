namespace Chain.Script.Values;

/// <summary>What the machine must know of an object besides its class.</summary>
[Flags]
internal enum ObjectMarks : byte
{
    None = 0,

    /// <summary>Part of the frozen realm.</summary>
    Intrinsic = 1,

    /// <summary>The prototype of some shape.</summary>
    Prototype = 2,

    /// <summary>Has a say in assignments before the ordinary rules.</summary>
    InterceptsSet = 4,

    /// <summary>Being joined to text at this moment: met again inside itself it gives nothing.</summary>
    Joining = 8,
}
