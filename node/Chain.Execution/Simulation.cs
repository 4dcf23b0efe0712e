using Chain.State;
using Chain.Types;

namespace Chain.Execution;

/// <summary>What a transaction would do on a state, for wallets and the curious. Changes nothing and promises nothing.</summary>
public static class Simulation
{
    /// <summary>
    /// The receipt that the transaction would have in the block after the given state. Neither signature, sequence nor expiry are
    /// looked at; a max fee below the base fee pays what it offers.
    /// </summary>
    public static Receipt Simulate(Transaction transaction, IStateReader parentState, ChainRules rules)
    {
        var state = new ExecutionState(parentState, transaction.Id.Value, 1);
        ulong baseFee = Math.Min(state.Chain.BaseFee, transaction.Body.MaxFee);
        var environment = new BlockEnvironment(rules, state.Chain.Height + 1, state.Chain.TimeMs + 1, baseFee, transaction.Sender);
        return new TransactionExecution(state, environment).Execute(transaction, 0);
    }
}
