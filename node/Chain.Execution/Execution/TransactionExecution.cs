using Chain.Contracts;
using Chain.Primitives;
using Chain.State;
using Chain.Types;

namespace Chain.Execution;

/// <summary>Executes transactions one after the other (docs/spec/execution.md). Whatever the state is, each ends with a receipt: execution may fail a transaction, never a block.</summary>
internal sealed class TransactionExecution
{
    private readonly ExecutionState _state;
    private readonly BlockEnvironment _environment;
    private readonly ActionContext _context;
    private readonly ContractExecution _contracts;

    public TransactionExecution(ExecutionState state, BlockEnvironment environment, ContractRuntime? runtime)
    {
        _state = state;
        _environment = environment;
        _context = new ActionContext(state, environment);
        _contracts = new ContractExecution(_context, runtime);
    }

    /// <summary>Executes a transaction whose max fee is at least the base fee.</summary>
    public ExecutedTransaction Execute(Transaction transaction, uint index)
    {
        UnsignedTransaction body = transaction.Body;
        _state.Overlay.TryGetAccount(transaction.Sender, out AccountRecord account);
        HistoryLink previous = account.LastReceipt;
        _context.Sender = transaction.Sender;
        _context.Link = new HistoryLink(_environment.Height, index);
        _context.RecipientPrevious = HistoryLink.None;
        _context.Account = ConsumeSequence(body, transaction.Sender, account) with { LastReceipt = _context.Link };
        return body.Action.RunsContract ? _contracts.Execute(transaction, previous) : ExecuteNative(transaction, previous);
    }

    private ExecutedTransaction ExecuteNative(Transaction transaction, HistoryLink previous)
    {
        UnsignedTransaction body = transaction.Body;
        ulong gas = GasSchedule.Minimum(transaction) + GasOfNewAccount(body.Action);
        ReceiptStatus status = gas > body.GasLimit ? ReceiptStatus.OutOfGas : ReceiptStatus.Success;
        gas = Math.Min(gas, body.GasLimit);
        GasPrice price = GasPrice.Of(body, _environment.BaseFee);
        if (!price.TryFee(gas, out Amount fee, out Amount burned) || !_context.TryDebit(fee))
        {
            status = ReceiptStatus.CannotPay;
            fee = burned = _context.TakeEverything();
        }
        if (status == ReceiptStatus.Success)
            status = Apply(body.Action);
        _state.Write.Account(transaction.Sender, _context.Account);
        var receipt = new Receipt
        {
            TransactionId = transaction.Id,
            Status = status,
            GasUsed = gas,
            Burned = burned,
            Tip = fee - burned,
            SenderPrevious = previous,
            RecipientPrevious = _context.RecipientPrevious,
            Result = body.Action is TransactionAction.Freeze freeze ? new ContractResult { Contract = freeze.Contract } : ContractResult.None,
        };
        return new ExecutedTransaction(receipt, gas);
    }

    private ReceiptStatus Apply(TransactionAction action)
    {
        switch (action)
        {
            case TransactionAction.Transfer transfer:
                return TransferAction.Apply(transfer, _context);
            case TransactionAction.Freeze freeze:
                return FreezeAction.Apply(freeze, _context);
            case TransactionAction.Delegate bond:
                return DelegateAction.Apply(bond, _context);
            case TransactionAction.Undelegate unbond:
                return UndelegateAction.Apply(unbond, _context);
            case TransactionAction.RegisterValidator register:
                return RegisterValidatorAction.Apply(register, _context);
            default:
                Invariant.Holds(false, "every action that decodes can be executed");
                return ReceiptStatus.CannotPay;
        }
    }

    private AccountRecord ConsumeSequence(UnsignedTransaction body, Address sender, AccountRecord account)
    {
        if (body.Lane == 0)
            return account with { Sequence = body.Sequence + 1 };
        _state.Write.Lane(sender, body.Lane, body.Sequence + 1);
        return account;
    }

    private ulong GasOfNewAccount(TransactionAction action)
    {
        _context.Recipient = default;
        if (action is not TransactionAction.Transfer transfer)
            return 0;
        bool exists = _state.Overlay.TryGetAccount(transfer.To, out AccountRecord recipient);
        _context.Recipient = recipient;
        return exists ? 0 : GasSchedule.NewAccount;
    }
}
