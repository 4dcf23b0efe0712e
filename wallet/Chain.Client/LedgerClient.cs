using Chain.Primitives;
using Chain.Protocol.V1;
using Chain.Rpc;
using Chain.Types;
using Google.Protobuf;

namespace Chain.Client;

/// <summary>A node's Ledger service, typed. For use by many threads. Every failure is a <see cref="LedgerException"/>; only the caller's own token throws <see cref="OperationCanceledException"/>.</summary>
public sealed class LedgerClient : IDisposable
{
    /// <summary>The most transactions that one call submits; <see cref="SubmitAsync(IReadOnlyList{Types.Transaction}, CancellationToken)"/> makes several calls of more.</summary>
    public const int BatchTransactionsMax = 1_000;

    private const int BatchBytesMax = 3 * 1024 * 1024;

    private readonly RpcChannel _channel;
    private readonly RpcClient _ledger;
    private readonly LedgerClientOptions _options;
    private readonly SemaphoreSlim _chainCheck = new(1, 1);
    private volatile bool _isChainChecked;

    /// <summary>For the node whose gRPC port is at the address, such as http://127.0.0.1:7001. Connects with the first call.</summary>
    public LedgerClient(Uri address, LedgerClientOptions? options = null)
    {
        _options = options ?? new();
        _channel = new RpcChannel(address, new RpcChannelOptions
        {
            ConnectTimeout = _options.ConnectTimeout,
            UnaryTimeout = _options.CallTimeout,
            Time = _options.Time,
        });
        _ledger = new RpcClient(_channel, LedgerReflection.Descriptor.Services[0]);
        _isChainChecked = _options.ExpectedGenesisHash is null;
        Streams = new LedgerStreams(_ledger, _options, RequireChainAsync);
        Contracts = new ContractsClient(new RpcClient(_channel, ContractsReflection.Descriptor.Services[0]), RequireChainAsync);
    }

    /// <summary>Where the node is.</summary>
    public Uri Address => _channel.Address;

    /// <summary>How this client behaves.</summary>
    public LedgerClientOptions Options => _options;

    /// <summary>The streams of the service, which reconnect and resume.</summary>
    public LedgerStreams Streams { get; }

    /// <summary>The node's Contracts service.</summary>
    public ContractsClient Contracts { get; }

    /// <summary>What the node is and where it stands.</summary>
    public Task<GetStatusResponse> GetStatusAsync(ulong minHeight = 0, CancellationToken cancellationToken = default) =>
        CallAsync<GetStatusRequest, GetStatusResponse>("GetStatus", new() { MinHeight = minHeight }, cancellationToken);

    /// <summary>A block by height; 0 is the newest.</summary>
    public Task<GetBlockResponse> GetBlockAsync(ulong height, ulong minHeight = 0, bool omitBlock = false, CancellationToken cancellationToken = default) =>
        CallAsync<GetBlockRequest, GetBlockResponse>("GetBlock", new() { Height = height, MinHeight = minHeight, OmitBlock = omitBlock }, cancellationToken);

    /// <summary>A block by id.</summary>
    public Task<GetBlockResponse> GetBlockAsync(BlockId id, CancellationToken cancellationToken = default) =>
        CallAsync<GetBlockRequest, GetBlockResponse>("GetBlock", new() { BlockId = Bytes(id.Value) }, cancellationToken);

    /// <summary>Blocks, newest first; the answer's cursor continues.</summary>
    public Task<ListBlocksResponse> ListBlocksAsync(int pageSize = 0, string cursor = "", CancellationToken cancellationToken = default) =>
        CallAsync<ListBlocksRequest, ListBlocksResponse>("ListBlocks", new() { PageSize = (uint)pageSize, Cursor = cursor }, cancellationToken);

    /// <summary>A transaction's fate by its id alone: a node that never saw it can only say "unknown".</summary>
    public Task<GetTransactionResponse> GetTransactionAsync(TransactionId id, ulong minHeight = 0, CancellationToken cancellationToken = default) =>
        CallAsync<GetTransactionRequest, GetTransactionResponse>("GetTransaction", new() { TransactionId = Bytes(id.Value), MinHeight = minHeight }, cancellationToken);

    /// <summary>A transaction's fate: with the whole of it the node can also tell that it expired or that its slot is taken.</summary>
    public Task<GetTransactionResponse> GetTransactionAsync(Types.Transaction transaction, ulong minHeight = 0, CancellationToken cancellationToken = default) =>
        CallAsync<GetTransactionRequest, GetTransactionResponse>(
            "GetTransaction", new() { Transaction = ByteString.CopyFrom(transaction.Encoded.Span), MinHeight = minHeight }, cancellationToken);

    /// <summary>The receipt of an included transaction, with its Merkle path once it is proven.</summary>
    public Task<GetReceiptResponse> GetReceiptAsync(TransactionId id, ulong minHeight = 0, CancellationToken cancellationToken = default) =>
        CallAsync<GetReceiptRequest, GetReceiptResponse>("GetReceipt", new() { TransactionId = Bytes(id.Value), MinHeight = minHeight }, cancellationToken);

    /// <summary>An account, by its address in bech32m, with the next sequence of one lane.</summary>
    public Task<GetAccountResponse> GetAccountAsync(string address, uint lane = 0, ulong minHeight = 0, CancellationToken cancellationToken = default) =>
        CallAsync<GetAccountRequest, GetAccountResponse>("GetAccount", new() { Address = address, Lane = lane, MinHeight = minHeight }, cancellationToken);

    /// <summary>An account's transactions, newest first.</summary>
    public Task<ListTransactionsResponse> ListTransactionsAsync(string address, int pageSize = 0, string cursor = "", ulong minHeight = 0, CancellationToken cancellationToken = default) =>
        CallAsync<ListTransactionsRequest, ListTransactionsResponse>(
            "ListTransactions", new() { Address = address, PageSize = (uint)pageSize, Cursor = cursor, MinHeight = minHeight }, cancellationToken);

    /// <summary>Hands a transaction to the node's pool, once. For a lost answer see <see cref="Submission"/>.</summary>
    public async Task<TransactionStatus> SubmitAsync(Types.Transaction transaction, CancellationToken cancellationToken = default)
    {
        var request = new SubmitTransactionRequest { Transaction = ByteString.CopyFrom(transaction.Encoded.Span) };
        SubmitTransactionResponse response = await CallAsync<SubmitTransactionRequest, SubmitTransactionResponse>("SubmitTransaction", request, cancellationToken);
        return CheckedStatus(response.Status, transaction.Id);
    }

    /// <summary>Hands over many: one status for each, in order. Calls carry at most <see cref="BatchTransactionsMax"/> each; a failure leaves the outcome of its call open.</summary>
    public async Task<IReadOnlyList<TransactionStatus>> SubmitAsync(IReadOnlyList<Types.Transaction> transactions, CancellationToken cancellationToken = default)
    {
        var statuses = new List<TransactionStatus>(transactions.Count);
        while (statuses.Count < transactions.Count)
        {
            int start = statuses.Count;
            var request = new SubmitTransactionsRequest();
            int bytes = 0;
            for (int i = start; i < transactions.Count && request.Transactions.Count < BatchTransactionsMax; i++)
            {
                bytes += transactions[i].Encoded.Length;
                if (bytes > BatchBytesMax && i > start)
                    break;
                request.Transactions.Add(ByteString.CopyFrom(transactions[i].Encoded.Span));
            }
            SubmitTransactionsResponse response = await CallAsync<SubmitTransactionsRequest, SubmitTransactionsResponse>("SubmitTransactions", request, cancellationToken);
            if (response.Statuses.Count != request.Transactions.Count)
                throw Bad($"the node answered {response.Statuses.Count} statuses for {request.Transactions.Count} transactions");
            for (int i = 0; i < response.Statuses.Count; i++)
                statuses.Add(CheckedStatus(response.Statuses[i], transactions[start + i].Id));
        }
        return statuses;
    }

    /// <summary>What a transaction would do on the newest state; its signature is not looked at.</summary>
    public Task<SimulateTransactionResponse> SimulateAsync(Types.Transaction transaction, ulong minHeight = 0, CancellationToken cancellationToken = default) =>
        CallAsync<SimulateTransactionRequest, SimulateTransactionResponse>(
            "SimulateTransaction", new() { Transaction = ByteString.CopyFrom(transaction.Encoded.Span), MinHeight = minHeight }, cancellationToken);

    /// <summary>A state entry with what proves it. It is not checked here.</summary>
    public Task<ReadStateResponse> ReadStateAsync(ReadOnlyMemory<byte> key, ulong height = 0, ulong minHeight = 0, CancellationToken cancellationToken = default) =>
        CallAsync<ReadStateRequest, ReadStateResponse>("ReadState", new() { Key = ByteString.CopyFrom(key.Span), Height = height, MinHeight = minHeight }, cancellationToken);

    /// <summary>Headers upwards from a height.</summary>
    public Task<ListHeadersResponse> ListHeadersAsync(ulong fromHeight, int pageSize = 0, CancellationToken cancellationToken = default) =>
        CallAsync<ListHeadersRequest, ListHeadersResponse>("ListHeaders", new() { FromHeight = fromHeight, PageSize = (uint)pageSize }, cancellationToken);

    /// <summary>Registered validators, the strongest first; the answer's cursor continues.</summary>
    public Task<ListValidatorsResponse> ListValidatorsAsync(int pageSize = 0, string cursor = "", ulong minHeight = 0, CancellationToken cancellationToken = default) =>
        CallAsync<ListValidatorsRequest, ListValidatorsResponse>("ListValidators", new() { PageSize = (uint)pageSize, Cursor = cursor, MinHeight = minHeight }, cancellationToken);

    /// <summary>The chain's parameters.</summary>
    public Task<GetParametersResponse> GetParametersAsync(CancellationToken cancellationToken = default) =>
        CallAsync<GetParametersRequest, GetParametersResponse>("GetParameters", new(), cancellationToken);

    /// <summary>Closes the connections; open calls fail.</summary>
    public void Dispose()
    {
        _channel.Dispose();
        _chainCheck.Dispose();
    }

    internal static ByteString Bytes(Hash256 hash) => ByteString.CopyFrom(hash.Span);

    internal static LedgerException Bad(string message) => new(LedgerFailure.BadAnswer, "BAD_ANSWER", message);

    internal static TransactionStatus CheckedStatus(TransactionStatus? status, TransactionId id)
    {
        if (status is null || !status.TransactionId.Span.SequenceEqual(id.Value.Span))
            throw Bad($"the node answered about another transaction than {id}");
        return status;
    }

    private async Task<TResponse> CallAsync<TRequest, TResponse>(string method, TRequest request, CancellationToken cancellationToken)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse>
    {
        await RequireChainAsync(cancellationToken);
        return await OnceAsync<TRequest, TResponse>(method, request, cancellationToken);
    }

    private async Task<TResponse> OnceAsync<TRequest, TResponse>(string method, TRequest request, CancellationToken cancellationToken)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse>
    {
        try
        {
            return await _ledger.UnaryAsync<TRequest, TResponse>(method, request, null, cancellationToken);
        }
        catch (RpcException e)
        {
            throw LedgerErrors.Of(e);
        }
    }

    private async Task RequireChainAsync(CancellationToken cancellationToken)
    {
        if (_isChainChecked || _options.ExpectedGenesisHash is not { } expected)
            return;
        await _chainCheck.WaitAsync(cancellationToken);
        try
        {
            if (_isChainChecked)
                return;
            GetStatusResponse status = await OnceAsync<GetStatusRequest, GetStatusResponse>("GetStatus", new(), cancellationToken);
            if (!status.GenesisHash.Span.SequenceEqual(expected.Span))
            {
                throw new LedgerException(
                    LedgerFailure.WrongChain, "WRONG_CHAIN",
                    $"the node at {Address} serves network '{status.Network}' with genesis {Convert.ToHexStringLower(status.GenesisHash.Span)}, expected is {expected}");
            }
            _isChainChecked = true;
        }
        finally
        {
            _chainCheck.Release();
        }
    }
}
