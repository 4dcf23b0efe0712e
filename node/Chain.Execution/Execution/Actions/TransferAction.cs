using Chain.State;
using Chain.Types;

namespace Chain.Execution;

/// <summary>Moves an amount from the sender to a recipient, who is created when new. To oneself nothing moves.</summary>
internal static class TransferAction
{
    public static ReceiptStatus Apply(TransactionAction.Transfer transfer, ActionContext context)
    {
        if (transfer.To == context.Sender)
            return context.Account.Balance >= transfer.Amount ? ReceiptStatus.Success : ReceiptStatus.CannotPay;
        AccountRecord recipient = context.Recipient;
        if (!recipient.AcceptsTransfers)
            return ReceiptStatus.RecipientRefused;
        if (!context.TryDebit(transfer.Amount))
            return ReceiptStatus.CannotPay;
        context.RecipientPrevious = recipient.LastReceipt;
        // The sum fits: it is part of the supply.
        context.State.Write.Account(transfer.To, recipient with { Balance = recipient.Balance + transfer.Amount, LastReceipt = context.Link });
        return ReceiptStatus.Success;
    }
}
