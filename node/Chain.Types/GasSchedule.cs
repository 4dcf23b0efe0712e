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

    /// <summary>A byte of a contract's source: compiling crafted source takes up to this, and it is done before anything else is known of it.</summary>
    public const ulong SourceByte = 120;

    /// <summary>Giving up the right to upgrade a contract.</summary>
    public const ulong Freeze = 10_000;

    /// <summary>
    /// Gas that a transaction uses whatever the state is: below this its limit cannot suffice, and it is refused before inclusion.
    /// The first transaction of a lane pays for the lane here, so that no failure leaves an open lane that nobody paid for.
    /// </summary>
    public static ulong Minimum(Transaction transaction) =>
        Transaction + (TransactionByte * (ulong)transaction.Encoded.Length) + OfAction(transaction.Body.Action) + (OpensLane(transaction.Body) ? NewLane : 0);

    /// <summary>
    /// The highest limit that is accepted, so that nobody fills blocks with limits they do not use: the most that a native action can use.
    /// A contract may use any gas; there <see cref="Charged"/> sees to it.
    /// </summary>
    public static ulong Maximum(Transaction transaction) => transaction.Body.Action switch
    {
        TransactionAction.Transfer => Minimum(transaction) + NewAccount,
        { RunsContract: true } => ProtocolLimits.GasMax,
        _ => Minimum(transaction),
    };

    /// <summary>The gas that is paid for: what was used, and where a contract may run at least half of the limit.</summary>
    public static ulong Charged(UnsignedTransaction body, ulong used) => body.Action.RunsContract ? Math.Max(used, body.GasLimit / 2) : used;

    /// <summary>True for the first transaction of a lane. Lane 0 is part of the account and costs nothing.</summary>
    public static bool OpensLane(UnsignedTransaction body) => body.Lane != 0 && body.Sequence == 0;

    /// <summary>Gas of the action itself.</summary>
    public static ulong OfAction(TransactionAction action) => action switch
    {
        TransactionAction.Transfer => 0,
        TransactionAction.Delegate => Delegate,
        TransactionAction.Undelegate => Undelegate,
        TransactionAction.RegisterValidator => RegisterValidator,
        TransactionAction.Deploy deploy => SourceByte * (ulong)deploy.Source.Length,
        TransactionAction.Call => 0,
        TransactionAction.Upgrade upgrade => SourceByte * (ulong)upgrade.Source.Length,
        TransactionAction.Freeze => Freeze,
        _ => ProtocolLimits.GasMax,
    };
}
