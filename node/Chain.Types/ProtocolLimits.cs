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

    /// <summary>Bytes of a network's name and of its address prefix.</summary>
    public const int NetworkNameBytesMax = 32;
}
