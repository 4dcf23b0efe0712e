using Chain.Api.Mapping;
using Chain.Api.Reads;
using Chain.Api.Requests;
using Chain.Api.Streams;
using Chain.Api.Submitting;
using Chain.Node.Face;
using Chain.Protocol.V1;
using Chain.Rpc;
using Chain.Storage.Stores;

namespace Chain.Api;

/// <summary>The Ledger service over a running node: which method is answered by which class. The <see cref="ContractsService"/> stands on the same parts.</summary>
public sealed class LedgerService : IDisposable
{
    private readonly StreamPace _pace;
    private readonly ReadGate _lists = new(ApiLimits.ExpensiveReadsMax, ApiLimits.ExpensiveReadsWaitingMax);
    // Streams wait for their turn and are never refused here: their own number is bounded.
    private readonly ReadGate _scans = new(ApiLimits.ExpensiveReadsMax, ApiLimits.StreamsMax);
    private readonly ReadGate _reads = new(ApiLimits.StateReadsMax, ApiLimits.StateReadsWaitingMax);
    private readonly ContractThreads _contracts;

    /// <summary>Over a node and its stores.</summary>
    /// <param name="node">The node; it may still be starting, and answers from genesis then.</param>
    /// <param name="state">Its state.</param>
    /// <param name="history">Its history.</param>
    /// <param name="time">The clock of waits.</param>
    /// <param name="streamPatience">How long a stream waits for its reader; null takes <see cref="ApiLimits.StreamWriteMs"/>.</param>
    /// <param name="allowConsole">Whether contracts may name <c>console</c> when they are simulated and viewed.</param>
    public LedgerService(NodeHandle node, StateStore state, HistoryStore history, TimeProvider time, TimeSpan? streamPatience = null, bool allowConsole = false)
    {
        _contracts = new ContractThreads(ApiLimits.ContractThreads, ApiLimits.ContractWorkWaitingMax, ApiLimits.ContractWorkWaitingOfOneMax, allowConsole);
        var addresses = new AddressField(node.Genesis.AddressPrefix);
        var data = new LedgerData(node, state, history);
        var heights = new HeightGate(node, time);
        var blockMapping = new BlockMapping(addresses);
        var receipts = new ReceiptMapping(addresses);
        var fates = new TransactionFates(node, data, receipts);
        StreamPace pace = _pace = new StreamPace(streamPatience ?? TimeSpan.FromMilliseconds(ApiLimits.StreamWriteMs), time);

        var status = new StatusReads(node, addresses, heights);
        var blocks = new BlockReads(node, data, blockMapping, heights, _lists);
        var accounts = new AccountReads(node, data, addresses, heights, _reads, _lists);
        var transactions = new TransactionReads(node, data, fates, receipts, heights, _lists, _contracts);
        var entries = new StateReads(node, data, heights, _reads);
        var validators = new ValidatorReads(data, addresses, heights, _lists);
        var submitter = new Submitter(node, fates);
        var blockStream = new BlockStream(node, data, blockMapping, pace);
        var transactionStream = new TransactionStream(node, fates, pace);
        var eventStream = new EventStream(node, data, addresses, _scans, pace);
        var consensusStream = new ConsensusStream(node, addresses, pace);

        Service = RpcService.For(LedgerReflection.Descriptor.Services[0])
            .Unary<GetStatusRequest, GetStatusResponse>("GetStatus", (request, call) => status.StatusAsync(request, call.CancellationToken))
            .Unary<GetParametersRequest, GetParametersResponse>("GetParameters", (_, _) => ValueTask.FromResult(status.Parameters()))
            .Unary<GetBlockRequest, GetBlockResponse>("GetBlock", (request, call) => blocks.BlockAsync(request, call.CancellationToken))
            .Unary<ListBlocksRequest, ListBlocksResponse>("ListBlocks", (request, call) => blocks.ListAsync(request, call.CancellationToken))
            .Unary<ListHeadersRequest, ListHeadersResponse>("ListHeaders", (request, call) => blocks.HeadersAsync(request, call.CancellationToken))
            .Unary<GetTransactionRequest, GetTransactionResponse>("GetTransaction", (request, call) => transactions.TransactionAsync(request, call.CancellationToken))
            .Unary<GetReceiptRequest, GetReceiptResponse>("GetReceipt", (request, call) => transactions.ReceiptAsync(request, call.CancellationToken))
            .Unary<GetAccountRequest, GetAccountResponse>("GetAccount", (request, call) => accounts.AccountAsync(request, call.CancellationToken))
            .Unary<ListTransactionsRequest, ListTransactionsResponse>("ListTransactions", (request, call) => accounts.TransactionsAsync(request, call.CancellationToken))
            .Unary<SubmitTransactionRequest, SubmitTransactionResponse>("SubmitTransaction", (request, call) => submitter.OneAsync(request, call.CancellationToken))
            .Unary<SubmitTransactionsRequest, SubmitTransactionsResponse>("SubmitTransactions", (request, call) => submitter.ManyAsync(request, call.CancellationToken))
            .Unary<SimulateTransactionRequest, SimulateTransactionResponse>("SimulateTransaction", (request, call) => transactions.SimulateAsync(request, Caller.Of(call)))
            .Unary<ReadStateRequest, ReadStateResponse>("ReadState", (request, call) => entries.ReadAsync(request, call.CancellationToken))
            .Unary<ListValidatorsRequest, ListValidatorsResponse>("ListValidators", (request, call) => validators.ListAsync(request, call.CancellationToken))
            .ServerStreaming<StreamBlocksRequest, StreamBlocksResponse>("StreamBlocks", (request, responses, call) => pace.CountAsync(blockStream.RunAsync(request, responses, call)))
            .ServerStreaming<StreamTransactionRequest, StreamTransactionResponse>("StreamTransaction", (request, responses, call) => pace.CountAsync(transactionStream.RunAsync(request, responses, call)))
            .ServerStreaming<StreamEventsRequest, StreamEventsResponse>("StreamEvents", (request, responses, call) => pace.CountAsync(eventStream.RunAsync(request, responses, call)))
            .ServerStreaming<StreamConsensusRequest, StreamConsensusResponse>("StreamConsensus", (_, responses, call) => pace.CountAsync(consensusStream.RunAsync(responses, call)))
            .Build();
        Contracts = ContractsService.Build(node, data, addresses, heights, entries, _contracts, _reads, _lists);
    }

    /// <summary>The service, for endpoints of a server.</summary>
    public RpcService Service { get; }

    /// <summary>The Contracts service over the same node.</summary>
    public RpcService Contracts { get; }

    /// <summary>Streams that are being served.</summary>
    public int OpenStreams => _pace.Open;

    /// <summary>Streams that are about to be closed because their readers are too slow.</summary>
    public int SlowStreams => _pace.Slow;

    /// <inheritdoc/>
    public void Dispose()
    {
        _lists.Dispose();
        _scans.Dispose();
        _reads.Dispose();
        _contracts.Dispose();
    }
}
