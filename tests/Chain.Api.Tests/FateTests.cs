using Chain.Api.Tests.Support;
using Chain.Protocol.V1;
using Chain.SoloLedger;
using Transaction = Chain.Types.Transaction;

namespace Chain.Api.Tests;

/// <summary>A fate is never told in a way that a later answer could take back.</summary>
public sealed class FateTests
{
    [Fact]
    public async Task Nobody_knows_a_transaction_that_was_never_seen()
    {
        await using Ledger ledger = await Ledger.StartAsync(blocks: 2);
        TransactionStatus status = await ledger.FateAsync(ledger.Transactions.Transfer(0, 1, 5));
        Assert.Equal((TransactionState.Unknown, "NOT_SEEN", false), (status.State, status.Code, status.Settled));
        Assert.Equal(2UL, status.AsOfHeight);
    }

    [Fact]
    public async Task Expiry_is_told_of_a_transaction_never_seen_when_the_whole_of_it_is_shown()
    {
        await using Ledger ledger = await Ledger.StartAsync();
        Transaction transaction = ledger.Transactions.Transfer(0, 1, 5, expiryHeight: 3);
        ledger.Node.Produce(2);
        Assert.Equal(TransactionState.Unknown, (await ledger.FateAsync(transaction, whole: true)).State);
        ledger.Node.Produce();
        TransactionStatus expired = await ledger.FateAsync(transaction, whole: true);
        Assert.Equal((TransactionState.Expired, true, 3UL), (expired.State, expired.Settled, expired.AsOfHeight));
        Assert.Equal(TransactionState.Unknown, (await ledger.FateAsync(transaction)).State);
        Assert.Equal(TransactionState.Expired, (await ledger.SubmitAsync(transaction)).State);
    }

    [Fact]
    public async Task A_pooled_transaction_that_is_replaced_in_the_pool_is_open_until_its_slot_is_taken()
    {
        await using Ledger ledger = await Ledger.StartAsync();
        Transaction cheap = ledger.Transactions.Transfer(0, 1, 5, maxFee: 10_000, tip: 100);
        Transaction dear = ledger.Transactions.Transfer(0, 1, 5, maxFee: 20_000, tip: 1_000);
        await ledger.SubmitAsync(cheap);
        Assert.Equal(TransactionState.Pooled, (await ledger.SubmitAsync(dear)).State);
        TransactionStatus open = await ledger.FateAsync(cheap);
        Assert.Equal((TransactionState.Unknown, "REPLACED_IN_POOL", dear.Id.ToString(), false), (open.State, open.Code, open.ReplacedByHex, open.Settled));
        ledger.Node.Produce();
        TransactionStatus replaced = await ledger.FateAsync(cheap, whole: true);
        Assert.Equal((TransactionState.Replaced, dear.Id.ToString(), true), (replaced.State, replaced.ReplacedByHex, replaced.Settled));
        Assert.Equal(TransactionState.Replaced, (await ledger.SubmitAsync(cheap)).State);
        Assert.Equal(TransactionState.Final, (await ledger.FateAsync(dear)).State);
    }

    [Fact]
    public async Task What_a_restart_forgets_is_unknown_and_can_still_be_included()
    {
        await using Ledger ledger = await Ledger.StartAsync();
        Transaction transaction = ledger.Transactions.Transfer(0, 1, 5);
        await ledger.SubmitAsync(transaction);
        ledger.Node.LosePool();
        Assert.Equal(TransactionState.Unknown, (await ledger.FateAsync(transaction, whole: true)).State);
        await ledger.SubmitAsync(transaction);
        ledger.Node.Produce();
        Assert.Equal(TransactionState.Final, (await ledger.FateAsync(transaction, whole: true)).State);
    }

    [Fact]
    public async Task A_slot_taken_below_what_is_kept_says_nothing_about_who_took_it()
    {
        await using Ledger ledger = await Ledger.StartAsync();
        Transaction transaction = await ledger.IncludeTransferAsync(0, 1, 5);
        ledger.Node.Produce(30);
        ledger.Node.Prune(below: 20);
        TransactionStatus status = await ledger.FateAsync(transaction, whole: true);
        Assert.Equal((TransactionState.Unknown, "PRUNED", false), (status.State, status.Code, status.Settled));
    }

    [Fact]
    public async Task An_included_failure_is_final_with_its_reason()
    {
        await using Ledger ledger = await Ledger.StartAsync();
        var unbond = new Types.TransactionAction.Undelegate(SoloKeys.Account(SoloGenesis.FirstOperator), Primitives.Amount.FromGrains(5_000_000_000));
        Transaction transaction = ledger.Transactions.Sign(0, unbond);
        await ledger.SubmitAsync(transaction);
        ledger.Node.Produce();
        TransactionStatus status = await ledger.FateAsync(transaction);
        Assert.Equal((TransactionState.Final, "NOT_ENOUGH_BONDED"), (status.State, status.Code));
        Assert.NotEqual(0U, status.Receipt.Status);
        Assert.True(Ledger.Grains(status.Receipt.Fee) > 0);
    }

    [Fact]
    public async Task A_transaction_comes_back_with_its_fate_from_pool_and_chain()
    {
        await using Ledger ledger = await Ledger.StartAsync();
        Transaction transaction = ledger.Transactions.Transfer(0, 1, 5);
        await ledger.SubmitAsync(transaction);
        Assert.Equal(Ledger.Bytes(transaction), (await GetAsync(ledger, transaction)).Transaction);
        ledger.Node.Produce();
        Assert.Equal(Ledger.Bytes(transaction), (await GetAsync(ledger, transaction)).Transaction);
    }

    private static Task<GetTransactionResponse> GetAsync(Ledger ledger, Transaction transaction) =>
        ledger.AskAsync<GetTransactionRequest, GetTransactionResponse>("GetTransaction", new() { TransactionId = Ledger.Id(transaction) });
}
