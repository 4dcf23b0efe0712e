using Chain.Script.Execution;
using Chain.Script.Hosting;
using Chain.Script.Values;
using Chain.Types;

namespace Chain.Contracts;

/// <summary>Reads from the end of a run why it failed. It runs nothing of the script: whatever was thrown, the texts are data that lies there, cut to what a receipt holds.</summary>
internal static class FailureReading
{
    internal static ContractFailure Of(ContractFrame frame, RunResult result)
    {
        var failure = result.Status switch
        {
            RunStatus.OutOfGas => new ContractFailure(FailureCodes.OutOfGas, result.Error!.Message) { Status = ReceiptStatus.OutOfGas },
            RunStatus.OutOfMemory => new ContractFailure(FailureCodes.OutOfMemory, result.Error!.Message) { Status = ReceiptStatus.OutOfMemory },
            RunStatus.TooDeep => new ContractFailure(FailureCodes.TooDeep, result.Error!.Message) { Status = ReceiptStatus.TooDeep },
            RunStatus.Stopped => new ContractFailure(FailureCodes.StateWritesExceeded, "the block's writes of state are used up") { Status = ReceiptStatus.StateWritesExceeded },
            RunStatus.InternalFault => new ContractFailure(FailureCodes.InternalFault, result.Error!.Message) { Status = ReceiptStatus.InternalFault, Fault = result.Fault },
            _ => OfThrown(frame.Machine, result),
        };
        if (failure.At is not null)
            return failure;
        return failure with
        {
            At = frame.Self,
            Function = ReceiptText.Cut(result.Error!.Function, ProtocolLimits.FunctionNameBytesMax),
            Line = (uint)result.Error.Line,
            Column = (uint)result.Error.Column,
        };
    }

    private static ContractFailure OfThrown(Machine machine, RunResult result)
    {
        Value thrown = result.Value;
        string code = HostData.TextOfThrown(machine, thrown, "code") ?? NameOf(thrown, result);
        var failure = new ContractFailure(
            ReceiptText.Cut(code.Length == 0 ? FailureCodes.Thrown : code, ProtocolLimits.FailureCodeBytesMax),
            ReceiptText.Cut(result.Error!.Message, ProtocolLimits.FailureMessageBytesMax));
        return HostData.OfError(thrown) is ContractFailure cause
            ? failure with { At = cause.At, Function = cause.Function, Line = cause.Line, Column = cause.Column }
            : failure;
    }

    private static string NameOf(Value thrown, RunResult result) =>
        thrown.IsObject && thrown.AsObject.ObjectClass == ObjectClass.Error ? result.Error!.Code : FailureCodes.Thrown;
}
