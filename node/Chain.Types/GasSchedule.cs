namespace Chain.Types;

/// <summary>Gas of native work (docs/spec/execution.md). One gas is about 6 ns of one core; storage costs more than its time, since it stays.</summary>
public static class GasSchedule
{
    /// <summary>Every transaction: signature check, admission, two account records, receipt.</summary>
    public const ulong Transaction = 10_000;

    /// <summary>A byte of the transaction.</summary>
    public const ulong TransactionByte = 10;

    /// <summary>An account that did not exist.</summary>
    public const ulong NewAccount = 10_000;

    /// <summary>A lane that was not open: costs what an account costs, as it stays as long.</summary>
    public const ulong NewLane = NewAccount;

    /// <summary>Bonding to a validator.</summary>
    public const ulong Delegate = 20_000;

    /// <summary>Starting an unbonding.</summary>
    public const ulong Undelegate = 30_000;

    /// <summary>Registering a validator, which every node ranks for ever after.</summary>
    public const ulong RegisterValidator = 200_000;

    /// <summary>
    /// Gas that a transaction uses whatever the state is: below this its limit cannot suffice, and it is refused before inclusion.
    /// The first transaction of a lane pays for the lane here, so that no failure leaves an open lane that nobody paid for.
    /// </summary>
    public static ulong Minimum(Transaction transaction) =>
        Transaction + (TransactionByte * (ulong)transaction.Encoded.Length) + OfAction(transaction.Body.Action) + (OpensLane(transaction.Body) ? NewLane : 0);

    /// <summary>The most that a native transaction can use: a higher limit is refused, so that nobody fills blocks with limits they do not use.</summary>
    public static ulong NativeMaximum(Transaction transaction) =>
        Minimum(transaction) + (transaction.Body.Action is TransactionAction.Transfer ? NewAccount : 0);

    /// <summary>True for the first transaction of a lane. Lane 0 is part of the account and costs nothing.</summary>
    public static bool OpensLane(UnsignedTransaction body) => body.Lane != 0 && body.Sequence == 0;

    /// <summary>Gas of the action itself.</summary>
    public static ulong OfAction(TransactionAction action) => action switch
    {
        TransactionAction.Transfer => 0,
        TransactionAction.Delegate => Delegate,
        TransactionAction.Undelegate => Undelegate,
        TransactionAction.RegisterValidator => RegisterValidator,
        _ => ProtocolLimits.GasMax,
    };
}
