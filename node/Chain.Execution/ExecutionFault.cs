using Chain.Types;

namespace Chain.Execution;

/// <summary>An exception inside of a contract's execution that should not exist. The transaction failed with <see cref="ReceiptStatus.InternalFault"/>, here as everywhere.</summary>
/// <param name="TransactionId">Which transaction.</param>
/// <param name="Exception">What was thrown; no part of any result.</param>
public sealed record ExecutionFault(TransactionId TransactionId, Exception Exception);
