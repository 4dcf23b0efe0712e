using Chain.Contracts;
using Chain.Primitives;
using Chain.State;
using Chain.Types;
using Chain.Types.Tests.Support;

namespace Chain.Execution.Tests.Contracts;

/// <summary>The same block on the same state gives the same bytes, whatever a node had compiled before, and histories lead back through contracts.</summary>
public class ContractReplayTests
{
    [Fact]
    public void A_cold_a_warm_and_a_tiny_cache_give_equal_results()
    {
        var chain = new VaultChain(value: Amount.GrainsPerCoin, upgrader: 2);
        var warm = new ContractRuntime();
        var tiny = new ContractRuntime(new ContractRuntimeOptions { CacheBytesMax = 1 });
        for (int round = 0; round < 4; round++)
        {
            Block block = chain.Chain.Propose(Mixed(chain, round));
            IReadOnlyList<VerifiedTransaction> transactions = chain.Chain.Verify(block);
            BlockResult[] results =
            [
                .. new[] { new ContractRuntime(), warm, tiny, warm }.Select(runtime => BlockExecutor.Execute(block, transactions, chain.Chain.State, chain.Chain.Rules, runtime)),
            ];
            Assert.All(results, result => Assert.Equal(results[0].ReceiptsRoot, result.ReceiptsRoot));
            Assert.All(results, result => Assert.Equal(Text(results[0]), Text(result)));
            IReadOnlyList<Receipt> receipts = chain.Chain.Apply(block);
            Assert.Contains(receipts, receipt => receipt.Status == ReceiptStatus.Success);
            Assert.Contains(receipts, receipt => receipt.Status != ReceiptStatus.Success);
        }
    }

    [Fact]
    public void A_contracts_history_leads_from_receipt_to_receipt_also_over_those_that_failed()
    {
        var chain = new VaultChain();
        chain.Chain.RunOne(chain.Call(1, "add", VaultChain.Number(1)));
        Receipt failed = chain.Chain.RunOne(chain.Call(1, "add", VaultChain.Number(0)));
        Receipt paid = chain.Chain.RunOne(chain.Call(2, "pay", 5));
        Assert.Equal(new HistoryLink(2, 0), failed.RecipientPrevious);
        Assert.Equal(new HistoryLink(3, 0), paid.RecipientPrevious);
        Assert.True(chain.Chain.State.TryGetAccount(chain.Vault, out AccountRecord account));
        Assert.Equal(new HistoryLink(4, 0), account.LastReceipt);
        Assert.Equal(new HistoryLink(1, 0), chain.Chain.RunOne(chain.Call(0, "add", VaultChain.Number(1))).SenderPrevious);
        // Who deploys at an address where nothing comes to be puts nothing at it.
        Assert.Equal(HistoryLink.None, chain.Chain.RunOne(chain.Chain.From(2).Deploys(VaultChain.Source)).RecipientPrevious);
    }

    [Fact]
    public void All_contracts_are_listed_in_the_order_in_which_they_were_made()
    {
        var chain = new VaultChain();
        byte[] start = VaultChain.Arguments("init", VaultChain.Number(1));
        TransactionBuilder failing = chain.Chain.From(1).Deploys(VaultChain.Source);
        TransactionBuilder second = chain.Chain.From(2).Deploys(VaultChain.Source, start);
        TransactionBuilder third = chain.Chain.From(3).Deploys(VaultChain.Source, start);
        chain.Chain.Run((failing with { GasLimit = 10_000_000 }).Verified(), second.Verified(), third.Verified());
        Assert.Equal(3UL, chain.Chain.State.ContractCount());
        Assert.Equal([chain.Vault, second.Contract, third.Contract], Enumerable.Range(0, 3).Select(n => chain.Chain.State.ListedContract((ulong)n)));
    }

    private static VerifiedTransaction[] Mixed(VaultChain chain, int round) =>
    [
        chain.Call(1, "add", VaultChain.Number((ulong)round + 1)).Verified(),
        chain.Chain.From(2).Upgrades(chain.Vault, VaultChain.Source + $"// {round}\n").Verified(),
        chain.Call(3, "pay", 5).Verified(),
        (chain.Call(0, "spin") with { GasLimit = 400_000 }).Verified(),
        (chain.Call(1, "tryAsk", VaultChain.Account(chain.Vault), VaultChain.Number(1)) with { Sequence = chain.Chain.From(1).Sequence + 1 }).Verified(),
    ];

    private static string Text(BlockResult result) => string.Join(
        '\n', result.Writes.Items.Select(write => $"{Convert.ToHexString(write.Key.Span)}={(write.NewValue is { } value ? Convert.ToHexString(value.Span) : "-")}"));
}
