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

    /// <summary>The recipient may not receive.</summary>
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
}
