using Chain.Api.Tests.Support;
using Chain.Primitives;
using Chain.Protocol.V1;
using Chain.Rpc;
using Chain.SoloLedger;
using Chain.Types;

namespace Chain.Api.Tests;

public sealed class AccountReadTests
{
    private const ulong Coin = Amount.GrainsPerCoin;

    [Fact]
    public async Task An_account_shows_its_balance_after_a_transfer_and_at_which_height()
    {
        await using Ledger ledger = await Ledger.StartAsync();
        await ledger.IncludeTransferAsync(0, 1, 5 * Coin);
        GetAccountResponse receiver = await ledger.AccountAsync(1);
        Assert.Equal(1UL, receiver.Height);
        Assert.True(receiver.Exists);
        Assert.Equal(1_005 * Coin, Ledger.Grains(receiver.Balance));
        Assert.Equal(1UL, (await ledger.AccountAsync(0)).Sequence);
    }

    [Fact]
    public async Task An_account_that_does_not_exist_has_nothing()
    {
        await using Ledger ledger = await Ledger.StartAsync();
        GetAccountResponse nobody = await ledger.AccountAsync(77);
        Assert.False(nobody.Exists);
        Assert.Equal("0", nobody.Balance);
    }

    [Fact]
    public async Task The_pending_sequence_counts_what_the_pool_holds()
    {
        await using Ledger ledger = await Ledger.StartAsync();
        await ledger.SubmitAsync(ledger.Transactions.Transfer(0, 1, 1, sequence: 0));
        await ledger.SubmitAsync(ledger.Transactions.Transfer(0, 1, 1, sequence: 1));
        GetAccountResponse account = await ledger.AccountAsync(0);
        Assert.Equal((0UL, 2UL), (account.Sequence, account.PendingSequence));
        Assert.Equal(0UL, (await ledger.AccountAsync(0, lane: 3)).PendingSequence);
    }

    [Fact]
    public async Task Upper_case_is_the_same_account_and_mixed_case_none()
    {
        await using Ledger ledger = await Ledger.StartAsync();
        string lower = ledger.Address(1);
        GetAccountResponse upper = await GetAsync(ledger, lower.ToUpperInvariant());
        Assert.Equal(lower, upper.Address);
        Assert.Equal(1_000 * Coin, Ledger.Grains(upper.Balance));
        string mixed = lower[..10] + lower[10..].ToUpperInvariant();
        (RpcStatusCode status, string? code, string message) = await Ledger.RefusalAsync(() => GetAsync(ledger, mixed));
        Assert.Equal((RpcStatusCode.InvalidArgument, "BAD_ADDRESS"), (status, code));
        Assert.Contains("upper and lower case", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lanes_above_255_are_refused()
    {
        await using Ledger ledger = await Ledger.StartAsync();
        Assert.Equal("BAD_FIELD", (await Ledger.RefusalAsync(() => ledger.AccountAsync(0, lane: 256))).Code);
    }

    [Fact]
    public async Task History_follows_the_links_of_sender_and_recipient()
    {
        await using Ledger ledger = await Ledger.StartAsync();
        Types.Transaction first = await ledger.IncludeTransferAsync(0, 1, 10);
        ledger.Node.Produce(40);
        Types.Transaction second = await ledger.IncludeTransferAsync(1, 2, 20);
        Types.Transaction third = await ledger.IncludeTransferAsync(0, 1, 30, sequence: 1);
        ListTransactionsResponse list = await ListAsync(ledger, 1);
        Assert.Equal([third.Id.ToString(), second.Id.ToString(), first.Id.ToString()], list.Transactions.Select(t => t.TransactionIdHex));
        Assert.Equal(["30", "20", "10"], list.Transactions.Select(t => t.Amount));
        Assert.Equal(ledger.Address(0), list.Transactions[0].From);
        Assert.Equal("SUCCESS", list.Transactions[0].Code);
        Assert.Empty(list.NextCursor);
    }

    [Fact]
    public async Task History_is_paged_by_a_cursor_that_stays_with_its_account()
    {
        await using Ledger ledger = await Ledger.StartAsync();
        for (ulong i = 0; i < 5; i++)
            await ledger.IncludeTransferAsync(0, 1, i + 1, sequence: i);
        ListTransactionsResponse page = await ListAsync(ledger, 1, pageSize: 2);
        Assert.Equal(["5", "4"], page.Transactions.Select(t => t.Amount));
        ListTransactionsResponse next = await ListAsync(ledger, 1, 2, page.NextCursor);
        Assert.Equal(["3", "2"], next.Transactions.Select(t => t.Amount));
        Assert.Equal("BAD_CURSOR", (await Ledger.RefusalAsync(() => ListAsync(ledger, 0, 2, page.NextCursor))).Code);
    }

    [Fact]
    public async Task A_transfer_to_oneself_stands_in_the_history_once()
    {
        await using Ledger ledger = await Ledger.StartAsync();
        await ledger.IncludeTransferAsync(0, 0, 5);
        await ledger.IncludeTransferAsync(0, 0, 6, sequence: 1);
        Assert.Equal(["6", "5"], (await ListAsync(ledger, 0)).Transactions.Select(t => t.Amount));
    }

    [Fact]
    public async Task Bonds_and_unbondings_stand_beside_the_balance()
    {
        await using Ledger ledger = await Ledger.StartAsync();
        Address validator = SoloKeys.Account(SoloGenesis.FirstOperator);
        await ledger.SubmitAsync(ledger.Transactions.Sign(0, new TransactionAction.Delegate(validator, Amount.FromGrains(30 * Coin))));
        ledger.Node.Produce();
        await ledger.SubmitAsync(ledger.Transactions.Sign(0, new TransactionAction.Undelegate(validator, Amount.FromGrains(12 * Coin)), sequence: 1));
        ledger.Node.Produce();
        GetAccountResponse account = await ledger.AccountAsync(0);
        Assert.Equal(18 * Coin, Ledger.Grains(Assert.Single(account.Delegations).Amount));
        Assert.Equal(12 * Coin, Ledger.Grains(Assert.Single(account.Unbondings).Amount));
        ListValidatorsResponse validators = await ledger.AskAsync<ListValidatorsRequest, ListValidatorsResponse>("ListValidators", new());
        Assert.Equal(28 * Coin, Ledger.Grains(Assert.Single(validators.Validators).Stake));
        Assert.True(validators.Validators[0].Active);
    }

    private static Task<GetAccountResponse> GetAsync(Ledger ledger, string address) =>
        ledger.AskAsync<GetAccountRequest, GetAccountResponse>("GetAccount", new() { Address = address });

    private static Task<ListTransactionsResponse> ListAsync(Ledger ledger, int n, uint pageSize = 0, string cursor = "") =>
        ledger.AskAsync<ListTransactionsRequest, ListTransactionsResponse>("ListTransactions", new() { Address = ledger.Address(n), PageSize = pageSize, Cursor = cursor });
}
