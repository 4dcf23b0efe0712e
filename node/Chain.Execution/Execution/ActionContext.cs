using Chain.Primitives;
using Chain.State;
using Chain.Types;

namespace Chain.Execution;

/// <summary>What an action works on: its sender, already charged for gas, and the state. An action writes nothing before all its checks have passed.</summary>
internal sealed class ActionContext(ExecutionState state, BlockEnvironment environment)
{
    public ExecutionState State { get; } = state;

    public BlockEnvironment Environment { get; } = environment;

    /// <summary>The sender's address.</summary>
    public Address Sender { get; set; }

    /// <summary>The sender's record, written back after the action.</summary>
    public AccountRecord Account { get; set; }

    /// <summary>The link that this transaction's receipt puts at the head of each party's history.</summary>
    public HistoryLink Link { get; set; }

    /// <summary>The record of a transfer's recipient before the transaction; empty when it is new, or when there is none.</summary>
    public AccountRecord Recipient { get; set; }

    /// <summary>The recipient's receipt before this one, when there is a recipient.</summary>
    public HistoryLink RecipientPrevious { get; set; }

    /// <summary>Takes from the sender; false, and nothing changes, when it has less.</summary>
    public bool TryDebit(Amount amount)
    {
        bool covered = Account.Balance.TrySubtract(amount, out Amount left);
        if (covered)
            Account = Account with { Balance = left };
        return covered;
    }

    /// <summary>Takes all that the sender has: for one who looks unable to pay, which validity excludes.</summary>
    public Amount TakeEverything()
    {
        Amount rest = Account.Balance;
        Account = Account with { Balance = Amount.Zero };
        return rest;
    }

    /// <summary>Puts this transaction's receipt at the head of another account's history. The account must exist.</summary>
    public void LinkRecipient(Address recipient)
    {
        bool exists = State.Overlay.TryGetAccount(recipient, out AccountRecord account);
        Invariant.Holds(exists, "a contract has an account");
        RecipientPrevious = account.LastReceipt;
        State.Write.Account(recipient, account with { LastReceipt = Link });
    }
}
