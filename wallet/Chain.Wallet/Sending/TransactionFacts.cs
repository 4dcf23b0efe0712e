using Chain.Primitives;
using Chain.Types;
using Chain.Wallet.Networks;

namespace Chain.Wallet.Sending;

/// <summary>Says in words what a transaction does, from its bytes alone: nothing that anybody claims about it is shown.</summary>
/// <param name="network">Whose addresses they are.</param>
/// <param name="nameOf">The name that the user gave to an address, or null.</param>
public sealed class TransactionFacts(Network network, Func<Address, string?> nameOf)
{
    /// <summary>Network, sender and action.</summary>
    public IEnumerable<Fact> OfIntent(Address sender, TransactionAction action, string memo)
    {
        yield return new("network", $"{network.Name} (genesis {network.GenesisHash.ToString()[..16]}…)");
        yield return new("from", Name(sender));
        foreach (Fact fact in OfAction(action))
            yield return fact;
        if (memo.Length > 0)
            yield return new("memo", memo);
    }

    /// <summary>Everything in a body.</summary>
    public IEnumerable<Fact> OfBody(Address sender, UnsignedTransaction body)
    {
        foreach (Fact fact in OfIntent(sender, body.Action, body.Memo))
            yield return fact;
        yield return new("fee", FeeMath.TryFee(body.GasLimit, body.MaxFee, out Amount fee) ? $"at most {fee}" : "more than can exist");
        yield return new("prices", $"max fee {body.MaxFee}grain, tip {body.Tip}grain per million gas; gas limit {body.GasLimit}");
        yield return new("slot", $"lane {body.Lane}, sequence {body.Sequence}");
        yield return new("expires", $"height {body.ExpiryHeight}");
    }

    /// <summary>An action's name for programs.</summary>
    public static string ActionName(TransactionAction action) => action switch
    {
        TransactionAction.Transfer => "transfer",
        TransactionAction.Delegate => "delegate",
        TransactionAction.Undelegate => "undelegate",
        TransactionAction.RegisterValidator => "registerValidator",
        _ => throw new InvariantException($"the action {action.GetType().Name} has a name"),
    };

    /// <summary>Who receives it; null for an action without another party.</summary>
    public static Address? Counterparty(TransactionAction action) => action switch
    {
        TransactionAction.Transfer transfer => transfer.To,
        TransactionAction.Delegate bond => bond.Validator,
        TransactionAction.Undelegate unbond => unbond.Validator,
        _ => null,
    };

    /// <summary>The amount that an action names.</summary>
    public static Amount AmountOf(TransactionAction action) => action is TransactionAction.Undelegate unbond ? unbond.Amount : action.Debit;

    private IEnumerable<Fact> OfAction(TransactionAction action) => action switch
    {
        TransactionAction.Transfer transfer => [new("action", "transfer"), new("to", Name(transfer.To)), new("amount", Money(transfer.Amount))],
        TransactionAction.Delegate bond => [new("action", "bond to a validator"), new("validator", Name(bond.Validator)), new("amount", Money(bond.Amount))],
        TransactionAction.Undelegate unbond => [new("action", "take back from a validator, paid out when the unbonding time has passed"), new("validator", Name(unbond.Validator)), new("amount", Money(unbond.Amount))],
        TransactionAction.RegisterValidator register => [new("action", "become a validator's operator"), new("consensus key", register.ConsensusKey.ToString()), new("self-stake", Money(register.SelfStake))],
        _ => throw new InvariantException($"the action {action.GetType().Name} can be told"),
    };

    private string Name(Address address) => nameOf(address) is { } name ? $"{network.Format(address)} ({name})" : network.Format(address);

    private static string Money(Amount amount) => $"{amount} ({AmountText.FormatGrains(amount)})";
}
