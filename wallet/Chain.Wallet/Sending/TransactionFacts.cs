using Chain.Contracts;
using Chain.Primitives;
using Chain.Types;
using Chain.Wallet.Contracts;
using Chain.Wallet.Networks;

namespace Chain.Wallet.Sending;

/// <summary>Says in words what a transaction does, from its bytes alone: nothing that anybody claims about it is shown.</summary>
/// <param name="network">Whose addresses they are.</param>
/// <param name="nameOf">The name that the user gave to an address, or null.</param>
/// <param name="contractOf">What is known of a contract, or null: its interface gives arguments their names.</param>
public sealed class TransactionFacts(Network network, Func<Address, string?> nameOf, Func<Address, KnownContract?>? contractOf = null)
{
    private readonly ContractValueText _values = new(network, nameOf);

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
        TransactionAction.Deploy => "deploy",
        TransactionAction.Call => "call",
        TransactionAction.Upgrade => "upgrade",
        TransactionAction.Freeze => "freeze",
        _ => throw new InvariantException($"the action {action.GetType().Name} has a name"),
    };

    /// <summary>An action in a word or two for people: of a call also its method.</summary>
    public static string ActionWords(TransactionAction action) => action is TransactionAction.Call call ? $"call {call.Method}" : ActionName(action);

    /// <summary>Who receives it; null for an action without another party.</summary>
    public static Address? Counterparty(TransactionAction action) => action switch
    {
        TransactionAction.Transfer transfer => transfer.To,
        TransactionAction.Delegate bond => bond.Validator,
        TransactionAction.Undelegate unbond => unbond.Validator,
        TransactionAction.Call call => call.Contract,
        TransactionAction.Upgrade upgrade => upgrade.Contract,
        TransactionAction.Freeze freeze => freeze.Contract,
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
        TransactionAction.Deploy deploy => OfDeploy(deploy),
        TransactionAction.Call call => OfCall(call),
        TransactionAction.Upgrade upgrade => OfUpgrade(upgrade),
        TransactionAction.Freeze freeze => [new("action", "give up for ever the right to upgrade a contract"), new("contract", Contract(freeze.Contract))],
        _ => throw new InvariantException($"the action {action.GetType().Name} can be told"),
    };

    private IEnumerable<Fact> OfDeploy(TransactionAction.Deploy deploy)
    {
        KnownContract? contract = ContractSource.Read(default, deploy.Source);
        yield return new("action", $"deploy contract {contract?.Abi.Name ?? "(its source cannot be read)"}");
        yield return Source(deploy.Source);
        if (contract?.Abi.Init is not null || !deploy.Arguments.IsEmpty)
            yield return new("init", Call("init", contract?.Abi.Init, deploy.Arguments));
        if (deploy.Value > Amount.Zero)
            yield return new("value", Money(deploy.Value));
        yield return new("upgrader", deploy.Upgrader is { } upgrader ? Name(upgrader) : "nobody: it can never be changed");
    }

    private IEnumerable<Fact> OfCall(TransactionAction.Call call)
    {
        KnownContract? contract = contractOf?.Invoke(call.Contract);
        yield return new("action", "call a contract");
        yield return new("contract", Contract(call.Contract));
        yield return new("call", Call(call.Method, contract?.Abi.FindMethod(call.Method), call.Arguments));
        if (call.Value > Amount.Zero)
            yield return new("value", Money(call.Value));
    }

    private IEnumerable<Fact> OfUpgrade(TransactionAction.Upgrade upgrade)
    {
        KnownContract? contract = ContractSource.Read(upgrade.Contract, upgrade.Source);
        yield return new("action", "give a contract new code");
        yield return new("contract", Contract(upgrade.Contract));
        yield return Source(upgrade.Source);
        if (contract?.Abi.Migrate is not null || !upgrade.Arguments.IsEmpty)
            yield return new("migrate", Call("migrate", contract?.Abi.Migrate, upgrade.Arguments));
    }

    private string Call(string name, AbiMethod? method, ReadOnlyMemory<byte> arguments)
    {
        if (method is not null)
            return $"{name}({_values.Fields(method.Arguments, arguments.Span)})";
        return arguments.IsEmpty ? $"{name}()" : $"{name}({ContractValueText.Hex(arguments.Span)}), whose meaning the contract's interface would tell";
    }

    private static Fact Source(ReadOnlyMemory<byte> source) => new("source", $"{source.Length} bytes, code {ContractCompiler.HashOf(source.Span).ToString()[..16]}…");

    private string Contract(Address address) => contractOf?.Invoke(address) is { } known ? $"{Name(address)}, {known.Abi.Name}" : Name(address);

    private string Name(Address address) => nameOf(address) is { } name ? $"{network.Format(address)} ({name})" : network.Format(address);

    private static string Money(Amount amount) => $"{amount} ({AmountText.FormatGrains(amount)})";
}
