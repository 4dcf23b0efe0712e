namespace Chain.Types;

/// <summary>The hard limits of protocol version 1, in one place. docs/spec/limits.md derives each. Genesis parameters may be lower, never higher.</summary>
public static class ProtocolLimits
{
    /// <summary>Version of headers and transactions that this code writes and accepts.</summary>
    public const uint Version = 1;

    /// <summary>Bytes of a whole transaction. Deployments of 128 KiB of source fit with their frame.</summary>
    public const int TransactionBytesMax = 160 * 1024;

    /// <summary>Bytes of a transaction's memo, UTF-8.</summary>
    public const int MemoBytesMax = 256;

    /// <summary>The highest lane of an account.</summary>
    public const uint LaneMax = 255;

    /// <summary>Bytes of all transactions of a block together.</summary>
    public const int BlockBytesMax = 8 * 1024 * 1024;

    /// <summary>Transactions in a block.</summary>
    public const int BlockTransactionsMax = 20_000;

    /// <summary>Pieces of evidence in a block.</summary>
    public const int BlockEvidenceMax = 16;

    /// <summary>Validators in a set.</summary>
    public const int ValidatorsMax = 200;

    /// <summary>Registered validators, active or not. Bounds the end-of-block ranking.</summary>
    public const int RegisteredValidatorsMax = 2_000;

    /// <summary>The highest consensus round. Timeouts grow by round, so that reaching it takes years.</summary>
    public const uint RoundMax = 1_000_000;

    /// <summary>The highest block height.</summary>
    public const ulong HeightMax = (1UL << 53) - 1;

    /// <summary>The largest gas limit of a transaction or a block.</summary>
    public const ulong GasMax = 1UL << 40;

    /// <summary>The highest price, in grains per 10⁶ gas. With <see cref="GasMax"/> products stay far below 2¹²⁸.</summary>
    public const ulong PriceMax = 1UL << 50;

    /// <summary>The latest time: milliseconds since 1970, year 10889.</summary>
    public const ulong TimeMsMax = 1UL << 48;

    /// <summary>Bytes of a header.</summary>
    public const int HeaderBytesMax = 512;

    /// <summary>Bytes of a vote.</summary>
    public const int VoteBytesMax = 256;

    /// <summary>Bytes of a proposal: a header, a signature, and a few numbers.</summary>
    public const int ProposalBytesMax = 1024;

    /// <summary>Bytes of a commit: a signature of 64 bytes and 2 bytes of frame for each validator.</summary>
    public const int CommitBytesMax = 128 + (ValidatorsMax * 66);

    /// <summary>Bytes of one piece of evidence: two votes or two proposals.</summary>
    public const int EvidenceBytesMax = 2 * (ProposalBytesMax + 8);

    /// <summary>Bytes of a whole block.</summary>
    public const int EncodedBlockBytesMax = BlockBytesMax + (BlockTransactionsMax * 8) + HeaderBytesMax + CommitBytesMax + (BlockEvidenceMax * (EvidenceBytesMax + 8)) + 64;

    /// <summary>Bytes of a contract's source, UTF-8.</summary>
    public const int ContractSourceBytesMax = 128 * 1024;

    /// <summary>Bytes of the name of a contract's method.</summary>
    public const int MethodNameBytesMax = 64;

    /// <summary>Bytes of the arguments of a call, a deployment or an upgrade.</summary>
    public const int ArgumentsBytesMax = 64 * 1024;

    /// <summary>Bytes of what a contract's method returns.</summary>
    public const int ReturnValueBytesMax = 64 * 1024;

    /// <summary>Events of one transaction.</summary>
    public const int TransactionEventsMax = 1_000;

    /// <summary>Bytes of one event's data.</summary>
    public const int EventDataBytesMax = 16 * 1024;

    /// <summary>Bytes of the data of all events of one transaction: a receipt is answered in one message.</summary>
    public const int TransactionEventBytesMax = 1024 * 1024;

    /// <summary>Movements of value of one transaction; a receipt tells them all.</summary>
    public const int TransactionMovesMax = 1_000;

    /// <summary>Calls between contracts that a receipt tells; more are only counted.</summary>
    public const int InnerCallsRecordedMax = 256;

    /// <summary>Contracts that may be on the stack at the same time.</summary>
    public const int CallDepthMax = 16;

    /// <summary>Bytes of the code of a contract's failure.</summary>
    public const int FailureCodeBytesMax = 64;

    /// <summary>Bytes of the message of a contract's failure, UTF-8.</summary>
    public const int FailureMessageBytesMax = 256;

    /// <summary>Bytes of the name of the function that failed, UTF-8.</summary>
    public const int FunctionNameBytesMax = 64;

    /// <summary>State entries that contracts may write in one block. The transaction that would exceed it fails.</summary>
    public const int BlockStateWritesMax = 50_000;

    /// <summary>Bytes of a network's name and of its address prefix.</summary>
    public const int NetworkNameBytesMax = 32;
}
