namespace Chain.Script.Execution;

/// <summary>What a native asked for.</summary>
internal enum PendingKind : byte
{
    Call,
    Construct,
    ResumeNext,
    ResumeReturn,
    ResumeThrow,
    Suspend,
}
