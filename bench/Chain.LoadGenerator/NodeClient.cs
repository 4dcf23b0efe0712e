using Chain.Protocol.V1;
using Chain.Rpc;
using Chain.Types;
using Google.Protobuf;

namespace Chain.LoadGenerator;

/// <summary>The few calls that the generator needs, on one node.</summary>
internal sealed class NodeClient : IDisposable
{
    private readonly RpcChannel _channel;
    private readonly RpcClient _ledger;

    public NodeClient(Uri address)
    {
        _channel = new RpcChannel(address, new RpcChannelOptions { SeveralConnections = true });
        _ledger = new RpcClient(_channel, LedgerReflection.Descriptor.Services[0]);
    }

    public void Dispose() => _channel.Dispose();

    public Task<GetStatusResponse> StatusAsync(CancellationToken cancellation) =>
        _ledger.UnaryAsync<GetStatusRequest, GetStatusResponse>("GetStatus", new GetStatusRequest(), null, cancellation);

    public Task<GetAccountResponse> AccountAsync(string address, uint lane, CancellationToken cancellation) =>
        _ledger.UnaryAsync<GetAccountRequest, GetAccountResponse>("GetAccount", new GetAccountRequest { Address = address, Lane = lane }, null, cancellation);

    public async Task<IReadOnlyList<TransactionStatus>> SubmitAsync(IEnumerable<ReadOnlyMemory<byte>> transactions, CancellationToken cancellation)
    {
        var request = new SubmitTransactionsRequest();
        foreach (ReadOnlyMemory<byte> transaction in transactions)
            request.Transactions.Add(UnsafeByteOperations.UnsafeWrap(transaction));
        SubmitTransactionsResponse response = await _ledger.UnaryAsync<SubmitTransactionsRequest, SubmitTransactionsResponse>("SubmitTransactions", request, null, cancellation);
        return response.Statuses;
    }

    public async Task<TransactionStatus> FateAsync(TransactionId id, CancellationToken cancellation) =>
        (await _ledger.UnaryAsync<GetTransactionRequest, GetTransactionResponse>(
            "GetTransaction", new GetTransactionRequest { TransactionId = ByteString.CopyFrom(id.Value.Span) }, null, cancellation)).Status;

    public Task<SimulateTransactionResponse> SimulateAsync(ReadOnlyMemory<byte> transaction, CancellationToken cancellation) =>
        _ledger.UnaryAsync<SimulateTransactionRequest, SimulateTransactionResponse>(
            "SimulateTransaction", new SimulateTransactionRequest { Transaction = UnsafeByteOperations.UnsafeWrap(transaction) }, null, cancellation);

    public IAsyncEnumerable<StreamBlocksResponse> BlocksAsync(ulong fromHeight, CancellationToken cancellation) =>
        _ledger.ServerStreamingAsync<StreamBlocksRequest, StreamBlocksResponse>(
            "StreamBlocks", new StreamBlocksRequest { FromHeight = fromHeight, IncludeBlocks = true }, null, cancellation);
}
