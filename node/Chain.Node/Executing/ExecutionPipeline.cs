using System.Diagnostics;
using Chain.Contracts;
using Chain.Execution;
using Chain.Node.Driving;
using Chain.Node.Seams;
using Chain.Primitives;
using Chain.Storage.Stores;
using Chain.Types;

namespace Chain.Node.Executing;

/// <summary>
/// Decided blocks on their way into the store: executed one after the other on a worker, stored on the store's thread. The next
/// height reads the state through what is not stored yet; at most two executed heights wait for the store.
/// </summary>
internal sealed class ExecutionPipeline(DriverContext context, ChainRules rules, ChainTip tip)
{
    /// <summary>Executed heights that may wait for the store.</summary>
    public const int UnstoredMax = 2;

    private readonly List<StateVersion> _unstored = [];
    // Blocks are executed one after the other, so one runtime is never in use twice.
    private readonly ContractRuntime _contracts = new(new ContractRuntimeOptions { CompiledCode = context.Stores.CompiledCode });
    private bool _storing;
    private Execution? _finished;

    /// <summary>The newest executed height.</summary>
    public ChainTip Tip { get; private set; } = tip;

    /// <summary>A decided block is being executed.</summary>
    public bool IsExecuting { get; private set; }

    /// <summary>Executed heights that wait for the store.</summary>
    public int Unstored => _unstored.Count;

    /// <summary>True when the next height may be decided: its parent is executed, and the store is not too far behind.</summary>
    public bool CanTakeNext => !IsExecuting && _finished is null && _unstored.Count < UnstoredMax;

    /// <summary>Judges a block after the tip, on a worker.</summary>
    public void Judge(Func<Judgement> assemble, Action<Judgement> then)
    {
        ChainTip parent = Tip;
        // Opened here and not by the worker: when many heights come by sync before it gets there, this one is not kept any more.
        StateSnapshot state = context.Stores.State.OpenSnapshot(parent.Version);
        context.Work.Start(WorkKind.Execute, () => Judge(assemble(), parent, state, rules), then);
    }

    /// <summary>Starts executing a decided block. <paramref name="isJudged"/>: it was found valid before, or built here.</summary>
    public void Execute(DecidedBlock decided, IReadOnlyList<VerifiedTransaction> transactions, bool isJudged)
    {
        Invariant.Holds(CanTakeNext && decided.Height == Tip.NextHeight, "heights are executed one after the other");
        IsExecuting = true;
        ChainTip parent = Tip;
        StateStore store = context.Stores.State;
        ContractRuntime contracts = _contracts;
        context.Work.Start(WorkKind.Execute, () => Run(decided, transactions, isJudged, parent, store, rules, contracts), Executed);
    }

    /// <summary>The block that was executed since the last call, or null. The tip has moved on to it.</summary>
    public Execution? TakeFinished()
    {
        Execution? finished = _finished;
        _finished = null;
        return finished;
    }

    /// <summary>
    /// The work of <see cref="Execute"/>, here and now: for recovery. The block is judged: a node that halted at an invalid one
    /// before it was started again must not go on over it.
    /// </summary>
    public Execution ExecuteNow(DecidedBlock decided, IReadOnlyList<VerifiedTransaction> transactions)
    {
        Execution execution = Run(decided, transactions, isJudged: false, Tip, context.Stores.State, rules, _contracts);
        Executed(execution);
        _finished = null;
        return execution;
    }

    private static Judgement Judge(Judgement assembled, ChainTip parent, StateSnapshot parentState, ChainRules rules)
    {
        using StateSnapshot state = parentState;
        if (!assembled.IsValid)
            return assembled;
        return assembled with { Refusal = BlockValidator.Check(assembled.Block!, parent.Parent, state, assembled.Transactions, rules) };
    }

    private static Execution Run(
        DecidedBlock decided, IReadOnlyList<VerifiedTransaction> transactions, bool isJudged, ChainTip parent, StateStore store, ChainRules rules, ContractRuntime contracts)
    {
        long started = Stopwatch.GetTimestamp();
        BlockResult result;
        using (StateSnapshot state = store.OpenSnapshot(parent.Version))
        {
            BlockRefusal refusal = isJudged ? BlockRefusal.None : BlockValidator.Check(decided.Block, parent.Parent, state, transactions, rules);
            if (refusal != BlockRefusal.None)
                return new Execution(decided, refusal, null, null, 0);
            result = BlockExecutor.Execute(decided.Block, transactions, state, rules, contracts);
        }
        StateVersion version = store.Prepare(parent.Version, result.Writes);
        return new Execution(decided, BlockRefusal.None, result, version, (long)Stopwatch.GetElapsedTime(started).TotalMilliseconds);
    }

    private void Executed(Execution execution)
    {
        IsExecuting = false;
        _finished = execution;
        if (execution.Refusal != BlockRefusal.None)
            return;
        StateVersion version = execution.Version!;
        BlockResult result = execution.Result!;
        ParentContext parent = ParentContext.After(execution.Decided.Block, result, version.Root) with { VerifiedCommitHash = execution.Decided.Commit.Hash };
        Tip = new ChainTip(parent, version, execution.Decided.Commit, execution.Decided.Block);
        var results = BlockResults.Of(result, version.Root);
        context.Stores.History.Append(HistoryEntry.Of(execution.Decided, result.Receipts, results.Encode(), result.EventContracts));
        context.Counters.ExecuteMsTotal += execution.DurationMs;
        foreach (ExecutionFault fault in result.Faults)
            NodeLog.ContractFault(context.Logger, fault.Exception, result.Height, fault.TransactionId);
        _unstored.Add(version);
        Store();
    }

    private void Store()
    {
        if (_storing || _unstored.Count == 0)
            return;
        _storing = true;
        StateVersion[] versions = [.. _unstored];
        NodeStores stores = context.Stores;
        context.Work.Start(WorkKind.Store, () => Store(stores, versions), Stored);
    }

    private static Durable Store(NodeStores stores, StateVersion[] versions)
    {
        long started = Stopwatch.GetTimestamp();
        stores.State.Commit(versions);
        stores.History.Flush();
        return new Durable(versions.Length, versions[^1].Height, (long)Stopwatch.GetElapsedTime(started).TotalMilliseconds);
    }

    // The log keeps the newest stored height whole, so that a start can tell that the log belongs to the store.
    private void Stored(Durable durable)
    {
        _storing = false;
        _unstored.RemoveRange(0, durable.Count);
        context.Counters.CommitMsTotal += durable.DurationMs;
        context.Log.ReleaseBefore(durable.Height);
        Store();
    }

    private sealed record Durable(int Count, ulong Height, long DurationMs);
}
