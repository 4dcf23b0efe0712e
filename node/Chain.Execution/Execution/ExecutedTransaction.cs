using Chain.Types;

namespace Chain.Execution;

/// <summary>What executing one transaction gave.</summary>
/// <param name="Receipt">Its receipt.</param>
/// <param name="GasExecuted">Gas that it really used; the receipt says what is charged.</param>
/// <param name="Fault">The exception behind an internal fault.</param>
internal readonly record struct ExecutedTransaction(Receipt Receipt, ulong GasExecuted, Exception? Fault = null);
