using Chain.Contracts;
using Chain.Primitives;
using Chain.Types;
using Chain.Types.Tests.Support;

namespace Chain.Execution.Tests.Contracts;

/// <summary>What a contract's transaction pays, and what its limits do.</summary>
public class ContractGasTests
{
    private const ulong Coin = Amount.GrainsPerCoin;

    [Fact]
    public void The_unused_half_of_the_limit_is_paid_and_the_rest_comes_back()
    {
        var chain = new VaultChain();
        TransactionBuilder call = chain.Call(1, "pay", Coin) with { GasLimit = 10_000_001, MaxFee = 9_000, Tip = 700 };
        Amount before = chain.Chain.Balance(1);
        ulong baseFee = chain.Chain.Parent.BaseFee;
        Receipt receipt = chain.Chain.RunOne(call);
        Assert.Equal((ReceiptStatus.Success, 5_000_000UL), (receipt.Status, receipt.GasUsed));
        Assert.True(FeeMath.TryFee(5_000_000, baseFee + 700, out Amount fee));
        Assert.Equal(fee, receipt.Fee);
        Assert.Equal(before - fee - Amount.FromGrains(Coin), chain.Chain.Balance(1));
    }

    [Fact]
    public void A_limit_that_is_just_enough_is_charged_as_used_and_one_gas_less_fails_whole()
    {
        var chain = new VaultChain();
        TransactionBuilder call = chain.Call(1, "add", VaultChain.Number(1)) with { GasLimit = 20_000_000 };
        ulong used = Simulate(chain, call).GasExecuted;
        // The limit stands in the bytes that are paid for: a shorter limit is a little cheaper.
        ulong enough = Simulate(chain, call with { GasLimit = used }).GasExecuted;
        SimulatedTransaction less = Simulate(chain, call with { GasLimit = enough - 1 });
        Assert.Equal((ReceiptStatus.OutOfGas, enough - 1, enough - 1), (less.Receipt.Status, less.GasExecuted, less.Receipt.GasUsed));
        Receipt receipt = chain.Chain.RunOne(call with { GasLimit = enough });
        Assert.Equal((ReceiptStatus.Success, enough), (receipt.Status, receipt.GasUsed));
        Assert.Equal(6UL, chain.Count);
    }

    [Fact]
    public void At_every_limit_the_call_either_succeeds_whole_or_leaves_nothing()
    {
        var chain = new VaultChain(value: Coin);
        TransactionBuilder call = chain.Call(1, "pay", 7);
        ulong needed = Simulate(chain, call with { GasLimit = 1_000_000 }).GasExecuted;
        ulong minimum = GasSchedule.Minimum((call with { GasLimit = 100_000 }).Build());
        for (ulong limit = minimum; limit < needed; limit += Math.Max(1, (needed - minimum) / 40))
        {
            Receipt failed = chain.Chain.RunOne(chain.Call(1, "pay", 7) with { GasLimit = limit });
            Assert.Equal((ReceiptStatus.OutOfGas, limit), (failed.Status, failed.GasUsed));
            Assert.Empty(failed.Events);
            Assert.Equal(Coin, chain.Chain.Balance(chain.Vault).Grains);
        }
        Assert.Equal(ReceiptStatus.Success, chain.Chain.RunOne(chain.Call(1, "pay", 7) with { GasLimit = needed + 100 }).Status);
    }

    [Fact]
    public void A_simulation_says_what_the_execution_on_the_same_state_does()
    {
        var chain = new VaultChain(value: Coin);
        TransactionBuilder[] calls =
        [
            chain.Call(1, "pay", 5), chain.Call(1, "add", VaultChain.Number(0)), chain.Call(1, "add", VaultChain.Number(3)), chain.Call(1, "spin") with { GasLimit = 500_000 },
            chain.Call(1, "out", VaultChain.Account(TestKeys.Address(90)), VaultChain.Number(4)), chain.Chain.From(1).Deploys(VaultChain.Source, VaultChain.Arguments("init", VaultChain.Number(2))),
            chain.Chain.From(1).Calls(TestKeys.Address(3), "add"),
        ];
        foreach (TransactionBuilder call in calls)
        {
            TransactionBuilder next = call with { Sequence = chain.Chain.From(1).Sequence };
            SimulatedTransaction simulated = Simulate(chain, next);
            Receipt executed = chain.Chain.RunOne(next);
            Assert.Equal(simulated.Receipt with { SenderPrevious = executed.SenderPrevious }, executed);
            Assert.Equal(executed.GasUsed, GasSchedule.Charged(next.Build().Body, simulated.GasExecuted));
        }
    }

    [Fact]
    public void The_value_must_be_there_beside_the_fee_of_the_limit()
    {
        var chain = new VaultChain();
        TransactionBuilder call = chain.Call(1, "pay", chain.Chain.Balance(1).Grains);
        Assert.Equal(ReceiptStatus.CannotPay, Simulate(chain, call).Receipt.Status);
        Block block = chain.Chain.Propose([call.Verified()]);
        Assert.Equal(BlockRefusal.CannotPay, chain.Chain.Judge(block));
    }

    [Fact]
    public void Limits_below_the_minimum_and_above_the_blocks_gas_are_never_included()
    {
        var chain = new VaultChain();
        TransactionBuilder call = chain.Call(1, "add", VaultChain.Number(1));
        Assert.Equal(BlockRefusal.None, Judge(call.WithLeastGas()));
        Assert.Equal(BlockRefusal.GasLimitTooLow, Judge(call with { GasLimit = call.WithLeastGas().GasLimit - 1 }));
        Assert.Equal(BlockRefusal.None, Judge(call with { GasLimit = TestGenesis.Parameters.BlockGasMax }));
        Assert.Equal(BlockRefusal.TooMuchGas, Judge(call with { GasLimit = TestGenesis.Parameters.BlockGasMax + 1 }));

        BlockRefusal Judge(TransactionBuilder transaction) => chain.Chain.Judge(chain.Chain.Propose([transaction.Verified()]));
    }

    [Fact]
    public void A_blocks_contracts_write_so_many_entries_and_no_more()
    {
        ChainParameters parameters = TestGenesis.Parameters with { BlockGasMax = 1_000_000_000 };
        var chain = new VaultChain(parameters);
        AbiValue half = VaultChain.Number(ProtocolLimits.BlockStateWritesMax / 2);
        VerifiedTransaction[] block =
        [
            (chain.Call(0, "write", half) with { GasLimit = 300_000_000 }).Verified(), (chain.Call(1, "write", half) with { GasLimit = 300_000_000 }).Verified(),
            (chain.Call(2, "add", VaultChain.Number(1)) with { GasLimit = 1_000_000 }).Verified(),
            (chain.Chain.From(3).Pays(TestKeys.Address(2), 5)).Verified(),
        ];
        IReadOnlyList<Receipt> receipts = chain.Chain.Run(block);
        Assert.Equal(
            [ReceiptStatus.Success, ReceiptStatus.Success, ReceiptStatus.StateWritesExceeded, ReceiptStatus.Success], receipts.Select(receipt => receipt.Status));
        Assert.Equal(5UL + ProtocolLimits.BlockStateWritesMax, chain.Count);
        Assert.Equal(ReceiptStatus.Success, chain.Chain.RunOne(chain.Call(2, "add", VaultChain.Number(1))).Status);
    }

    private static SimulatedTransaction Simulate(VaultChain chain, TransactionBuilder transaction) =>
        Simulation.Simulate(transaction.Build(), chain.Chain.State, chain.Chain.Rules);
}
