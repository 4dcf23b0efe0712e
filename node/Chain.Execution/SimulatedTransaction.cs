using Chain.Types;

namespace Chain.Execution;

/// <summary>What a simulation gave.</summary>
/// <param name="Receipt">The receipt that the transaction would have.</param>
/// <param name="GasExecuted">Gas that it really used. The receipt says what is charged, which where a contract runs is at least half of the limit.</param>
/// <param name="Fault">The exception behind an internal fault, for the log.</param>
public sealed record SimulatedTransaction(Receipt Receipt, ulong GasExecuted, Exception? Fault);
