namespace Chain.Script.Parsing;

/// <summary>What the code around allows at this place.</summary>
[Flags]
internal enum Allowed
{
    None = 0,
    Return = 1,

    /// <summary><c>yield</c> is an operator: the body of a generator.</summary>
    Yield = 2,

    /// <summary><c>await</c> is an ordinary name: scripts, outside of static blocks.</summary>
    AwaitName = 4,
    NewTarget = 8,
    SuperProperty = 16,
    SuperCall = 32,

    /// <summary><c>arguments</c> may be used: not in field initialisers and static blocks.</summary>
    Arguments = 64,

    /// <summary><c>in</c> is an operator: not in the head of a <c>for</c> loop.</summary>
    In = 128,
}
