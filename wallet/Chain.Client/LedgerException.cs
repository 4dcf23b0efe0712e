namespace Chain.Client;

/// <summary>A call to a node that failed.</summary>
public sealed class LedgerException : Exception
{
    /// <summary>With what happened, the node's stable code, and a sentence for people.</summary>
    public LedgerException(LedgerFailure failure, string code, string message, Exception? inner = null)
        : base(message, inner)
    {
        Failure = failure;
        Code = code;
    }

    /// <summary>What kind of failure.</summary>
    public LedgerFailure Failure { get; }

    /// <summary>A stable code in capitals: the node's own (docs/spec/api.md), or the failure's name where the node gave none.</summary>
    public string Code { get; }

    /// <summary>True when the same call may succeed later without any change.</summary>
    public bool MayRetry => Failure is LedgerFailure.Unreachable or LedgerFailure.Deadline || Code is "TOO_BUSY" or "HEIGHT_NOT_REACHED";
}
