using Chain.Types;

namespace Chain.Api;

/// <summary>What one caller may ask for, in one place; docs/spec/api.md repeats it.</summary>
public static class ApiLimits
{
    /// <summary>Entries of a page that names no size.</summary>
    public const int PageSizeDefault = 100;

    /// <summary>Entries of the largest page; larger wishes are cut to it.</summary>
    public const int PageSizeMax = 1_000;

    /// <summary>Contracts of the largest page: the name of each is in its source, which may have to be read.</summary>
    public const int ContractsPageMax = 100;

    /// <summary>Transactions in one call.</summary>
    public const int BatchTransactionsMax = 1_000;

    /// <summary>Characters of a refusal's sentence.</summary>
    public const int MessageCharsMax = 500;

    /// <summary>How long a call waits for its min_height.</summary>
    public const int MinHeightWaitMs = 2_000;

    /// <summary>Bytes of the largest request: a batch of transactions and its frame.</summary>
    public const int RequestBytesMax = 4 * 1024 * 1024;

    /// <summary>Bytes of the largest answer: a whole block, its header again, commit and text ids.</summary>
    public const int ResponseBytesMax = ProtocolLimits.EncodedBlockBytesMax + (ProtocolLimits.BlockTransactionsMax * 68) + (1024 * 1024);

    /// <summary>Bytes of a state key.</summary>
    public const int StateKeyBytesMax = 256;

    /// <summary>Characters of a cursor.</summary>
    public const int CursorCharsMax = 200;

    /// <summary>Blocks that one page or one step of an event stream looks through.</summary>
    public const int ScanBlocksMax = 256;

    /// <summary>How long a stream may wait for its reader to take a message.</summary>
    public const int StreamWriteMs = 10_000;

    /// <summary>Expensive reads that run at the same time; others wait. Half of the cores stay with the node.</summary>
    public static int ExpensiveReadsMax => Math.Max(1, Environment.ProcessorCount / 2);

    /// <summary>Reads of accounts and state entries that run at the same time.</summary>
    public static int StateReadsMax => Math.Max(2, Environment.ProcessorCount);

    /// <summary>Reads of accounts and state entries that wait; more are refused.</summary>
    public const int StateReadsWaitingMax = 2_048;

    /// <summary>Expensive reads that wait; more are refused.</summary>
    public const int ExpensiveReadsWaitingMax = 128;

    /// <summary>Threads that run contracts for callers: views and simulations. At most half of the cores, and two: execution and consensus keep the others.</summary>
    public static int ContractThreads => Math.Clamp(Environment.ProcessorCount / 2, 1, 2);

    /// <summary>Views and simulations that wait for those threads; more are refused.</summary>
    public const int ContractWorkWaitingMax = 128;

    /// <summary>How many of them may wait for one address: what it asks for beyond is refused, however little the others ask for.</summary>
    public const int ContractWorkWaitingOfOneMax = 32;

    /// <summary>Times that a read is begun before its caller is told to ask again.</summary>
    public const int ReadAttemptsMax = 2;

    /// <summary>Gas of a view that names none: at most about an eighth of a second.</summary>
    public const ulong ViewGasDefault = 20_000_000;

    /// <summary>The most gas of a view.</summary>
    public const ulong ViewGasMax = 100_000_000;

    /// <summary>Characters of JSON arguments and keys: as much as their largest encoding can be written in, and half as much again.</summary>
    public const int JsonCharsMax = 3 * ProtocolLimits.ArgumentsBytesMax;

    /// <summary>Receipts that one page of events looks through.</summary>
    public const int ScanReceiptsMax = 20_000;

    /// <summary>Bytes of event data after which a page of events ends.</summary>
    public const int EventPageBytesMax = 1024 * 1024;

    /// <summary>Interfaces of contracts that are kept read.</summary>
    public const int KnownInterfacesMax = 256;

    /// <summary>Streams of one address.</summary>
    public const int StreamsPerAddressMax = 128;

    /// <summary>Streams of whole blocks, of all.</summary>
    public const int WholeBlockStreamsMax = 32;

    /// <summary>Streams of all.</summary>
    public const int StreamsMax = 1_024;
}
