namespace Chain.Api;

/// <summary>Why a call failed, in words that programs may rely on. They travel in the metadata entry "chain-code"; docs/spec/api.md lists them. Names are never reused for another meaning.</summary>
public enum ApiCode
{
    /// <summary>A field's content is malformed.</summary>
    BadField = 1,

    /// <summary>The address is not one of this network.</summary>
    BadAddress,

    /// <summary>The cursor was not made by this chain's nodes for this list.</summary>
    BadCursor,

    /// <summary>The bytes are not a canonical transaction.</summary>
    BadTransaction,

    /// <summary>The batch has no transaction, or more than a call may carry.</summary>
    BadBatch,

    /// <summary>The height is above what this node has executed.</summary>
    HeightAhead,

    /// <summary>The height was asked for as the least one, and did not come within two seconds.</summary>
    HeightNotReached,

    /// <summary>The height is below what this node keeps.</summary>
    HeightPruned,

    /// <summary>Nothing is proven yet: the chain has just started.</summary>
    NothingProven,

    /// <summary>There is no such block.</summary>
    NoBlock,

    /// <summary>There is no such transaction in the chain.</summary>
    NoTransaction,

    /// <summary>The transaction is for another chain.</summary>
    WrongChain,

    /// <summary>Too much is asked for at once.</summary>
    TooBusy,

    /// <summary>The reader of a stream is too slow; the entry "chain-cursor" tells where to resume.</summary>
    SlowReader,

    /// <summary>The node is stopping.</summary>
    Stopping,

    /// <summary>There is no contract at the address.</summary>
    NoContract,

    /// <summary>The contract has no such method, event or field.</summary>
    NoMember,

    /// <summary>The arguments or keys are not those that the contract declares.</summary>
    BadArguments,

    /// <summary>A view used up its gas.</summary>
    OutOfGas,

    /// <summary>A view needed more memory than it may use, or its calls nested too deep.</summary>
    ViewTooLarge,

    /// <summary>A defect of the node's software in a view.</summary>
    InternalFault,

    /// <summary>The state that was read from was taken away, twice: the node is too slow at the moment.</summary>
    AskAgain,
}
