using Chain.Primitives;
using Chain.Types;

namespace Chain.Contracts;

/// <summary>Why a frame failed, and where. An error of a callee that the caller lets through keeps the place where it arose.</summary>
internal sealed record ContractFailure(string Code, string Message)
{
    /// <summary>The status of the receipt, should it end the transaction.</summary>
    public ReceiptStatus Status { get; init; } = ReceiptStatus.ContractFailed;

    /// <summary>The contract.</summary>
    public Address? At { get; init; }

    /// <summary>The function.</summary>
    public string Function { get; init; } = "";

    /// <summary>The line, from 1; 0 for none.</summary>
    public uint Line { get; init; }

    /// <summary>The column, from 1; 0 for none.</summary>
    public uint Column { get; init; }

    /// <summary>What a defect looked like.</summary>
    public Exception? Fault { get; init; }

    /// <summary>Whether no caller can go on: a defect of the node, or the end of the block's writes.</summary>
    public bool EndsTransaction => Status is ReceiptStatus.InternalFault or ReceiptStatus.StateWritesExceeded;
}
