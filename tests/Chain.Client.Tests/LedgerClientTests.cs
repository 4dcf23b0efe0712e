using Chain.Primitives.Encoding;
using Chain.Protocol.V1;
using Chain.SoloLedger;
using Transaction = Chain.Types.Transaction;

namespace Chain.Client.Tests;

public sealed class LedgerClientTests
{
    [Fact]
    public async Task Every_method_is_answered()
    {
        await using SoloServer server = await SoloServer.StartAsync();
        using var client = new LedgerClient(server.GrpcAddress, new LedgerClientOptions { ExpectedGenesisHash = server.Node.Genesis.Hash });
        Transaction transaction = server.Transactions.Transfer(0, 1, 5);
        string address = AddressText.Format(SoloKeys.Account(1), "chn");
        Assert.Equal("SUCCESS", (await client.SimulateAsync(transaction)).Receipt.Code);
        Assert.Equal(TransactionState.Pooled, (await client.SubmitAsync(transaction)).State);
        server.Node.Produce(2);
        Assert.Equal(2UL, (await client.GetStatusAsync(minHeight: 2)).Height);
        Assert.Equal(TransactionState.Proven, (await client.GetTransactionAsync(transaction.Id)).Status.State);
        Assert.Equal(TransactionState.Proven, (await client.GetTransactionAsync(transaction)).Status.State);
        Assert.Equal(1UL, (await client.GetReceiptAsync(transaction.Id)).Height);
        Assert.True((await client.GetAccountAsync(address)).Exists);
        Assert.Single((await client.ListTransactionsAsync(address)).Transactions);
        GetBlockResponse block = await client.GetBlockAsync(1);
        Assert.Equal(block.Summary, (await client.GetBlockAsync(new Types.BlockId(new Primitives.Hash256(block.Summary.BlockId.Span)))).Summary);
        Assert.Equal(2, (await client.ListBlocksAsync()).Blocks.Count);
        Assert.Equal(2, (await client.ListHeadersAsync(1)).Headers.Count);
        Assert.Single((await client.ListValidatorsAsync()).Validators);
        Assert.NotEmpty((await client.GetParametersAsync()).Values);
        Assert.True((await client.ReadStateAsync(State.StateKeys.Account(SoloKeys.Account(1)).Span.ToArray())).Exists);
    }

    [Fact]
    public async Task More_transactions_than_a_call_carries_go_in_several()
    {
        await using SoloServer server = await SoloServer.StartAsync();
        using var client = new LedgerClient(server.GrpcAddress);
        Transaction[] transactions = [.. Enumerable.Range(0, 2_100).Select(i => server.Transactions.Transfer(i % 10, 11, 1, sequence: (ulong)(i / 10 / 15), lane: (uint)(i / 10 % 15)))];
        IReadOnlyList<TransactionStatus> statuses = await client.SubmitAsync(transactions);
        Assert.Equal(2_100, statuses.Count);
        Assert.All(statuses, status => Assert.Equal(TransactionState.Pooled, status.State));
    }

    [Fact]
    public async Task A_node_of_another_chain_is_refused_before_anything_is_sent()
    {
        await using SoloServer server = await SoloServer.StartAsync();
        using var client = new LedgerClient(server.GrpcAddress, new LedgerClientOptions { ExpectedGenesisHash = SoloGenesis.Create(network: "other").Hash });
        LedgerException e = await Assert.ThrowsAsync<LedgerException>(() => client.SubmitAsync(server.Transactions.Transfer(0, 1, 5)));
        Assert.Equal((LedgerFailure.WrongChain, "WRONG_CHAIN"), (e.Failure, e.Code));
        Assert.Equal(0, server.Node.Handle.Status.PoolTransactions);
    }

    [Fact]
    public async Task A_node_that_is_not_there_is_unreachable()
    {
        SoloServer server = await SoloServer.StartAsync();
        Uri address = server.GrpcAddress;
        await server.DisposeAsync();
        using var client = new LedgerClient(address);
        LedgerException e = await Assert.ThrowsAsync<LedgerException>(() => client.GetStatusAsync());
        Assert.Equal(LedgerFailure.Unreachable, e.Failure);
        Assert.True(e.MayRetry);
    }

    [Fact]
    public async Task A_refusal_keeps_the_nodes_code()
    {
        await using SoloServer server = await SoloServer.StartAsync();
        using var client = new LedgerClient(server.GrpcAddress);
        LedgerException e = await Assert.ThrowsAsync<LedgerException>(() => client.GetAccountAsync("nobody"));
        Assert.Equal((LedgerFailure.Refused, "BAD_ADDRESS"), (e.Failure, e.Code));
    }

    [Fact]
    public async Task What_is_not_there_is_not_found()
    {
        await using SoloServer server = await SoloServer.StartAsync();
        using var client = new LedgerClient(server.GrpcAddress);
        LedgerException e = await Assert.ThrowsAsync<LedgerException>(() => client.GetReceiptAsync(server.Transactions.Transfer(0, 1, 5).Id));
        Assert.Equal((LedgerFailure.NotFound, "NO_TRANSACTION"), (e.Failure, e.Code));
    }

    [Fact]
    public async Task A_node_that_does_not_answer_runs_into_the_deadline()
    {
        await using SoloServer server = await SoloServer.StartAsync();
        server.Node.IsDeaf = true;
        using var client = new LedgerClient(server.GrpcAddress, new LedgerClientOptions { CallTimeout = TimeSpan.FromMilliseconds(200) });
        LedgerException e = await Assert.ThrowsAsync<LedgerException>(() => client.SubmitAsync(server.Transactions.Transfer(0, 1, 5)));
        Assert.Equal(LedgerFailure.Deadline, e.Failure);
    }
}
