using Chain.Types;

namespace Chain.Consensus;

/// <summary>How long each wait lasts: a start value from genesis, and an addition for each round. Saturates.</summary>
public static class Timeouts
{
    /// <summary>The delay in milliseconds.</summary>
    public static ulong DelayMs(TimeoutKind kind, uint round, ChainParameters parameters)
    {
        (ulong start, ulong delta) = kind == TimeoutKind.Propose
            ? (parameters.ProposeTimeoutMs, parameters.ProposeTimeoutDeltaMs)
            : (parameters.VoteTimeoutMs, parameters.VoteTimeoutDeltaMs);
        UInt128 delay = start + ((UInt128)delta * round);
        return delay > long.MaxValue ? long.MaxValue : (ulong)delay;
    }
}
