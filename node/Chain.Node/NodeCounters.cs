namespace Chain.Node;

/// <summary>What the driver counts; the host turns it into metrics. Written by the driver's thread, read by any.</summary>
public sealed class NodeCounters
{
    public long Inputs;
    public long BlocksExecuted;
    public long TransactionsExecuted;
    public long TransactionsAdmitted;
    public long TransactionsRefused;
    public long SignaturesVerified;
    public long VotesAccepted;
    public long Rejected;
    public long RoundsAboveZero;
    public long BlocksProposed;
    public long BlocksSynced;
    public long ExecuteMsTotal;
    public long CommitMsTotal;
    public long BusyMicroseconds;
}
