using Chain.Primitives;
using Chain.Script.Execution;
using Chain.Script.Hosting;
using Chain.Script.Values;
using Chain.Types;

namespace Chain.Contracts;

/// <summary>
/// Runs a frame and all that it calls, in one loop: a caller waits suspended while its callee runs, so no depth of calls reaches the stack of the host.
/// </summary>
internal sealed class CallLoop(ContractSession session)
{
    /// <summary>Runs the first frame, whose machine is made and charged for the call. Null when it succeeded.</summary>
    internal ContractFailure? Run(ContractFrame first)
    {
        Enter(first);
        RunResult result = first.Advance(Value.Undefined);
        while (true)
        {
            ContractFrame frame = session.Stack[^1];
            if (result.Status == RunStatus.Suspended)
            {
                result = Begin(frame, (FrameStart)result.Request!);
                continue;
            }
            if (result.IsCompleted && !frame.IsFinished)
            {
                result = frame.Advance(result.Value);
                continue;
            }
            ContractFailure? failure = result.IsCompleted ? null : FailureReading.Of(frame, result);
            if (Leave(frame, failure) is not { } caller || failure is { EndsTransaction: true })
                return EndAll(failure);
            result = failure is null
                ? caller.Machine.ResumeWith((caller, frame), static (_, pair) => ReturnedOf(pair.caller, pair.frame))
                : caller.Machine.ResumeWith(failure, static (machine, failed) => throw ChainRealm.CallErrorOf(machine, failed));
        }
    }

    private RunResult Begin(ContractFrame caller, FrameStart start)
    {
        Meters(caller.Machine, start, out long gas, out long memory);
        var frame = new ContractFrame(session, start);
        frame.Prepare(gas, memory);
        session.CallCount++;
        if (session.Calls.Count < ProtocolLimits.InnerCallsRecordedMax)
        {
            frame.CallIndex = session.Calls.Count;
            session.Calls.Add(new InnerCall((uint)session.Stack.Count, start.Sender, start.Contract, start.MethodName, start.Value, 0, ""));
        }
        Enter(frame);
        return frame.Advance(Value.Undefined);
    }

    /// <summary>63/64 of what the caller has left, so that it can always go on: of the gas that it had before it entered, where entering is dear.</summary>
    private static void Meters(Machine caller, FrameStart start, out long gas, out long memory)
    {
        long left = caller.Meter.GasLeft;
        gas = Math.Min(start.GasMax, Math.Max(0, left - Math.Max(start.GasKept, left / 64)));
        long free = caller.Meter.MemoryLimit - caller.Meter.MemoryUsed;
        memory = free - (free / 64);
    }

    private void Enter(ContractFrame frame)
    {
        frame.Mark = session.Mark();
        session.Stack.Add(frame);
        frame.Start.Before?.Invoke(session);
        session.Move(frame.Start.Sender, frame.Self, frame.Start.Value);
    }

    /// <summary>Takes the frame off and settles with its caller, which is null for the first.</summary>
    private ContractFrame? Leave(ContractFrame frame, ContractFailure? failure)
    {
        session.Stack.RemoveAt(session.Stack.Count - 1);
        if (failure is not null)
            session.Undo(frame.Mark);
        long used = frame.Machine.Meter.GasUsed;
        if (frame.CallIndex >= 0)
            session.Calls[frame.CallIndex] = session.Calls[frame.CallIndex] with { GasUsed = (ulong)used, Code = failure?.Code ?? "" };
        if (session.Stack.Count == 0)
            return null;
        ContractFrame caller = session.Stack[^1];
        bool suffices = caller.Machine.Meter.TryCharge(used);
        Invariant.Holds(suffices, "a callee uses no more than its caller has");
        return caller;
    }

    private ContractFailure? EndAll(ContractFailure? failure)
    {
        while (session.Stack.Count > 0)
            Leave(session.Stack[^1], failure);
        return failure;
    }

    private static Value ReturnedOf(ContractFrame caller, ContractFrame frame) => frame.Start.Kind switch
    {
        FrameKind.Init => HostValues.SharedText(caller.Machine, caller.Session.Addresses.Format(frame.Self)),
        FrameKind.Migrate => Value.Undefined,
        _ => frame.Start.Method!.Returns is { } type ? caller.NewMaker(frame.Code).Make(type, frame.ReturnedBytes) : Value.Undefined,
    };
}
