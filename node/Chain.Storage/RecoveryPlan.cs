namespace Chain.Storage;

/// <summary>What a node does at its start so that log, state and history agree again; or why it must not start.</summary>
/// <remarks>
/// The order of writing is: log (block, then end of height), state, history; so after a crash the log reaches furthest, then the state. Receipts are in the
/// history alone: where it lags behind the state, the state goes back and the heights between are executed again.
///
/// | log ends | state | history | means | does |
/// | --- | --- | --- | --- | --- |
/// | at H or above | H | H | a clean stop | replays the log above H |
/// | above H | H | H | a crash before a state commit: "the log has the end of a height, the store does not" | replays the log above H |
/// | at H or above | H | below H | a crash before the history was written | undoes the state to the history, replays from there |
/// | at H or above | below H | H | the state was restored from an older copy or rebuilt | executes blocks of the history, then the log |
/// | below H | H | any | "the store has a height that the log has not": the log was cut, lost or exchanged | refuses |
/// | begins above what is needed | | | a segment is lost, or the state is too old | refuses |
/// </remarks>
public abstract record RecoveryPlan
{
    private RecoveryPlan()
    {
    }

    /// <summary>The parts agree, or can be made to.</summary>
    /// <param name="UndoStateTo">Undo the state to this height first; equal to its height when there is nothing to undo.</param>
    /// <param name="ExecuteFromHistoryTo">Then execute blocks of the history up to this height; equal to the state's height when there are none.</param>
    /// <param name="ReplayLogFrom">Then replay the log from this height on.</param>
    public sealed record Start(ulong UndoStateTo, ulong ExecuteFromHistoryTo, ulong ReplayLogFrom) : RecoveryPlan;

    /// <summary>The parts do not belong together.</summary>
    /// <param name="Failure">What to tell the operator.</param>
    public sealed record Refuse(StorageFailure Failure) : RecoveryPlan;

    /// <summary>Decides by the table above.</summary>
    public static RecoveryPlan Decide(RecoveryFacts facts)
    {
        ulong newest = Math.Max(facts.State, facts.History);
        if (facts.LogLast < newest)
            return Refused(facts.LogLast, $"the log ends at height {facts.LogLast}, but the stores hold height {newest}: the log was cut, lost or exchanged");
        if (facts.State > facts.History && facts.History < facts.StateUndoable)
            return Refused(facts.History, $"the history ends at height {facts.History}, and the state of height {facts.State} can be undone to height {facts.StateUndoable} only: the history was lost or exchanged");
        if (facts.LogFirst > facts.History + 1)
            return Refused(facts.LogFirst, $"the log begins at height {facts.LogFirst}, but the history ends at height {facts.History}: a part of the log or of the history is lost");
        return new Start(Math.Min(facts.State, facts.History), facts.History, facts.History + 1);
    }

    private static Refuse Refused(ulong height, string why) => new(new StorageFailure(
        StorageFault.Inconsistent,
        "the home's stores",
        why,
        "Restore all of the home from one copy made while the node was stopped, or set it up again and let the node fetch the chain; a validator must keep its signer state in any case")
    { Height = height });
}
