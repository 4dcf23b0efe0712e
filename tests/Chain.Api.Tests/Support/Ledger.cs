using System.Globalization;
using Chain.Primitives;
using Chain.Primitives.Encoding;
using Chain.Protocol.V1;
using Chain.Rpc;
using Chain.SoloLedger;
using Chain.Storage.KeyValue;
using Google.Protobuf;
using GenesisDocument = Chain.Types.GenesisDocument;
using Transaction = Chain.Types.Transaction;

namespace Chain.Api.Tests.Support;

/// <summary>A served solo node and a plain gRPC channel to it: nothing of the project's own client stands between the test and the wire.</summary>
internal sealed class Ledger : IAsyncDisposable
{
    private readonly SoloServer _server;
    private readonly RpcChannel _channel;
    private readonly RpcClient _client;

    private Ledger(SoloServer server)
    {
        _server = server;
        _channel = new RpcChannel(server.GrpcAddress);
        _client = new RpcClient(_channel, LedgerReflection.Descriptor.Services[0]);
    }

    public SoloServer Server => _server;

    public SoloNode Node => _server.Node;

    public SoloTransactions Transactions => _server.Transactions;

    public static async Task<Ledger> StartAsync(int blocks = 0, ApiServerOptions? options = null, GenesisDocument? genesis = null, SnapshotLimits? snapshots = null)
    {
        var ledger = new Ledger(await SoloServer.StartAsync(new SoloNode(genesis, snapshots), options));
        ledger.Node.Produce(blocks);
        return ledger;
    }

    public Task<TResponse> AskAsync<TRequest, TResponse>(string method, TRequest request)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse> => _client.UnaryAsync<TRequest, TResponse>(method, request);

    public IAsyncEnumerable<TResponse> Stream<TRequest, TResponse>(string method, TRequest request, CancellationToken cancellationToken = default)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse> => _client.ServerStreamingAsync<TRequest, TResponse>(method, request, null, cancellationToken);

    public Task<GetStatusResponse> StatusAsync(ulong minHeight = 0) => AskAsync<GetStatusRequest, GetStatusResponse>("GetStatus", new() { MinHeight = minHeight });

    public Task<GetAccountResponse> AccountAsync(int n, uint lane = 0, ulong minHeight = 0) =>
        AskAsync<GetAccountRequest, GetAccountResponse>("GetAccount", new() { Address = Address(n), Lane = lane, MinHeight = minHeight });

    public async Task<TransactionStatus> SubmitAsync(Transaction transaction) =>
        (await AskAsync<SubmitTransactionRequest, SubmitTransactionResponse>("SubmitTransaction", new() { Transaction = Bytes(transaction) })).Status;

    public async Task<TransactionStatus> FateAsync(Transaction transaction, bool whole = false)
    {
        var request = whole ? new GetTransactionRequest { Transaction = Bytes(transaction) } : new GetTransactionRequest { TransactionId = Id(transaction) };
        return (await AskAsync<GetTransactionRequest, GetTransactionResponse>("GetTransaction", request)).Status;
    }

    /// <summary>Submits a transfer and puts it into a block.</summary>
    public async Task<Transaction> IncludeTransferAsync(int from, int to, ulong grains, ulong sequence = 0)
    {
        Transaction transaction = Transactions.Transfer(from, to, grains, sequence);
        Assert.Equal(TransactionState.Pooled, (await SubmitAsync(transaction)).State);
        Node.Produce();
        return transaction;
    }

    public string Address(int n) => Format(SoloKeys.Account(n));

    public string Format(Address address) => AddressText.Format(address, Node.Genesis.AddressPrefix);

    public static ByteString Bytes(Transaction transaction) => ByteString.CopyFrom(transaction.Encoded.Span);

    public static ByteString Id(Transaction transaction) => ByteString.CopyFrom(transaction.Id.Value.Span);

    public static ByteString Hash(Hash256 hash) => ByteString.CopyFrom(hash.Span);

    public static ulong Grains(string text) => ulong.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>The refusal of a call that must fail.</summary>
    public static async Task<(RpcStatusCode Status, string? Code, string Message)> RefusalAsync(Func<Task> call)
    {
        RpcException e = await Assert.ThrowsAsync<RpcException>(call);
        return (e.Code, e.Trailers["chain-code"], e.Status.Message);
    }

    public async ValueTask DisposeAsync()
    {
        _channel.Dispose();
        await _server.DisposeAsync();
    }
}
