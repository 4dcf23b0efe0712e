using Chain.Contracts;
using Chain.Primitives;
using Chain.State;
using Chain.Types;

namespace Chain.Execution;

/// <summary>
/// Executes a transaction that may run a contract. The fee of the whole limit leaves the sender before anything runs, and what was
/// not used comes back after: whatever the contract does meanwhile, the fee is there, and the sender's debits stay those of the
/// transaction's bytes, value and fee. A failed transaction leaves nothing of the contract but what its receipt tells.
/// </summary>
internal sealed class ContractExecution(ActionContext context, ContractRuntime? runtime)
{
    private readonly ExecutionState _state = context.State;
    private ContractRuntime? _runtime = runtime;
    private readonly ContractContext _contract = new(
        context.Environment.Height, context.Environment.TimeMs, context.Environment.Rules.AddressPrefix, context.Environment.Rules.GenesisHash);

    /// <summary>Executes with the sender's record, its sequence consumed, in the context.</summary>
    public ExecutedTransaction Execute(Transaction transaction, HistoryLink previous)
    {
        UnsignedTransaction body = transaction.Body;
        GasPrice price = GasPrice.Of(body, context.Environment.BaseFee);
        if (!price.TryFee(body.GasLimit, out Amount reserved, out _) || !context.TryDebit(reserved))
            return Broke(transaction, previous);
        _state.Write.Account(context.Sender, context.Account);
        ContractOutcome outcome = Run(transaction);
        ulong executed = GasExecuted(transaction, outcome);
        ulong charged = GasSchedule.Charged(body, executed - outcome.GasRefunded);
        bool isPart = price.TryFee(charged, out Amount fee, out Amount burned);
        Invariant.Holds(isPart && charged <= body.GasLimit, "what is charged is a part of what was reserved");
        // Read again: the contract may have paid the sender.
        _state.Overlay.TryGetAccount(context.Sender, out AccountRecord sender);
        _state.Write.Account(context.Sender, sender with { Balance = sender.Balance + (reserved - fee) });
        bool succeeded = outcome.IsSuccess;
        Address contract = ContractOf(transaction);
        if (succeeded)
            _state.ContractWrites += outcome.StateWrites;
        // What failed is part of the contract's history too: whoever looks after it wants to see that first.
        if (succeeded || _state.Overlay.TryGetContract(contract, out _))
            context.LinkRecipient(contract);
        var receipt = new Receipt
        {
            TransactionId = transaction.Id,
            Status = outcome.Status,
            GasUsed = charged,
            Burned = burned,
            Tip = fee - burned,
            SenderPrevious = previous,
            RecipientPrevious = context.RecipientPrevious,
            Events = succeeded ? outcome.Events : [],
            Result = ResultOf(outcome, succeeded || body.Action is not TransactionAction.Deploy ? contract : null),
        };
        return new ExecutedTransaction(receipt, executed, outcome.Fault);
    }

    private ContractOutcome Run(Transaction transaction)
    {
        UnsignedTransaction body = transaction.Body;
        ulong minimum = GasSchedule.Minimum(transaction);
        if (minimum > body.GasLimit)
            return new ContractOutcome { Status = ReceiptStatus.OutOfGas, GasUsed = 0 };
        if (context.Account.Balance < body.Action.Debit)
            return new ContractOutcome { Status = ReceiptStatus.CannotPay, GasUsed = 0 };
        ulong gas = body.GasLimit - minimum;
        ContractRuntime runtime = _runtime ??= new ContractRuntime();
        int writes = ProtocolLimits.BlockStateWritesMax - _state.ContractWrites;
        switch (body.Action)
        {
            case TransactionAction.Deploy deploy:
                return runtime.Deploy(_state.Overlay, _contract, new DeployRequest
                {
                    Sender = context.Sender,
                    Contract = ContractOf(transaction),
                    Source = deploy.Source,
                    Arguments = deploy.Arguments,
                    Value = deploy.Value,
                    Upgrader = deploy.Upgrader,
                    Gas = gas,
                    StateWritesMax = writes,
                });
            case TransactionAction.Call call:
                return runtime.Call(_state.Overlay, _contract, new CallRequest
                {
                    Sender = context.Sender,
                    Contract = call.Contract,
                    Method = call.Method,
                    Arguments = call.Arguments,
                    Value = call.Value,
                    Gas = gas,
                    StateWritesMax = writes,
                });
            case TransactionAction.Upgrade upgrade:
                return runtime.Upgrade(_state.Overlay, _contract, new UpgradeRequest
                {
                    Sender = context.Sender,
                    Contract = upgrade.Contract,
                    Source = upgrade.Source,
                    Arguments = upgrade.Arguments,
                    Gas = gas,
                    StateWritesMax = writes,
                });
            default:
                Invariant.Holds(false, "every action that runs a contract is executed here");
                return new ContractOutcome { Status = ReceiptStatus.InternalFault, GasUsed = gas };
        }
    }

    private static Address ContractOf(Transaction transaction) => transaction.Body.Action switch
    {
        TransactionAction.Call call => call.Contract,
        TransactionAction.Upgrade upgrade => upgrade.Contract,
        _ => Address.OfContract(transaction.Sender, transaction.Body.Lane, transaction.Body.Sequence),
    };

    // Out of gas and a fault of the program cost the limit, whatever had been used when they were found.
    private static ulong GasExecuted(Transaction transaction, ContractOutcome outcome)
    {
        ulong limit = transaction.Body.GasLimit;
        if (outcome.Status is ReceiptStatus.OutOfGas or ReceiptStatus.InternalFault)
            return limit;
        ulong used = GasSchedule.Minimum(transaction) + outcome.GasUsed;
        Invariant.Holds(used <= limit, "a contract uses no more gas than it was given");
        return used;
    }

    private static ContractResult ResultOf(ContractOutcome outcome, Address? contract)
    {
        bool succeeded = outcome.IsSuccess;
        return new ContractResult
        {
            Code = ReceiptText.Cut(outcome.Code, ProtocolLimits.FailureCodeBytesMax),
            Message = ReceiptText.Cut(outcome.Message, ProtocolLimits.FailureMessageBytesMax),
            FailedAt = outcome.FailedAt,
            Function = ReceiptText.Cut(outcome.Function, ProtocolLimits.FunctionNameBytesMax),
            Line = outcome.Line,
            Column = outcome.Column,
            ReturnValue = succeeded ? outcome.ReturnValue : default,
            Contract = contract,
            Moves = succeeded ? outcome.Moves : [],
            Calls = outcome.Calls,
            CallCount = (uint)outcome.CallCount,
        };
    }

    // Validity excludes this. Whatever is there is burned.
    private ExecutedTransaction Broke(Transaction transaction, HistoryLink previous)
    {
        Amount rest = context.TakeEverything();
        _state.Write.Account(context.Sender, context.Account);
        ulong gas = Math.Min(GasSchedule.Minimum(transaction), transaction.Body.GasLimit);
        var receipt = new Receipt
        {
            TransactionId = transaction.Id,
            Status = ReceiptStatus.CannotPay,
            GasUsed = gas,
            Burned = rest,
            Tip = Amount.Zero,
            SenderPrevious = previous,
        };
        return new ExecutedTransaction(receipt, gas);
    }
}
