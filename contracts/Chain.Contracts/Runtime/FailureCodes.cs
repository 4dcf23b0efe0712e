namespace Chain.Contracts;

/// <summary>The codes of failures that are the runtime's own. Contracts see them as <c>code</c> of an error, receipts as the code.</summary>
public static class FailureCodes
{
    /// <summary>There is no contract at the address.</summary>
    public const string NoContract = "NO_CONTRACT";

    /// <summary>The contract has no such method, or the caller did not ask for it.</summary>
    public const string NoMethod = "NO_METHOD";

    /// <summary>No code has the hash.</summary>
    public const string NoCode = "NO_CODE";

    /// <summary>The arguments are not those of the method.</summary>
    public const string BadArguments = "BAD_ARGUMENTS";

    /// <summary>What the method returned is not of its declared type, or too large.</summary>
    public const string BadReturn = "BAD_RETURN";

    /// <summary>The method takes no coins.</summary>
    public const string NotPayable = "NOT_PAYABLE";

    /// <summary>More coins than there are.</summary>
    public const string InsufficientBalance = "INSUFFICIENT_BALANCE";

    /// <summary>The recipient is a contract that takes no plain transfers.</summary>
    public const string ReceiverRefuses = "RECEIVER_REFUSES";

    /// <summary>The amount is not a bigint of at least 0.</summary>
    public const string BadAmount = "BAD_AMOUNT";

    /// <summary>Not an address of this network, or one that nobody can have.</summary>
    public const string BadAddress = "BAD_ADDRESS";

    /// <summary>The contract is on the stack of calls already, and the method does not say <c>reentrant</c>.</summary>
    public const string Reentered = "REENTERED";

    /// <summary>More contracts on the stack than there may be.</summary>
    public const string TooManyCalls = "TOO_MANY_CALLS";

    /// <summary>A view tried to change something.</summary>
    public const string ViewWrites = "VIEW_WRITES";

    /// <summary>The method that was asked for without a transaction is no view.</summary>
    public const string NotView = "NOT_VIEW";

    /// <summary>The gas is used up.</summary>
    public const string OutOfGas = "OUT_OF_GAS";

    /// <summary>The memory is used up.</summary>
    public const string OutOfMemory = "OUT_OF_MEMORY";

    /// <summary>Calls inside one contract are nested too deep.</summary>
    public const string TooDeep = "TOO_DEEP";

    /// <summary>Something that is no error was thrown.</summary>
    public const string Thrown = "THROWN";

    /// <summary><c>revert</c> without a code.</summary>
    public const string Reverted = "REVERTED";

    /// <summary>More events, or more bytes of them, than a transaction may have.</summary>
    public const string TooManyEvents = "TOO_MANY_EVENTS";

    /// <summary>More transfers than a transaction may have.</summary>
    public const string TooManyTransfers = "TOO_MANY_TRANSFERS";

    /// <summary>A stored value or its key is too large, or a collection has too many entries.</summary>
    public const string TooLarge = "TOO_LARGE";

    /// <summary>Somebody else may upgrade or freeze, or nobody.</summary>
    public const string NotAllowed = "NOT_ALLOWED";

    /// <summary>The address has a contract already.</summary>
    public const string AddressTaken = "ADDRESS_TAKEN";

    /// <summary>The source does not compile.</summary>
    public const string SourceRefused = "SOURCE_REFUSED";

    /// <summary>The new code cannot read the state of the old.</summary>
    public const string SchemaRefused = "SCHEMA_REFUSED";

    /// <summary>The block's writes of state are used up.</summary>
    public const string StateWritesExceeded = "STATE_WRITES_EXCEEDED";

    /// <summary>A defect of the node's software, the same on every node.</summary>
    public const string InternalFault = "INTERNAL_FAULT";
}
