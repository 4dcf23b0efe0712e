using Chain.Execution.Tests.Support;
using Chain.Primitives;
using Chain.Types;
using Chain.Types.Tests.Support;

namespace Chain.Execution.Tests;

public class BlockValidatorTransactionTests
{
    private readonly TestChain _chain = new(10);

    [Fact]
    public void A_transaction_of_another_chain_is_refused() =>
        Refuses(BlockRefusal.WrongChain, new TransactionBuilder(TestKeys.Hash("another chain"), 0) { Expiry = 10 });

    [Fact]
    public void A_gas_limit_below_the_minimum_is_refused()
    {
        ulong minimum = _chain.From(0).WithLeastGas().GasLimit!.Value;
        Refuses(BlockRefusal.GasLimitTooLow, _chain.From(0) with { GasLimit = minimum - 1 });
        Accepts(_chain.From(0) with { GasLimit = minimum });
    }

    [Fact]
    public void A_gas_limit_above_what_the_action_can_use_is_refused()
    {
        ulong maximum = GasSchedule.Maximum(_chain.From(0).Build());
        Refuses(BlockRefusal.GasLimitTooHigh, _chain.From(0) with { GasLimit = maximum + 1 });
        Refuses(BlockRefusal.GasLimitTooHigh, _chain.From(0) with { GasLimit = ProtocolLimits.GasMax });
        Accepts(_chain.From(0) with { GasLimit = maximum });
    }

    [Fact]
    public void The_first_transaction_of_a_lane_must_pay_for_the_lane()
    {
        TransactionBuilder opens = _chain.From(0, lane: 7);
        ulong limit = GasSchedule.Minimum(opens.Build());
        Assert.Equal(GasSchedule.Minimum(_chain.From(0).Build()) + GasSchedule.NewLane, limit - (GasSchedule.TransactionByte * 2));
        Refuses(BlockRefusal.GasLimitTooLow, opens with { GasLimit = limit - 1 });
        Accepts(opens with { GasLimit = limit });
    }

    [Fact]
    public void The_expiry_height_itself_is_the_last_one()
    {
        _chain.RunEmpty(3);
        Refuses(BlockRefusal.Expired, _chain.From(0) with { Expiry = 3 });
        Accepts(_chain.From(0) with { Expiry = 4 });
    }

    [Fact]
    public void An_expiry_beyond_the_window_is_refused()
    {
        ulong window = _chain.Rules.Parameters.ExpiryWindow;
        Accepts(_chain.From(0) with { Expiry = 1 + window });
        Refuses(BlockRefusal.ExpiryTooFar, _chain.From(0) with { Expiry = 2 + window });
        Refuses(BlockRefusal.ExpiryTooFar, _chain.From(0) with { Expiry = ProtocolLimits.HeightMax });
    }

    [Fact]
    public void A_max_fee_below_the_base_fee_is_refused()
    {
        Accepts(_chain.From(0) with { MaxFee = _chain.Parent.BaseFee });
        Refuses(BlockRefusal.MaxFeeTooLow, _chain.From(0) with { MaxFee = _chain.Parent.BaseFee - 1 });
        Refuses(BlockRefusal.MaxFeeTooLow, _chain.From(0) with { MaxFee = 0 });
    }

    [Fact]
    public void A_used_sequence_is_refused()
    {
        _chain.RunOne(_chain.From(0));
        Refuses(BlockRefusal.SequenceUsed, _chain.From(0, sequence: 0));
        Accepts(_chain.From(0, sequence: 1));
    }

    [Fact]
    public void A_gap_in_a_lane_is_refused()
    {
        Refuses(BlockRefusal.SequenceGap, _chain.From(0, sequence: 1));
        Refuses(BlockRefusal.SequenceGap, _chain.From(0, sequence: 1, lane: 3));
        Refuses(BlockRefusal.SequenceGap, _chain.From(0, sequence: ulong.MaxValue - 1));
        Refuses(BlockRefusal.SequenceGap, _chain.From(0, sequence: 0), _chain.From(0, sequence: 2));
    }

    [Fact]
    public void The_last_sequence_of_all_cannot_be_made()
    {
        Assert.Equal(Primitives.Encoding.DecodeError.Range, UnsignedTransaction.TryCreate(
            _chain.Genesis.Hash, 0, ulong.MaxValue, 10, 20_000, 1_000, 0, "", new TransactionAction.Transfer(TestKeys.Address(1), Amount.Zero), out _));
    }

    [Fact]
    public void A_lane_in_order_is_valid_and_in_another_order_is_not()
    {
        TransactionBuilder[] lane = [_chain.From(0, 0), _chain.From(0, 1), _chain.From(0, 2)];
        Accepts(lane);
        Refuses(BlockRefusal.SequenceGap, lane[1], lane[0], lane[2]);
        Refuses(BlockRefusal.SequenceGap, lane[0], lane[2], lane[1]);
    }

    [Fact]
    public void Lanes_count_each_by_itself() =>
        Accepts(_chain.From(0, 0, 5), _chain.From(0, 0), _chain.From(0, 1, 5), _chain.From(0, 0, 255), _chain.From(0, 1), _chain.From(0, 1, 255));

    [Fact]
    public void The_same_transaction_twice_is_refused() => Refuses(BlockRefusal.SequenceUsed, _chain.From(0), _chain.From(0));

    [Fact]
    public void Two_transactions_for_one_slot_are_refused() => Refuses(BlockRefusal.SequenceUsed, _chain.From(0), _chain.From(0) with { Memo = "other" });

    [Fact]
    public void A_doubled_last_transaction_has_another_root_and_is_refused()
    {
        // CVE-2012-2459: with a tree that doubles the last leaf, both lists would have the same root.
        VerifiedTransaction[] three = [_chain.From(0).Verified(), _chain.From(1).Verified(), _chain.From(2).Verified()];
        Block honest = _chain.Propose(three);
        Transaction[] doubled = [.. honest.Transactions, honest.Transactions[2]];
        Assert.Equal(BlockAssembly.TransactionsRootWrong, Block.TryCreate(honest.Header, doubled, [], honest.LastCommit, out _));
        Refuses(BlockRefusal.SequenceUsed, _chain.From(0), _chain.From(1), _chain.From(2), _chain.From(2));
    }

    [Fact]
    public void Shortened_lengthened_and_reordered_lists_do_not_fit_the_header()
    {
        VerifiedTransaction[] three = [_chain.From(0).Verified(), _chain.From(1).Verified(), _chain.From(2).Verified()];
        Block honest = _chain.Propose(three);
        Transaction more = _chain.From(3).Build();
        IReadOnlyList<Transaction> t = honest.Transactions;
        foreach (Transaction[] other in new Transaction[][] { [], [t[0]], [t[0], t[1]], [t[1], t[0], t[2]], [t[2], t[1], t[0]], [.. t, more], [more, .. t], [t[0], t[1], more] })
            Assert.Equal(BlockAssembly.TransactionsRootWrong, Block.TryCreate(honest.Header, other, [], honest.LastCommit, out _));
    }

    [Fact]
    public void The_whole_balance_can_be_spent_and_not_a_grain_more()
    {
        TransactionBuilder all = _chain.From(0).Pays(TestKeys.Address(1), 999 * Amount.GrainsPerCoin);
        ulong balance = _chain.Balance(0).Grains;
        ulong fee = Fee(all);
        Accepts(all.Pays(TestKeys.Address(1), balance - fee));
        Refuses(BlockRefusal.CannotPay, all.Pays(TestKeys.Address(1), balance - fee + 1));
        Refuses(BlockRefusal.CannotPay, all.Pays(TestKeys.Address(1), Amount.MaxSupply));
    }

    [Fact]
    public void A_sender_must_afford_all_its_transactions_together()
    {
        ulong half = _chain.Balance(0).Grains / 2;
        TransactionBuilder first = _chain.From(0, 0).Pays(TestKeys.Address(1), half);
        TransactionBuilder second = _chain.From(0, 0, 9).Pays(TestKeys.Address(1), half);
        Accepts(first);
        Accepts(second);
        Refuses(BlockRefusal.CannotPay, first, second);
    }

    [Fact]
    public void Credits_of_the_same_block_do_not_count()
    {
        ulong balance = _chain.Balance(0).Grains;
        Refuses(BlockRefusal.CannotPay, _chain.From(1).Pays(TestKeys.Address(0), balance / 2), _chain.From(0).Pays(TestKeys.Address(1), balance));
        Refuses(BlockRefusal.CannotPay, _chain.From(0).Pays(TestKeys.Address(77), balance / 2), new TransactionBuilder(_chain.Genesis.Hash, 77) { Expiry = 10 });
    }

    [Fact]
    public void An_account_that_does_not_exist_cannot_pay() => Refuses(BlockRefusal.CannotPay, _chain.From(50));

    [Fact]
    public void A_fee_that_is_more_than_can_exist_is_refused()
    {
        Refuses(BlockRefusal.CannotPay, _chain.From(0) with { MaxFee = ProtocolLimits.PriceMax });
        TransactionBuilder overflow = _chain.From(0).Pays(TestKeys.Address(1), Amount.MaxSupply) with { MaxFee = ProtocolLimits.PriceMax };
        Assert.Null(overflow.Build().Body.MaxDebit);
        Refuses(BlockRefusal.CannotPay, overflow);
    }

    [Fact]
    public void Bytes_gas_and_counts_end_at_the_chains_limits()
    {
        VerifiedTransaction[] two = [_chain.From(0).Verified(), _chain.From(1).Verified()];
        ulong gas = two[0].Body.GasLimit + two[1].Body.GasLimit;
        ulong bytes = (ulong)(two[0].Transaction.Encoded.Length + two[1].Transaction.Encoded.Length);
        ChainParameters exact = _chain.Rules.Parameters with { BlockGasMax = gas, BlockBytesMax = bytes, BlockTransactionsMax = 2 };
        Assert.Equal(BlockRefusal.None, Judge(exact, two));
        Assert.Equal(BlockRefusal.TooMuchGas, Judge(exact with { BlockGasMax = gas - 1 }, two));
        Assert.Equal(BlockRefusal.TooManyBytes, Judge(exact with { BlockBytesMax = bytes - 1 }, two));
        Assert.Equal(BlockRefusal.TooManyTransactions, Judge(exact with { BlockTransactionsMax = 1 }, two));
    }

    private BlockRefusal Judge(ChainParameters parameters, IReadOnlyList<VerifiedTransaction> transactions) =>
        BlockValidator.Check(_chain.Propose(transactions), _chain.Parent, _chain.State, transactions, _chain.Rules with { Parameters = parameters });

    private static ulong Fee(TransactionBuilder builder)
    {
        Assert.True(FeeMath.TryFee(builder.Build().Body.GasLimit, builder.MaxFee, out Amount fee));
        return fee.Grains;
    }

    private void Refuses(BlockRefusal expected, params TransactionBuilder[] transactions) => Assert.Equal(expected, Judge(transactions));

    private void Accepts(params TransactionBuilder[] transactions) => Assert.Equal(BlockRefusal.None, Judge(transactions));

    private BlockRefusal Judge(TransactionBuilder[] transactions)
    {
        VerifiedTransaction[] verified = [.. transactions.Select(transaction => transaction.Verified())];
        return _chain.Judge(_chain.Propose(verified), verified);
    }
}
