namespace Chain.Execution;

/// <summary>Why a block is not valid after its parent: the first rule that it breaks, in the order in which they are checked.</summary>
public enum BlockRefusal
{
    /// <summary>It is valid.</summary>
    None = 0,

    /// <summary>The height is not the parent's plus one.</summary>
    HeightWrong,

    /// <summary>The parent's id is another one.</summary>
    ParentWrong,

    /// <summary>The time is not after the parent's.</summary>
    TimeNotAfterParent,

    /// <summary>The base fee is not the one that follows from the parent.</summary>
    BaseFeeWrong,

    /// <summary>The hash of this height's validators is another one.</summary>
    ValidatorsHashWrong,

    /// <summary>The hash of the next height's validators is another one.</summary>
    NextValidatorsHashWrong,

    /// <summary>The root of the state after the parent is another one.</summary>
    StateRootWrong,

    /// <summary>The root of the parent's receipts is another one.</summary>
    ReceiptsRootWrong,

    /// <summary>The proposer is not the one of the header's round.</summary>
    ProposerWrong,

    /// <summary>Block 1 carries a commit, though there is nothing to commit to before it.</summary>
    LastCommitUnexpected,

    /// <summary>A later block carries no commit.</summary>
    LastCommitMissing,

    /// <summary>The carried commit is not of the parent.</summary>
    LastCommitOfAnotherBlock,

    /// <summary>More transactions than a block of this chain may have.</summary>
    TooManyTransactions,

    /// <summary>The transactions have more bytes than a block of this chain may have.</summary>
    TooManyBytes,

    /// <summary>The gas limits sum to more than a block of this chain may have.</summary>
    TooMuchGas,

    /// <summary>A transaction is for another chain.</summary>
    WrongChain,

    /// <summary>A transaction's signature is wrong. Found by whoever verifies the block's transactions, before the other rules.</summary>
    SignatureWrong,

    /// <summary>A transaction's gas limit cannot suffice whatever the state is.</summary>
    GasLimitTooLow,

    /// <summary>A transaction's gas limit is above what its action can use.</summary>
    GasLimitTooHigh,

    /// <summary>A transaction's expiry height has passed.</summary>
    Expired,

    /// <summary>A transaction's expiry height is further ahead than the window.</summary>
    ExpiryTooFar,

    /// <summary>A transaction's max fee is below the base fee.</summary>
    MaxFeeTooLow,

    /// <summary>A transaction's sequence was used before: in the state, or in this block.</summary>
    SequenceUsed,

    /// <summary>A transaction's sequence leaves a gap in its lane.</summary>
    SequenceGap,

    /// <summary>The sender's balance after the parent does not cover all that its transactions in this block may debit.</summary>
    CannotPay,

    /// <summary>Two pieces of evidence accuse the same validator.</summary>
    AccusedTwice,

    /// <summary>Evidence of a height that is not reached.</summary>
    EvidenceOfTheFuture,

    /// <summary>Evidence whose height is too old in blocks and in time.</summary>
    EvidenceExpired,

    /// <summary>The accused is not a validator.</summary>
    AccusedUnknown,

    /// <summary>The accused was accused before.</summary>
    AlreadyAccused,

    /// <summary>A signature in a piece of evidence is not the accused's.</summary>
    EvidenceSignatureWrong,

    /// <summary>The carried commit does not have an entry for each member of the parent's validator set.</summary>
    LastCommitWrongSet,

    /// <summary>A signature in the carried commit is wrong.</summary>
    LastCommitSignatureWrong,

    /// <summary>The carried commit has no more than two thirds of the power.</summary>
    LastCommitNoQuorum,
}
