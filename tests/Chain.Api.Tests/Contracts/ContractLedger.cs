using Chain.Api.Tests.Support;
using Chain.Primitives;
using Chain.Protocol.V1;
using Chain.Rpc;
using Chain.SoloLedger;
using Chain.Storage.KeyValue;
using Google.Protobuf;
using Transaction = Chain.Types.Transaction;

namespace Chain.Api.Tests.Contracts;

/// <summary>A served solo node with one contract, and a plain channel to the Contracts service.</summary>
internal sealed class ContractLedger : IAsyncDisposable
{
    /// <summary>The line of <c>require</c> in <c>add</c>.</summary>
    public const uint RequireLine = 22;

    public const string Source = """
        import { Contract, map, list, set, msg, block, emit, require, revert } from 'chain';

        /** Counts for everybody. */
        export default class Counter extends Contract {
          static state = { total: 'u64', byUser: map('address', 'u64'), pairs: map('address', 'u32', 'string'), notes: list('string'), admins: set('address') };
          static events = { Counted: { who: 'address indexed', total: 'u64' }, Noted: { text: 'string' } };
          static abi = {
            init: { args: { start: 'u64' } },
            add: { args: { n: 'u32' }, returns: 'u64' },
            note: { args: { text: 'string' } },
            sum: { args: { more: 'u64' }, returns: 'u64', view: true },
            when: { returns: 'u64', view: true },
            who: { returns: 'address', view: true },
            spin: { view: true },
            refuse: { view: true },
            sneak: { view: true },
            hoard: { view: true },
          };
          static receives = true;
          init(start) { this.total = start; }
          add(n) {
            require(n > 0, 'ZERO', 'nothing to add');
            this.total += BigInt(n);
            this.byUser.set(msg.sender, this.byUser.get(msg.sender) + BigInt(n));
            this.pairs.set(msg.sender, n, 'pair ' + n);
            emit('Counted', { who: msg.sender, total: this.total });
            return this.total;
          }
          note(text) { this.notes.push(text); this.admins.add(msg.sender); emit('Noted', { text }); }
          sum(more) { return this.total + more; }
          when() { return block.height; }
          who() { return msg.sender; }
          spin() { for (;;) { } }
          refuse() { revert('NOT_TODAY', 'come back tomorrow'); }
          sneak() { this.total = 0n; }
          hoard() { const all = []; for (;;) all.push('x'.repeat(100000) + all.length); }
        }
        """;

    private readonly RpcChannel _channel;
    private readonly RpcClient _client;
    private ulong _sequence = 1;

    private ContractLedger(Ledger ledger, Transaction deployment)
    {
        Ledger = ledger;
        Deployment = deployment;
        _channel = new RpcChannel(ledger.Server.GrpcAddress);
        _client = new RpcClient(_channel, ContractsReflection.Descriptor.Services[0]);
    }

    public Ledger Ledger { get; }

    public Transaction Deployment { get; }

    public Address Contract { get; } = SoloTransactions.ContractAt(0, 0);

    public string ContractText => Ledger.Format(Contract);

    public static async Task<ContractLedger> StartAsync(ulong start = 5, SnapshotLimits? snapshots = null)
    {
        Ledger ledger = await Ledger.StartAsync(snapshots: snapshots);
        Transaction deployment = ledger.Transactions.Deploy(0, Source, Number(start), upgrader: 3);
        Assert.Equal(TransactionState.Pooled, (await ledger.SubmitAsync(deployment)).State);
        ledger.Node.Produce();
        Assert.Equal("SUCCESS", (await ledger.FateAsync(deployment)).Code);
        return new ContractLedger(ledger, deployment);
    }

    /// <summary>The hash of <see cref="Source"/>.</summary>
    public static ByteString CodeHash => ByteString.CopyFrom(Chain.Contracts.ContractCompiler.HashOf(System.Text.Encoding.UTF8.GetBytes(Source)).Span);

    public static byte[] Number(ulong number) => [.. Enumerable.Range(0, 8).Select(i => (byte)(number >> (56 - (8 * i))))];

    public static byte[] Number32(uint number) => Number(number)[4..];

    public static byte[] Text(string text) => [(byte)text.Length, .. System.Text.Encoding.UTF8.GetBytes(text)];

    /// <summary>Puts a call by account 0 into a block of its own.</summary>
    public async Task<Transaction> CallAsync(string method, byte[] arguments, ulong? gasLimit = null)
    {
        Transaction call = Ledger.Transactions.Call(0, Contract, method, arguments, sequence: _sequence++, gasLimit: gasLimit);
        Assert.Equal(TransactionState.Pooled, (await Ledger.SubmitAsync(call)).State);
        Ledger.Node.Produce();
        return call;
    }

    public Task<TResponse> AskAsync<TRequest, TResponse>(string method, TRequest request)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse> => _client.UnaryAsync<TRequest, TResponse>(method, request);

    public Task<ViewResponse> ViewAsync(string method, string argumentsJson = "", Action<ViewRequest>? more = null)
    {
        var request = new ViewRequest { Contract = ContractText, Method = method, ArgumentsJson = argumentsJson };
        more?.Invoke(request);
        return AskAsync<ViewRequest, ViewResponse>("View", request);
    }

    public Task<ReadContractStateResponse> ReadAsync(string field, string keysJson = "", ulong height = 0) =>
        AskAsync<ReadContractStateRequest, ReadContractStateResponse>("ReadContractState", new() { Contract = ContractText, Field = field, KeysJson = keysJson, Height = height });

    public Task<ListEventsResponse> EventsAsync(string name = "", string cursor = "", uint pageSize = 0, ulong fromHeight = 0) =>
        AskAsync<ListEventsRequest, ListEventsResponse>("ListEvents", new() { Contract = ContractText, Name = name, Cursor = cursor, PageSize = pageSize, FromHeight = fromHeight });

    public async ValueTask DisposeAsync()
    {
        _channel.Dispose();
        await Ledger.DisposeAsync();
    }
}
