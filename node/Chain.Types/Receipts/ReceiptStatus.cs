namespace Chain.Types;

/// <summary>How an included transaction ended. The numbers are part of the protocol and are never reused.</summary>
public enum ReceiptStatus
{
    /// <summary>It did what it says.</summary>
    Success = 0,

    /// <summary>The gas limit did not suffice; the whole limit is paid.</summary>
    OutOfGas = 1,

    /// <summary>The sender could not pay. Validity excludes this; should it happen all the same, the transaction fails and not the node.</summary>
    CannotPay = 2,

    /// <summary>The recipient is a contract that takes no plain transfers.</summary>
    RecipientRefused = 3,

    /// <summary>No validator is registered under that address.</summary>
    UnknownValidator = 4,

    /// <summary>The sender already is a validator's operator.</summary>
    AlreadyValidator = 5,

    /// <summary>The consensus key is or was in use.</summary>
    ConsensusKeyTaken = 6,

    /// <summary>The proof of possession of the consensus key is wrong.</summary>
    PossessionWrong = 7,

    /// <summary>Less than the least stake, or zero.</summary>
    StakeTooSmall = 8,

    /// <summary>More than the sender has bonded to that validator.</summary>
    NotEnoughBonded = 9,

    /// <summary>The sender has too many unbondings under way with that validator.</summary>
    TooManyUnbondings = 10,

    /// <summary>No more validators can be registered.</summary>
    TooManyValidators = 11,

    /// <summary>The contract failed; the receipt's code says how.</summary>
    ContractFailed = 12,

    /// <summary>The source is not a contract; message, line and column say why.</summary>
    SourceRefused = 13,

    /// <summary>The arguments are not those of the method.</summary>
    ArgumentsInvalid = 14,

    /// <summary>There is no contract at that address.</summary>
    ContractUnknown = 15,

    /// <summary>The contract has no such method for callers from outside.</summary>
    MethodUnknown = 16,

    /// <summary>The method takes no value.</summary>
    ValueRefused = 17,

    /// <summary>The contract needed more memory than a transaction may use.</summary>
    OutOfMemory = 18,

    /// <summary>Calls inside the contract nested too deep.</summary>
    TooDeep = 19,

    /// <summary>A defect of the node, the same on every node. The whole limit is paid.</summary>
    InternalFault = 20,

    /// <summary>An upgrade or a freeze by someone else than the contract's upgrader, or of a contract that cannot change any more.</summary>
    NotAllowed = 21,

    /// <summary>The new source does not fit the contract's state.</summary>
    SchemaRefused = 22,

    /// <summary>The block's contracts have written as many state entries as a block may.</summary>
    StateWritesExceeded = 23,
}
