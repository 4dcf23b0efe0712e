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

    public TransactionExecution(ExecutionState state, BlockEnvironment environment)
    {
        _state = state;
        _environment = environment;
        _context = new ActionContext(state, environment);
    }

    /// <summary>Executes a transaction whose max fee is at least the base fee.</summary>
    public Receipt Execute(Transaction transaction, uint index)
    {
        UnsignedTransaction body = transaction.Body;
        _state.Overlay.TryGetAccount(transaction.Sender, out AccountRecord account);
        HistoryLink previous = account.LastReceipt;
        _context.Sender = transaction.Sender;
        _context.Link = new HistoryLink(_environment.Height, index);
        _context.RecipientPrevious = HistoryLink.None;
        _context.Account = ConsumeSequence(body, transaction.Sender, account) with { LastReceipt = _context.Link };

        ulong gas = GasSchedule.Minimum(transaction) + GasOfNewAccount(body.Action);
        ReceiptStatus status = gas > body.GasLimit ? ReceiptStatus.OutOfGas : ReceiptStatus.Success;
        gas = Math.Min(gas, body.GasLimit);
        (Amount burned, Amount tip, bool paid) = Charge(body, gas);
        if (!paid)
            status = ReceiptStatus.CannotPay;
        if (status == ReceiptStatus.Success)
            status = Apply(body.Action);
        _state.Write.Account(transaction.Sender, _context.Account);
        return new Receipt
        {
            TransactionId = transaction.Id,
            Status = status,
            GasUsed = gas,
            Burned = burned,
            Tip = tip,
            SenderPrevious = previous,
            RecipientPrevious = _context.RecipientPrevious,
        };
    }

    private ReceiptStatus Apply(TransactionAction action)
    {
        switch (action)
        {
            case TransactionAction.Transfer transfer:
                return TransferAction.Apply(transfer, _context);
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

    // The fee is rounded up once, over base fee and tip together, so that it never exceeds gas limit × max fee; the tip is what burning leaves.
    private (Amount Burned, Amount Tip, bool Paid) Charge(UnsignedTransaction body, ulong gas)
    {
        ulong baseFee = _environment.BaseFee;
        ulong price = baseFee + FeeMath.EffectiveTip(body.MaxFee, body.Tip, baseFee);
        bool payable = FeeMath.TryFee(gas, price, out Amount fee) & FeeMath.TryFee(gas, baseFee, out Amount burned);
        if (payable && _context.TryDebit(fee))
            return (burned, fee - burned, true);
        // Validity excludes this. Whatever is there is burned.
        Amount rest = _context.Account.Balance;
        _context.Account = _context.Account with { Balance = Amount.Zero };
        return (rest, Amount.Zero, false);
    }
}
