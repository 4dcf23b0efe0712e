using Chain.Node.Accusing;
using Chain.Node.Agreeing;
using Chain.Node.Driving;
using Chain.Node.Executing;
using Chain.Node.Pooling;
using Chain.Node.Seams;
using Chain.Primitives;
using Chain.Types;

namespace Chain.Node.Proposing;

/// <summary>
/// Decides when the next height starts: when there is a reason, and not before the interval since the block before has passed. Others' proposals and
/// commits are reason enough at once, since they show that the time has come; who proposes first keeps to the interval always.
/// </summary>
internal sealed class HeightStarter(DriverContext context, ExecutionPipeline pipeline, PoolGate pool, EvidencePool evidence, FutureMessages future)
{
    /// <summary>A chain opens with a few blocks at once: they prove the state of genesis, and show whoever waits that the validators have found each other.</summary>
    private const ulong OpeningHeights = 3;

    private ulong _timerHeight;
    private bool _saidWaiting;

    /// <summary>When the tip became the tip, by this node's clock.</summary>
    public ulong TipAtMs { get; private set; } = context.NowMs;

    /// <summary>The tip has moved on.</summary>
    public void OnTip() => TipAtMs = context.NowMs;

    /// <summary>A timer of this class ran out, perhaps a moment early: it may be set again.</summary>
    public void OnTimer() => _timerHeight = 0;

    /// <summary>True when the height after the tip starts now. Otherwise a timer brings the driver back here.</summary>
    public bool ShouldStart(Address? self)
    {
        ChainTip tip = pipeline.Tip;
        if (tip.Height == 0 && context.NowMs < context.Genesis.TimeMs)
        {
            WaitForGenesis();
            return false;
        }
        if (future.Height == tip.NextHeight && future.IsUrgent && tip.Validators.Proposer(0).Operator != self)
            return true;
        ulong earliest = After(context.Parameters.BlockIntervalMs);
        if (context.NowMs < earliest)
        {
            SetTimer(TimerKind.StartHeight, earliest);
            return false;
        }
        if (HasReason(tip))
            return true;
        ulong heartbeat = After(context.Parameters.HeartbeatMs);
        if (context.NowMs >= heartbeat)
            return true;
        SetTimer(TimerKind.Heartbeat, heartbeat);
        return false;
    }

    // A block whose results nobody has signed yet, and sets that are about to change, want a next block; so does anything that waits.
    private bool HasReason(ChainTip tip)
    {
        bool hasUnprovenResults = tip.Block is { } block && (block.Transactions.Count > 0 || block.Evidence.Count > 0 || !tip.Parent.ReceiptsRoot.IsZero);
        return tip.Height < OpeningHeights
            || hasUnprovenResults
            || evidence.Count > 0
            || (future.Height == tip.NextHeight && !future.IsEmpty)
            || IsSetChanging(tip.Validators, tip.Parent.NextValidators)
            || pool.HasReady;
    }

    private static bool IsSetChanging(ValidatorSet now, ValidatorSet next) => !now.Members.SequenceEqual(next.Members);

    // Counted from the block's time, which all nodes share; a proposer's clock that runs ahead delays nobody by more than the pause itself.
    private ulong After(ulong pauseMs) => Math.Min(pipeline.Tip.Parent.TimeMs, TipAtMs) + pauseMs;

    private void SetTimer(TimerKind kind, ulong atMs)
    {
        // One timer a height and kind is enough: it is set when the height becomes the next one, and again for the heartbeat.
        ulong mark = (pipeline.Tip.NextHeight * 2) + (kind == TimerKind.Heartbeat ? 1UL : 0UL);
        if (_timerHeight == mark)
            return;
        _timerHeight = mark;
        context.Timers.Set(new TimerKey(kind), atMs - context.NowMs);
    }

    private void WaitForGenesis()
    {
        if (_saidWaiting)
            return;
        _saidWaiting = true;
        NodeLog.WaitingForGenesis(context.Logger, DateTimeOffset.FromUnixTimeMilliseconds((long)context.Genesis.TimeMs).ToString("O", System.Globalization.CultureInfo.InvariantCulture));
    }
}
