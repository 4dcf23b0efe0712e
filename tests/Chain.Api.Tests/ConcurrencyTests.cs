using Chain.Api.Tests.Support;
using Chain.Primitives;
using Chain.Protocol.V1;
using Chain.SoloLedger;

namespace Chain.Api.Tests;

/// <summary>Reads while blocks are being made.</summary>
public sealed class ConcurrencyTests
{
    [Fact]
    public async Task Reads_see_whole_states_and_their_own_writes_while_blocks_are_made()
    {
        await using Ledger ledger = await Ledger.StartAsync();
        const int blocks = 120;
        // Account 11 gets as many grains as the height, in every block: balance and height of an answer tell whether they belong together.
        Task making = Task.Run(async () =>
        {
            ulong previous = 0;
            for (ulong height = 1; height <= blocks; height++)
            {
                Types.Transaction transaction = ledger.Transactions.Transfer(0, 11, height - previous, sequence: height - 1);
                previous = height;
                await ledger.SubmitAsync(transaction);
                ledger.Node.Produce();
                Assert.True((await ledger.AccountAsync(11, minHeight: height)).Height >= height);
                Assert.Equal(TransactionState.Final, (await ledger.FateAsync(transaction)).State);
            }
        });
        ulong last = 0;
        while (!making.IsCompleted)
        {
            GetAccountResponse account = await ledger.AccountAsync(11);
            Assert.Equal(account.Height, Ledger.Grains(account.Balance));
            Assert.True(account.Height >= last);
            last = account.Height;
        }
        await making;
        Assert.Equal((ulong)blocks, (await ledger.AccountAsync(11)).Height);
    }

    [Fact]
    public async Task Supply_is_whole_in_every_answer()
    {
        await using Ledger ledger = await Ledger.StartAsync();
        for (ulong i = 0; i < 20; i++)
            await ledger.IncludeTransferAsync(0, 1, Amount.GrainsPerCoin, sequence: i);
        ListTransactionsResponse list = await ledger.AskAsync<ListTransactionsRequest, ListTransactionsResponse>("ListTransactions", new() { Address = ledger.Address(0) });
        ulong fees = list.Transactions.Aggregate(0UL, (sum, t) => sum + Ledger.Grains(t.Fee));
        ulong start = SoloGenesis.Create().Accounts.Single(a => a.Address == SoloKeys.Account(0)).Balance.Grains;
        Assert.Equal(start - fees - (20 * Amount.GrainsPerCoin), Ledger.Grains((await ledger.AccountAsync(0)).Balance));
    }
}
