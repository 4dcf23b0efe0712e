namespace Chain.Node;

/// <summary>What the driver counts; the host turns it into metrics. Written by the driver's thread, read by any.</summary>
public sealed class NodeCounters
{
    /// <summary>Inputs taken.</summary>
    public long Inputs { get; set; }

    /// <summary>Blocks executed.</summary>
    public long BlocksExecuted { get; set; }

    /// <summary>Transactions in executed blocks.</summary>
    public long TransactionsExecuted { get; set; }

    /// <summary>Transactions that entered the pool.</summary>
    public long TransactionsAdmitted { get; set; }

    /// <summary>Transactions that the pool refused.</summary>
    public long TransactionsRefused { get; set; }

    /// <summary>Signatures checked on the way into the pool.</summary>
    public long SignaturesVerified { get; set; }

    /// <summary>Others' votes that were good and new.</summary>
    public long VotesAccepted { get; set; }

    /// <summary>Provably bad messages of peers.</summary>
    public long Rejected { get; set; }

    /// <summary>Heights that were decided in a round above 0.</summary>
    public long RoundsAboveZero { get; set; }

    /// <summary>Blocks built here.</summary>
    public long BlocksProposed { get; set; }

    /// <summary>Decided blocks fetched from peers.</summary>
    public long BlocksSynced { get; set; }

    /// <summary>Milliseconds spent executing.</summary>
    public long ExecuteMsTotal { get; set; }

    /// <summary>Milliseconds spent storing.</summary>
    public long CommitMsTotal { get; set; }

    /// <summary>Microseconds that the driver's thread was busy.</summary>
    public long BusyMicroseconds { get; set; }
}
