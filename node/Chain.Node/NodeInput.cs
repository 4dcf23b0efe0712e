using Chain.Network;
using Chain.Node.Face;
using Chain.Node.Seams;

namespace Chain.Node;

/// <summary>Everything that can happen to a node. The driver takes these one at a time, each with the time at which it was received.</summary>
public abstract record NodeInput
{
    private NodeInput()
    {
    }

    /// <summary>A timer ran out.</summary>
    public sealed record TimerFired(TimerKey Timer) : NodeInput;

    /// <summary>Work has a result.</summary>
    public sealed record WorkDone(ulong Ticket, object Result) : NodeInput;

    /// <summary>Work failed: a disk that cannot write, or a defect. The node stops.</summary>
    public sealed record WorkFailed(ulong Ticket, Exception Failure) : NodeInput;

    /// <summary>Something happened on a link to a peer.</summary>
    public sealed record FromPeer(PeerEvent Event) : NodeInput;

    /// <summary>Transactions from the API.</summary>
    public sealed record Submitted(Submission Submission) : NodeInput;

    /// <summary>A question from the API to the pool.</summary>
    public sealed record Asked(PoolQuestion Question) : NodeInput;
}
