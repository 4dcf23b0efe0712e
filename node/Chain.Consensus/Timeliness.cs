using Chain.Types;

namespace Chain.Consensus;

/// <summary>
/// Proposer-based time: the block's time is the proposer's clock, and validators prevote a fresh block only when that agrees
/// with their own clock at its arrival. Not part of a block's validity: clocks disagree, and validity must not.
/// </summary>
/// <remarks>
/// The window [time − precision, time + delay + precision] holds every timely proposal of a correct proposer when clocks differ by
/// at most <em>precision</em> and messages travel at most <em>delay</em>. The delay grows by a tenth a round, so that a network
/// slower than genesis assumed costs rounds and not the chain.
/// </remarks>
public static class Timeliness
{
    /// <summary>True when a fresh proposal's time agrees with the clock at its arrival.</summary>
    public static bool IsTimely(ulong timeMs, ulong receivedAtMs, uint round, ChainParameters parameters)
    {
        UInt128 received = receivedAtMs;
        UInt128 delay = (UInt128)parameters.MessageDelayMs * (10 + (ulong)round) / 10;
        bool isTooEarly = received + parameters.PrecisionMs < timeMs;
        bool isTooLate = received > timeMs + delay + parameters.PrecisionMs;
        return !isTooEarly && !isTooLate;
    }
}
