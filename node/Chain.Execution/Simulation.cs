using Chain.Contracts;
using Chain.State;
using Chain.Types;

namespace Chain.Execution;

/// <summary>What a transaction would do on a state, for wallets and the curious. Changes nothing and promises nothing.</summary>
public static class Simulation
{
    /// <summary>
    /// What the transaction would give in the block after the given state, by the very code that executes blocks. Neither signature, sequence
    /// nor expiry are looked at; a max fee below the base fee pays what it offers.
    /// </summary>
    public static SimulatedTransaction Simulate(Transaction transaction, IStateReader parentState, ChainRules rules, ContractRuntime? runtime = null)
    {
        var state = new ExecutionState(parentState, transaction.Id.Value, 1);
        ulong baseFee = Math.Min(state.Chain.BaseFee, transaction.Body.MaxFee);
        var environment = new BlockEnvironment(rules, state.Chain.Height + 1, state.Chain.TimeMs + 1, baseFee, transaction.Sender);
        ExecutedTransaction executed = new TransactionExecution(state, environment, runtime).Execute(transaction, 0);
        return new SimulatedTransaction(executed.Receipt, executed.GasExecuted, executed.Fault);
    }
}
