using Chain.Execution.Tests.Support;
using Chain.Primitives;
using Chain.State;
using Chain.Types;
using Chain.Types.Tests.Support;

namespace Chain.Execution.Tests;

public class TransferTests
{
    private readonly TestChain _chain = new(10);

    [Fact]
    public void A_transfer_moves_the_amount_and_the_sender_pays_the_fee()
    {
        Amount before = _chain.Balance(0);
        Receipt receipt = _chain.RunOne(_chain.From(0).Pays(TestKeys.Address(1), 500) with { Tip = 2_000 });
        Assert.Equal(ReceiptStatus.Success, receipt.Status);
        Assert.Equal(before - Amount.FromGrains(500) - receipt.Fee, _chain.Balance(0));
        Assert.Equal(TestGenesis.Coins(1_000).Grains + 500, _chain.Balance(1).Grains);
        Assert.Equal(receipt.Burned, _chain.State.ReadChain().Burned);
        Assert.Equal(receipt.Tip, _chain.Balance(TestGenesis.Operator(0)));
    }

    [Fact]
    public void Fees_are_rounded_up_once_over_base_fee_and_tip_together()
    {
        TransactionBuilder builder = _chain.From(0) with { MaxFee = 1_333, Tip = 333 };
        Transaction transaction = builder.Build();
        ulong gas = GasSchedule.Minimum(transaction);
        Receipt receipt = _chain.RunOne(builder);
        Assert.Equal(gas, receipt.GasUsed);
        Assert.Equal(((gas * 1_333) + 999_999) / 1_000_000, receipt.Fee.Grains);
        Assert.Equal(((gas * 1_000) + 999_999) / 1_000_000, receipt.Burned.Grains);
    }

    [Fact]
    public void The_fee_never_exceeds_gas_limit_times_max_fee()
    {
        for (ulong price = 1_000; price < 1_300; price++)
        {
            TransactionBuilder builder = _chain.From(0) with { MaxFee = price, Tip = price - 1_000 };
            builder = builder with { GasLimit = GasSchedule.Minimum(builder.Build()) };
            Amount before = _chain.Balance(0);
            Amount bound = builder.Build().Body.MaxDebit!.Value;
            _chain.RunOne(builder);
            Assert.True(before - _chain.Balance(0) <= bound);
        }
    }

    [Fact]
    public void The_tip_is_capped_by_what_the_max_fee_leaves()
    {
        Receipt receipt = _chain.RunOne(_chain.From(0) with { MaxFee = 1_000, Tip = 1_000 });
        Assert.Equal(Amount.Zero, receipt.Tip);
    }

    [Fact]
    public void A_new_account_costs_gas()
    {
        Receipt old = _chain.RunOne(_chain.From(0).Pays(TestKeys.Address(1), 1));
        Receipt created = _chain.RunOne(_chain.From(0).Pays(TestKeys.Address(60), 1));
        Receipt known = _chain.RunOne(_chain.From(0).Pays(TestKeys.Address(60), 1));
        Assert.Equal(old.GasUsed + GasSchedule.NewAccount + GasSchedule.TransactionByte * 2, created.GasUsed);
        Assert.Equal(created.GasUsed - GasSchedule.NewAccount, known.GasUsed);
    }

    [Fact]
    public void A_limit_that_does_not_cover_the_new_account_runs_out_of_gas_and_creates_nothing()
    {
        TransactionBuilder builder = _chain.From(0).Pays(TestKeys.Address(60), 5);
        builder = builder with { GasLimit = GasSchedule.Minimum(builder.Build()) + GasSchedule.NewAccount - 1 };
        Amount before = _chain.Balance(0);
        Receipt receipt = _chain.RunOne(builder);
        Assert.Equal(ReceiptStatus.OutOfGas, receipt.Status);
        Assert.Equal(builder.GasLimit, receipt.GasUsed);
        Assert.Equal(before - receipt.Fee, _chain.Balance(0));
        Assert.False(_chain.State.TryGetAccount(TestKeys.Address(60), out _));
        Assert.Equal(1UL, _chain.State.NextSequence(TestKeys.Address(0), 0));
    }

    [Fact]
    public void Nothing_can_be_sent_to_somebody_and_creates_the_account()
    {
        Assert.Equal(ReceiptStatus.Success, _chain.RunOne(_chain.From(0).Pays(TestKeys.Address(60), 0)).Status);
        Assert.True(_chain.State.TryGetAccount(TestKeys.Address(60), out AccountRecord account));
        Assert.Equal(Amount.Zero, account.Balance);
    }

    [Fact]
    public void To_oneself_nothing_moves_but_the_fee()
    {
        Amount before = _chain.Balance(0);
        Receipt receipt = _chain.RunOne(_chain.From(0).Pays(TestKeys.Address(0), 1_000));
        Assert.Equal(ReceiptStatus.Success, receipt.Status);
        Assert.Equal(before - receipt.Fee, _chain.Balance(0));
    }

    [Fact]
    public void The_whole_balance_to_oneself_leaves_the_balance_less_the_fee()
    {
        Amount before = _chain.Balance(0);
        TransactionBuilder builder = _chain.From(0).Pays(TestKeys.Address(0), before.Grains);
        Amount fee = builder.Build().Body.MaxDebit is null ? default : FeeOf(builder);
        Receipt receipt = _chain.RunOne(builder.Pays(TestKeys.Address(0), before.Grains - fee.Grains));
        Assert.Equal(before - receipt.Fee, _chain.Balance(0));
    }

    [Fact]
    public void The_whole_balance_leaves_an_account_of_nothing_whose_sequence_stays()
    {
        TransactionBuilder builder = (_chain.From(0).Pays(TestKeys.Address(1), _chain.Balance(0).Grains) with { Tip = 10_000 }).WithLeastGas();
        ulong all = _chain.Balance(0).Grains - FeeOf(builder).Grains;
        Assert.Equal(ReceiptStatus.Success, _chain.RunOne(builder.Pays(TestKeys.Address(1), all)).Status);
        Assert.Equal(0UL, _chain.Balance(0).Grains);
        _chain.RunOne(_chain.From(1).Pays(TestKeys.Address(0), Amount.GrainsPerCoin));
        Assert.Equal(BlockRefusal.SequenceUsed, _chain.Judge(_chain.Propose([(builder with { MaxFee = 20_000, GasLimit = null }).Pays(TestKeys.Address(1), 1).Verified()])));
    }

    [Fact]
    public void A_transaction_that_looks_unpayable_fails_and_the_chain_goes_on()
    {
        // Validity excludes this; the block is executed without being judged.
        TransactionBuilder tooMuch = _chain.From(0).Pays(TestKeys.Address(1), _chain.Balance(0).Grains);
        Block block = _chain.Propose([tooMuch.Verified(), (_chain.From(70) with { Sequence = 0 }).Verified()]);
        BlockResult result = BlockExecutor.Execute(block, _chain.Verify(block), _chain.State, _chain.Rules);
        Assert.All(result.Receipts, bytes =>
        {
            Receipt.TryDecode(bytes.Span, out Receipt? receipt);
            Assert.Equal(ReceiptStatus.CannotPay, receipt!.Status);
        });
        _chain.State.Apply(result.Writes);
        _chain.CheckConservation();
        Assert.Equal(TestGenesis.Coins(1_000), _chain.Balance(1));
    }

    [Fact]
    public void Whoever_cannot_even_pay_the_fee_loses_what_is_there_and_no_coin_is_made()
    {
        _chain.RunOne(_chain.From(0).Pays(TestKeys.Address(70), 5));
        Block block = _chain.Propose([_chain.From(70).Pays(TestKeys.Address(1), 1).Verified()]);
        BlockResult result = BlockExecutor.Execute(block, _chain.Verify(block), _chain.State, _chain.Rules);
        _chain.State.Apply(result.Writes);
        _chain.CheckConservation();
        Assert.Equal(Amount.Zero, _chain.Balance(70));
        Assert.Equal(5UL, result.Burned.Grains);
        Assert.Equal(1UL, _chain.State.NextSequence(TestKeys.Address(70), 0));
    }

    [Fact]
    public void Histories_are_linked_through_receipts()
    {
        _chain.RunOne(_chain.From(0).Pays(TestKeys.Address(1), 1));
        IReadOnlyList<Receipt> second = _chain.Run(_chain.From(2).Verified(), _chain.From(1).Pays(TestKeys.Address(0), 1).Verified());
        Assert.Equal(HistoryLink.None, second[0].SenderPrevious);
        Assert.Equal(new HistoryLink(1, 0), second[0].RecipientPrevious);
        Assert.Equal(new HistoryLink(2, 0), second[1].SenderPrevious);
        Assert.Equal(new HistoryLink(1, 0), second[1].RecipientPrevious);
        Assert.True(_chain.State.TryGetAccount(TestKeys.Address(1), out AccountRecord account));
        Assert.Equal(new HistoryLink(2, 1), account.LastReceipt);
    }

    [Fact]
    public void A_thousand_dust_transfers_each_pay_for_the_account_they_make()
    {
        ulong gas = 0;
        for (int i = 0; i < 1_000; i += 100)
        {
            VerifiedTransaction[] dust = [.. Enumerable.Range(i, 100).Select(n => _chain.From(0, (ulong)n).Pays(new Address(TestKeys.Hash($"dust {n}")), 1).Verified())];
            _chain.Run(dust);
            gas += _chain.LastResult!.GasUsed;
        }
        Assert.True(gas >= 1_000 * (GasSchedule.Transaction + GasSchedule.NewAccount));
    }

    [Fact]
    public void The_base_fee_rises_with_full_blocks_and_falls_to_its_minimum()
    {
        var chain = new TestChain(TestGenesis.Create([10], parameters: TestGenesis.Parameters with { BlockGasMax = 1_000_000 }));
        for (int block = 0; block < 20; block++)
            chain.Run([.. Enumerable.Range(0, 43).Select(i => (chain.From(0, (ulong)((block * 43) + i)) with { MaxFee = 100_000 }).Verified())]);
        Assert.True(chain.Parent.BaseFee > 1_400);
        chain.RunEmpty(40);
        Assert.Equal(1_000UL, chain.Parent.BaseFee);
    }

    [Fact]
    public void A_simulation_tells_the_receipt_and_changes_nothing()
    {
        Hash256 before = _chain.State.Root();
        TransactionBuilder builder = _chain.From(0).Pays(TestKeys.Address(60), 5);
        Receipt expected = Simulation.Simulate(builder.Build(), _chain.State, _chain.Rules).Receipt;
        Assert.Equal(before, _chain.State.Root());
        Assert.Equal(_chain.RunOne(builder) with { SenderPrevious = default }, expected);
        Assert.Equal(ReceiptStatus.CannotPay, Simulation.Simulate(builder.Pays(TestKeys.Address(1), Amount.MaxSupply).Build(), _chain.State, _chain.Rules).Receipt.Status);
        Assert.Equal(ReceiptStatus.Success, Simulation.Simulate((builder with { MaxFee = 0, Sequence = 99, Expiry = 1 }).Build(), _chain.State, _chain.Rules).Receipt.Status);
        Assert.Equal(ReceiptStatus.OutOfGas, Simulation.Simulate((builder with { GasLimit = 1 }).Build(), _chain.State, _chain.Rules).Receipt.Status);
    }

    private static Amount FeeOf(TransactionBuilder builder)
    {
        Assert.True(FeeMath.TryFee(builder.Build().Body.GasLimit, builder.MaxFee, out Amount fee));
        return fee;
    }
}
