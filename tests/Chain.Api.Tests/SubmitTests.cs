using Chain.Api.Tests.Support;
using Chain.Protocol.V1;
using Chain.Rpc;
using Chain.SoloLedger;
using Chain.Types;
using Google.Protobuf;
using Transaction = Chain.Types.Transaction;

namespace Chain.Api.Tests;

public sealed class SubmitTests
{
    [Fact]
    public async Task A_transaction_is_pooled_then_final_then_proven()
    {
        await using Ledger ledger = await Ledger.StartAsync();
        Transaction transaction = ledger.Transactions.Transfer(0, 1, 5);
        TransactionStatus pooled = await ledger.SubmitAsync(transaction);
        Assert.Equal(TransactionState.Pooled, pooled.State);
        Assert.Equal(transaction.Id.ToString(), pooled.TransactionIdHex);
        Assert.False(pooled.Settled);
        ledger.Node.Produce();
        TransactionStatus final = await ledger.FateAsync(transaction);
        Assert.Equal((TransactionState.Final, 1UL, 0U, "SUCCESS", true), (final.State, final.Height, final.Index, final.Code, final.Settled));
        ledger.Node.Produce();
        Assert.Equal(TransactionState.Proven, (await ledger.FateAsync(transaction)).State);
    }

    [Fact]
    public async Task The_same_bytes_may_be_submitted_at_any_time()
    {
        await using Ledger ledger = await Ledger.StartAsync();
        Transaction transaction = ledger.Transactions.Transfer(0, 1, 5);
        await ledger.SubmitAsync(transaction);
        Assert.Equal(TransactionState.Pooled, (await ledger.SubmitAsync(transaction)).State);
        ledger.Node.Produce(2);
        Assert.Equal(TransactionState.Proven, (await ledger.SubmitAsync(transaction)).State);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(ProtocolLimits.TransactionBytesMax + 1)]
    public async Task Bytes_that_are_no_transaction_are_refused_for_good(int length)
    {
        await using Ledger ledger = await Ledger.StartAsync();
        var request = new SubmitTransactionRequest { Transaction = ByteString.CopyFrom(new byte[length]) };
        TransactionStatus status = (await ledger.AskAsync<SubmitTransactionRequest, SubmitTransactionResponse>("SubmitTransaction", request)).Status;
        Assert.Equal((TransactionState.Refused, "MALFORMED", true, false), (status.State, status.Code, status.Settled, status.MayRetry));
    }

    [Fact]
    public async Task A_transaction_of_another_chain_is_refused_for_good()
    {
        await using Ledger ledger = await Ledger.StartAsync();
        var other = new SoloTransactions(SoloGenesis.Create(network: "chain-other"));
        TransactionStatus status = await ledger.SubmitAsync(other.Transfer(0, 1, 5));
        Assert.Equal((TransactionState.Refused, "WRONG_CHAIN", true), (status.State, status.Code, status.Settled));
    }

    [Fact]
    public async Task A_wrong_signature_is_refused_for_good()
    {
        await using Ledger ledger = await Ledger.StartAsync();
        Transaction signed = ledger.Transactions.Transfer(0, 1, 5);
        Transaction forged = signed.Body.Sign(signed.Key, ledger.Transactions.Transfer(0, 1, 6).Signature);
        TransactionStatus status = await ledger.SubmitAsync(forged);
        Assert.Equal((TransactionState.Refused, "SIGNATURE_WRONG", true), (status.State, status.Code, status.Settled));
    }

    [Fact]
    public async Task A_refusal_that_may_pass_says_so_and_is_told_as_unknown_later()
    {
        await using Ledger ledger = await Ledger.StartAsync();
        Transaction early = ledger.Transactions.Transfer(0, 1, 5, sequence: 10_000);
        TransactionStatus refused = await ledger.SubmitAsync(early);
        Assert.Equal((TransactionState.Refused, "SEQUENCE_TOO_FAR_AHEAD", true, false), (refused.State, refused.Code, refused.MayRetry, refused.Settled));
        TransactionStatus later = await ledger.FateAsync(early);
        Assert.Equal((TransactionState.Unknown, false), (later.State, later.Settled));
    }

    [Fact]
    public async Task A_batch_is_answered_one_by_one_in_order()
    {
        await using Ledger ledger = await Ledger.StartAsync();
        Transaction good = ledger.Transactions.Transfer(0, 1, 5);
        var request = new SubmitTransactionsRequest();
        request.Transactions.Add(Ledger.Bytes(good));
        request.Transactions.Add(ByteString.CopyFromUtf8("junk"));
        request.Transactions.Add(Ledger.Bytes(ledger.Transactions.Transfer(2, 1, 5)));
        SubmitTransactionsResponse response = await ledger.AskAsync<SubmitTransactionsRequest, SubmitTransactionsResponse>("SubmitTransactions", request);
        Assert.Equal([TransactionState.Pooled, TransactionState.Refused, TransactionState.Pooled], response.Statuses.Select(s => s.State));
        Assert.Equal(good.Id.ToString(), response.Statuses[0].TransactionIdHex);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(ApiLimits.BatchTransactionsMax + 1)]
    public async Task A_batch_has_one_to_a_thousand_transactions(int count)
    {
        await using Ledger ledger = await Ledger.StartAsync();
        var request = new SubmitTransactionsRequest();
        request.Transactions.AddRange(Enumerable.Repeat(ByteString.CopyFromUtf8("x"), count));
        (RpcStatusCode status, string? code, _) = await Ledger.RefusalAsync(() => ledger.AskAsync<SubmitTransactionsRequest, SubmitTransactionsResponse>("SubmitTransactions", request));
        Assert.Equal((RpcStatusCode.InvalidArgument, "BAD_BATCH"), (status, code));
    }

    [Fact]
    public async Task A_request_above_the_size_limit_does_not_come_in()
    {
        await using Ledger ledger = await Ledger.StartAsync();
        var request = new SubmitTransactionRequest { Transaction = ByteString.CopyFrom(new byte[ApiLimits.RequestBytesMax]) };
        Assert.Equal(RpcStatusCode.ResourceExhausted, (await Ledger.RefusalAsync(() => ledger.AskAsync<SubmitTransactionRequest, SubmitTransactionResponse>("SubmitTransaction", request))).Status);
        Assert.Equal(0UL, (await ledger.StatusAsync()).Height);
    }

    [Fact]
    public async Task Simulation_tells_the_result_without_a_signature_and_changes_nothing()
    {
        await using Ledger ledger = await Ledger.StartAsync(blocks: 1);
        Transaction signed = ledger.Transactions.Transfer(0, 1, 5);
        Primitives.Crypto.Signature.TryCreate(new byte[64], out Primitives.Crypto.Signature none);
        var request = new SimulateTransactionRequest { Transaction = Ledger.Bytes(signed.Body.Sign(signed.Key, none)) };
        SimulateTransactionResponse answer = await ledger.AskAsync<SimulateTransactionRequest, SimulateTransactionResponse>("SimulateTransaction", request);
        Assert.Equal("SUCCESS", answer.Receipt.Code);
        Assert.Equal(1UL, answer.Height);
        Assert.True(answer.GasLimitMin <= signed.Body.GasLimit && signed.Body.GasLimit <= answer.GasLimitMax);
        Assert.Equal(0UL, (await ledger.AccountAsync(0)).Sequence);
    }

    [Fact]
    public async Task Simulation_tells_a_failure()
    {
        await using Ledger ledger = await Ledger.StartAsync();
        Transaction unbond = ledger.Transactions.Sign(0, new TransactionAction.Undelegate(SoloKeys.Account(SoloGenesis.FirstOperator), Primitives.Amount.FromGrains(5_000_000_000)));
        SimulateTransactionResponse answer = await ledger.AskAsync<SimulateTransactionRequest, SimulateTransactionResponse>("SimulateTransaction", new() { Transaction = Ledger.Bytes(unbond) });
        Assert.Equal("NOT_ENOUGH_BONDED", answer.Receipt.Code);
    }
}
