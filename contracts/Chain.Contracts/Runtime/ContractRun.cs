using Chain.Primitives;
using Chain.State;
using Chain.Types;

namespace Chain.Contracts;

/// <summary>
/// One request: what must hold before the first frame runs, in order, each with its own status; then the run; then what became of it. Gas is charged before
/// what it pays for is done, here as in the machine.
/// </summary>
internal sealed class ContractRun(ContractSession session, ContractRequest request)
{
    private readonly FrameMark mark = session.Mark();
    private readonly long gasLimit = (long)Math.Min(request.Gas, ProtocolLimits.GasMax);
    private long gasUsed;
    private ContractFailure? failure;
    private ContractFrame? frame;

    /// <summary>Charges; false, with all gas used up, when there is less.</summary>
    internal bool TryCharge(long gas)
    {
        bool suffices = gas <= gasLimit - gasUsed;
        gasUsed = suffices ? gasUsed + gas : gasLimit;
        return suffices || Refuse(ReceiptStatus.OutOfGas, FailureCodes.OutOfGas, "the gas is used up");
    }

    /// <summary>Counts writes; false when the block has fewer left.</summary>
    internal bool TryCountWrites(int count) =>
        session.TryCountWrites(count) || Refuse(ReceiptStatus.StateWritesExceeded, FailureCodes.StateWritesExceeded, "the block's writes of state are used up");

    /// <summary>Says why it fails; always false.</summary>
    internal bool Refuse(ReceiptStatus status, string code, string message, int line = 0, int column = 0)
    {
        failure = new ContractFailure(code, ReceiptText.Cut(message, ProtocolLimits.FailureMessageBytesMax))
        {
            Status = status,
            At = request.Contract,
            Line = (uint)line,
            Column = (uint)column,
        };
        return false;
    }

    /// <summary>The code of the contract that is asked for, its first touch charged.</summary>
    internal bool TryLoad(out ContractRecord record, out LoadedContract code)
    {
        code = null!;
        record = default;
        if (!TryCharge(HostGas.Call + HostGas.Read))
            return false;
        return session.State.TryGetContract(request.Contract, out record) ? TryLoad(record.CodeHash, out code) : Refuse(ReceiptStatus.ContractUnknown, FailureCodes.NoContract, "there is no contract at the address");
    }

    /// <summary>A new code; compiling it is paid for.</summary>
    internal bool TryCompile(ReadOnlyMemory<byte> source, out LoadedContract code)
    {
        code = null!;
        var options = new ContractCompileOptions { AllowConsole = session.Options.AllowConsole };
        ContractCode? compiled = ContractCompiler.Compile(source, options, out ContractFault? fault);
        if (compiled is null)
            return Refuse(ReceiptStatus.SourceRefused, FailureCodes.SourceRefused, fault!.Message, fault.Line, fault.Column);
        code = session.Codes.Keep(new LoadedContract(compiled, compiled.Weight));
        session.SetTouched(compiled.Hash, compiled.Weight);
        return true;
    }

    /// <summary>Whether arguments are those of a method; where the code declares none, nothing.</summary>
    internal bool TryDecode(AbiMethod? method, ReadOnlyMemory<byte> bytes)
    {
        if (!TryCharge(bytes.Length / HostGas.PartBytesPerGas))
            return false;
        return (bytes.Length <= ProtocolLimits.ArgumentsBytesMax && AbiCodec.TryDecodeArguments(method?.Arguments ?? [], bytes.Span, out _))
            || Refuse(ReceiptStatus.ArgumentsInvalid, FailureCodes.BadArguments, method is null ? "nothing runs that takes arguments" : $"the arguments are not those of {method.Signature}");
    }

    /// <summary>Whether the method takes coins, and the sender has them.</summary>
    internal bool TryPay(AbiMethod? method, Amount value)
    {
        if (value == Amount.Zero)
            return true;
        if (method is not { IsPayable: true })
            return Refuse(ReceiptStatus.ValueRefused, FailureCodes.NotPayable, "the method takes no coins");
        if (!TryCharge(HostGas.Transfer) || !TryCountWrites(2))
            return false;
        return session.State.Balance(request.Sender) >= value || Refuse(ReceiptStatus.CannotPay, FailureCodes.InsufficientBalance, "the sender has less than the call is to bring");
    }

    /// <summary>Runs a frame with the gas that is left.</summary>
    internal void Run(FrameStart start, long memoryMax)
    {
        frame = new ContractFrame(session, start);
        frame.Prepare(gasLimit - gasUsed, memoryMax);
        failure = new CallLoop(session).Run(frame);
        gasUsed += frame.Machine.Meter.GasUsed;
    }

    /// <summary>A defect outside of any machine.</summary>
    internal void Fail(Exception fault)
    {
        session.Stack.Clear();
        Refuse(ReceiptStatus.InternalFault, FailureCodes.InternalFault, "a defect of the node's software ended the run");
        failure = failure! with { Fault = fault };
    }

    /// <summary>What became of it. After a failure nothing is left in the state.</summary>
    internal ContractOutcome End()
    {
        if (failure is not null)
            session.Undo(mark);
        return new ContractOutcome
        {
            Status = failure?.Status ?? ReceiptStatus.Success,
            Code = failure?.Code ?? "",
            Message = failure?.Message ?? "",
            FailedAt = failure?.At,
            Function = failure?.Function ?? "",
            Line = failure?.Line ?? 0,
            Column = failure?.Column ?? 0,
            GasUsed = failure?.Status == ReceiptStatus.InternalFault ? request.Gas : (ulong)gasUsed,
            GasRefunded = (ulong)session.Refunded,
            ReturnValue = failure is null ? frame?.ReturnedBytes ?? [] : default(ReadOnlyMemory<byte>),
            Events = session.Events,
            Moves = session.Moves,
            Calls = session.Calls,
            CallCount = session.CallCount,
            StateWrites = session.StateWrites,
            Fault = failure?.Fault,
        };
    }

    private bool TryLoad(Hash256 hash, out LoadedContract code)
    {
        if (session.Codes.TryGet(hash, out code))
            return TryTouch(hash, code.Weight);
        bool isThere = session.State.TryGetCode(hash, out CodeRecord record);
        Invariant.Holds(isThere, "the code of a contract is in the state");
        if (!TryTouch(hash, (long)record.Weight))
            return false;
        code = session.Codes.Load(hash, record);
        return true;
    }

    private bool TryTouch(Hash256 hash, long weight)
    {
        if (!TryCharge(session.FirstTouch(hash, weight)))
            return false;
        session.SetTouched(hash, weight);
        return true;
    }
}
