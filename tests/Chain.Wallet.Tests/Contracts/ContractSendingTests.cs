using System.Text;
using Chain.Client;
using Chain.Contracts;
using Chain.Primitives;
using Chain.Protocol.V1;
using Chain.Rpc;
using Chain.SoloLedger;
using Chain.Types;
using Chain.Wallet.Contracts;
using Chain.Wallet.Fees;
using Chain.Wallet.Home;
using Chain.Wallet.Networks;
using Chain.Wallet.Nodes;
using Chain.Wallet.Outbox;
using Chain.Wallet.Sending;

namespace Chain.Wallet.Tests.Contracts;

/// <summary>Contracts through the real API, pool and execution; blocks come when the test says so.</summary>
public sealed class ContractSendingTests : IAsyncLifetime
{
    private const string Till = """
        import { Contract, msg, at, emit, require, transfer } from 'chain';
        export default class Till extends Contract {
          static state = { sum: 'u64' };
          static events = { Paid: { by: 'address indexed', grains: 'u64' } };
          static abi = { pay: { returns: 'u64', payable: true }, ask: { args: { other: 'address' } } };
          pay() {
            require(msg.value > 1n, 'TOO_LITTLE', 'at least two');
            this.sum += msg.value;
            emit('Paid', { by: msg.sender, grains: msg.value });
            transfer(msg.sender, 1n);
            return this.sum;
          }
          ask(other) { at(other).pay(); }
        }
        """;

    private readonly TemporaryDirectory _directory = new();
    private SoloServer _server = null!;
    private NodeSession _session = null!;

    public async Task InitializeAsync()
    {
        _server = await SoloServer.StartAsync();
        Types.GenesisDocument genesis = _server.Node.Genesis;
        var network = new Wallet.Networks.Network(genesis.Network, genesis.Hash, genesis.AddressPrefix, null, NetworkTrust.Genesis);
        _session = await NodeSession.OpenAsync(_server.GrpcAddress, network.Name, network, static _ => { }, new LedgerClientOptions { CallTimeout = TimeSpan.FromMinutes(2) }, CancellationToken.None);
    }

    public async Task DisposeAsync()
    {
        _session.Dispose();
        await _server.DisposeAsync();
        _directory.Dispose();
    }

    [Fact]
    public async Task What_is_used_is_what_was_simulated_and_the_limit_a_third_more()
    {
        Address till = await DeployAsync();
        TransactionPlan plan = await PlanAsync(Pay(till, 5));
        TransactionEffects effects = await IncludedAsync(plan);
        Assert.Equal(ReceiptStatus.Success, effects.Receipt.Status);
        Assert.Equal(plan.GasExpected, effects.Receipt.GasUsed);
        Assert.InRange(plan.Preview.GasLimit, effects.Receipt.GasUsed * 129 / 100, effects.Receipt.GasUsed * 131 / 100);
        Assert.Equal(plan.FeeExpected, effects.Receipt.Fee);
    }

    [Fact]
    public async Task The_effects_are_decoded_from_the_receipt()
    {
        Address till = await DeployAsync();
        TransactionEffects effects = await IncludedAsync(await PlanAsync(Pay(till, 5)));
        string[] facts = [.. effects.Facts(new ContractValueText(_session.Network, address => address == till ? "till" : "me", isBrief: true)).Select(static fact => $"{fact.Name}: {fact.Value}")];
        Assert.Equal(["coins: the sender has 0.000000004chn less, the fee apart", "returns: 5", "moves: 0.000000005chn from me to till", "moves: 0.000000001chn from till to me", "event: Paid(by: me, grains: 5)"], facts);
    }

    [Fact]
    public async Task A_failure_inside_a_called_contract_names_that_contract_and_its_line()
    {
        Address inner = await DeployAsync(), outer = await DeployAsync(sequence: 1);
        byte[] arguments = AbiCodec.EncodeArguments([new("other", AbiType.Address.Instance)], [new AbiValue.Address(inner)]);
        TransactionPlan plan = await PlanAsync(new TransactionAction.Call(outer, "ask", arguments, Amount.Zero));
        Assert.Equal("CONTRACT_FAILED", plan.SimulatedCode);
        TransactionEffects effects = await IncludedAsync(plan);
        FailureReport failure = effects.Failure("CONTRACT_FAILED")!;
        Assert.Equal(("TOO_LITTLE", "TOO_LITTLE: at least two", "Till"), (failure.Code, failure.Sentence, failure.ContractName));
        Assert.NotEmpty(failure.Excerpt);
        Assert.Empty(effects.Receipt.Events);
        Assert.True(effects.Receipt.GasUsed < plan.Preview.GasLimit);
    }

    [Fact]
    public async Task Who_cannot_pay_for_a_whole_block_of_gas_can_still_call()
    {
        Address till = await DeployAsync();
        // Enough for the call, far from what 200 million gas could cost.
        await IncludeAsync(_server.Transactions.Transfer(0, 50, 200_000, sequence: 1));
        TransactionPlan plan = await PlanAsync(Pay(till, 5), sender: 50);
        Assert.Equal("SUCCESS", plan.SimulatedCode);
        Assert.Equal(ReceiptStatus.Success, (await IncludedAsync(plan, sender: 50)).Receipt.Status);
    }

    [Fact]
    public async Task A_contract_that_is_not_there_is_not_found_and_asked_for_once()
    {
        var contracts = new ContractDirectory(_session);
        Assert.Null(await contracts.FindAsync(SoloKeys.Account(3), CancellationToken.None));
        WalletException missing = await Assert.ThrowsAsync<WalletException>(() => contracts.RequireAsync(SoloKeys.Account(3), "somebody", CancellationToken.None));
        Assert.Equal((ProblemKind.NotFound, "no-contract"), (missing.Problem.Kind, missing.Problem.Code));
    }

    [Fact]
    public async Task A_node_that_shows_another_source_than_the_code_hash_is_not_believed()
    {
        RpcEndpoint endpoint = RpcEndpoint.Grpc("liar", new(System.Net.IPAddress.Loopback, 0)) with
        {
            Services =
            [
                RpcService.For(LedgerReflection.Descriptor.Services[0])
                    .Unary<GetStatusRequest, GetStatusResponse>("GetStatus", async (_, _) => await _session.Client.GetStatusAsync())
                    .Build(),
                RpcService.For(ContractsReflection.Descriptor.Services[0])
                    .Unary<GetContractRequest, GetContractResponse>("GetContract", (request, _) => ValueTask.FromResult(new GetContractResponse
                    {
                        Address = request.Address,
                        Source = Till.Replace("'TOO_LITTLE'", "'FINE'", StringComparison.Ordinal),
                        CodeHash = Google.Protobuf.ByteString.CopyFrom(ContractCompiler.HashOf(Encoding.UTF8.GetBytes(Till)).Span),
                    }))
                    .Build(),
            ],
        };
        await using RpcServer liar = await RpcServer.StartAsync(new RpcServerOptions { Endpoints = [endpoint] });
        using NodeSession session = await NodeSession.OpenAsync(
            new Uri($"http://{liar.AddressOf(endpoint)}"), _session.Network.Name, _session.Network, static _ => { }, new LedgerClientOptions(), CancellationToken.None);
        WalletException caught = await Assert.ThrowsAsync<WalletException>(() => new ContractDirectory(session).FindAsync(SoloKeys.Account(3), CancellationToken.None));
        Assert.Equal("bad-answer", caught.Problem.Code);
    }

    private static TransactionAction.Call Pay(Address till, ulong grains) => new(till, "pay", ReadOnlyMemory<byte>.Empty, Amount.FromGrains(grains));

    private TransactionSender Sender() => new(_session, new OutboxDirectory(WalletHome.Resolve(_directory.File("home"), static _ => null), _session.Network.GenesisHash), TimeProvider.System);

    private Task<TransactionPlan> PlanAsync(TransactionAction action, int sender = 0) =>
        Sender().PlanAsync(new TransactionIntent(SoloKeys.Key(sender).GetPublicKey(), action, "", FeeWishes.None, null, null, null), CancellationToken.None);

    private async Task<Address> DeployAsync(ulong sequence = 0)
    {
        await IncludeAsync(_server.Transactions.Deploy(0, Till, sequence: sequence));
        return SoloTransactions.ContractAt(0, sequence);
    }

    private async Task IncludeAsync(Types.Transaction transaction)
    {
        Assert.Equal(TransactionState.Pooled, (await _session.Client.SubmitAsync(transaction)).State);
        _server.Node.Produce();
    }

    private async Task<TransactionEffects> IncludedAsync(TransactionPlan plan, int sender = 0)
    {
        OutboxEntry entry = await Sender().SignAsync(plan, SoloKeys.Key(sender), CancellationToken.None);
        await Sender().DeliverAsync(entry, WaitPolicy.None, CancellationToken.None);
        _server.Node.Produce();
        GetReceiptResponse answer = await _session.Client.GetReceiptAsync(entry.Transaction.Id);
        return (await TransactionEffects.LoadAsync(new ContractDirectory(_session), entry.Transaction.Sender, entry.Transaction.Body, answer.Receipt.Memory, CancellationToken.None))!;
    }
}
