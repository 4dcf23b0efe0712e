namespace Chain.Script.Metering;

/// <summary>
/// The end of a run that no script can catch. Thrown where a limit is met, caught only at the outermost entry of the machine; no
/// handler, <c>finally</c> or iterator close runs on its way.
/// </summary>
public sealed class Halt : Exception
{
    internal Halt(HaltReason reason)
        : base(reason.ToString()) => Reason = reason;

    /// <summary>Which limit was met.</summary>
    public HaltReason Reason { get; }
}
