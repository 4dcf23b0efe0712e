using Chain.Execution.Tests.Support;
using Chain.Primitives;
using Chain.Primitives.Crypto;
using Chain.State;
using Chain.Types;
using Chain.Types.Tests.Support;

namespace Chain.Execution.Tests;

public class StakingTests
{
    private const ulong Coin = Amount.GrainsPerCoin;
    private readonly TestChain _chain = new(10, 20);
    private readonly Address _validator = TestGenesis.Operator(0);

    [Fact]
    public void A_delegation_changes_power_two_heights_later()
    {
        Receipt[] receipts = [.. _chain.Run(Delegate(0, 5 * Coin).Verified())];
        Assert.Equal(ReceiptStatus.Success, receipts[0].Status);
        Assert.Equal("validators", Assert.Single(receipts[1].Events).Name);
        Assert.Equal(10UL, PowerOf(_chain.Parent.Validators, _validator));
        Assert.Equal(15UL, PowerOf(_chain.Parent.NextValidators, _validator));
        Assert.Equal(TestGenesis.Coins(5), _chain.State.Delegation(_validator, TestKeys.Address(0)));
        _chain.RunEmpty(1);
        Assert.Equal(15UL, PowerOf(_chain.Parent.Validators, _validator));
        _chain.RunEmpty(3);
    }

    [Theory]
    [InlineData(0UL)]
    [InlineData(Coin - 1)]
    public void A_delegation_below_the_least_stake_fails_and_pays(ulong grains)
    {
        Amount before = _chain.Balance(0);
        Receipt receipt = _chain.RunOne(Delegate(0, grains));
        Assert.Equal(ReceiptStatus.StakeTooSmall, receipt.Status);
        Assert.Equal(before - receipt.Fee, _chain.Balance(0));
        Assert.Equal(1UL, _chain.State.NextSequence(TestKeys.Address(0), 0));
    }

    [Fact]
    public void Nobody_delegates_to_somebody_who_is_no_validator() =>
        Assert.Equal(ReceiptStatus.UnknownValidator, Act(0, new TransactionAction.Delegate(TestKeys.Address(1), TestGenesis.Coins(1))).Status);

    [Fact]
    public void An_undelegation_is_paid_when_blocks_and_time_have_both_passed()
    {
        _chain.RunOne(Delegate(0, 5 * Coin));
        Amount before = _chain.Balance(0);
        Receipt receipt = Act(0, new TransactionAction.Undelegate(_validator, TestGenesis.Coins(5)));
        Assert.Equal(ReceiptStatus.Success, receipt.Status);
        PendingUnbonding pending = Assert.Single(_chain.State.Unbondings(_validator, TestKeys.Address(0)).Items);
        Assert.Equal((12UL, TestGenesis.TimeMs + 62_000), (pending.AtHeight, pending.AtTimeMs));
        _chain.RunEmpty(9, afterMs: 30_000);
        Assert.Equal(before - receipt.Fee, _chain.Balance(0));
        Receipt end = Assert.Single(_chain.Apply(_chain.Propose([])));
        Assert.Equal(("unbonded", TestKeys.Address(0)), (end.Events[0].Name, end.Events[0].Source));
        Assert.Equal(before - receipt.Fee + TestGenesis.Coins(5), _chain.Balance(0));
        Assert.Empty(_chain.State.Unbondings(_validator, TestKeys.Address(0)).Items);
    }

    [Fact]
    public void An_undelegation_is_not_paid_by_blocks_alone()
    {
        _chain.RunOne(Delegate(0, 5 * Coin));
        Act(0, new TransactionAction.Undelegate(_validator, TestGenesis.Coins(5)));
        Amount after = _chain.Balance(0);
        _chain.RunEmpty(59, afterMs: 1_000);
        Assert.Equal(after, _chain.Balance(0));
        _chain.RunEmpty(1, afterMs: 1_000);
        Assert.Equal(after + TestGenesis.Coins(5), _chain.Balance(0));
    }

    [Fact]
    public void More_than_is_bonded_cannot_be_taken_back()
    {
        _chain.RunOne(Delegate(0, 5 * Coin));
        Assert.Equal(ReceiptStatus.NotEnoughBonded, Act(0, new TransactionAction.Undelegate(_validator, Amount.FromGrains((5 * Coin) + 1))).Status);
        Assert.Equal(ReceiptStatus.NotEnoughBonded, Act(1, new TransactionAction.Undelegate(_validator, TestGenesis.Coins(1))).Status);
        Assert.Equal(ReceiptStatus.StakeTooSmall, Act(0, new TransactionAction.Undelegate(_validator, Amount.Zero)).Status);
        Assert.Equal(ReceiptStatus.UnknownValidator, Act(0, new TransactionAction.Undelegate(TestKeys.Address(3), TestGenesis.Coins(1))).Status);
    }

    [Fact]
    public void What_is_taken_back_whole_cannot_be_taken_back_twice()
    {
        _chain.RunOne(Delegate(0, 5 * Coin));
        Assert.Equal(ReceiptStatus.Success, Act(0, new TransactionAction.Undelegate(_validator, TestGenesis.Coins(5))).Status);
        Assert.Equal(ReceiptStatus.NotEnoughBonded, Act(0, new TransactionAction.Undelegate(_validator, TestGenesis.Coins(5))).Status);
        _chain.RunEmpty(20, afterMs: 10_000);
        Assert.Equal(ReceiptStatus.NotEnoughBonded, Act(0, new TransactionAction.Undelegate(_validator, TestGenesis.Coins(1))).Status);
    }

    [Fact]
    public void No_dust_is_left_behind()
    {
        _chain.RunOne(Delegate(0, 5 * Coin));
        Assert.Equal(ReceiptStatus.StakeTooSmall, Act(0, new TransactionAction.Undelegate(_validator, Amount.FromGrains((4 * Coin) + 1))).Status);
        Assert.Equal(ReceiptStatus.Success, Act(0, new TransactionAction.Undelegate(_validator, Amount.FromGrains(4 * Coin))).Status);
    }

    [Fact]
    public void Unbondings_under_way_are_bounded()
    {
        _chain.RunOne(Delegate(0, 50 * Coin));
        for (int i = 0; i < UnbondingList.CountMax; i++)
            Assert.Equal(ReceiptStatus.Success, Act(0, new TransactionAction.Undelegate(_validator, TestGenesis.Coins(1))).Status);
        Assert.Equal(ReceiptStatus.TooManyUnbondings, Act(0, new TransactionAction.Undelegate(_validator, TestGenesis.Coins(1))).Status);
        _chain.RunEmpty(20, afterMs: 10_000);
        Assert.Empty(_chain.State.Unbondings(_validator, TestKeys.Address(0)).Items);
        Assert.Equal(ReceiptStatus.Success, Act(0, new TransactionAction.Undelegate(_validator, TestGenesis.Coins(1))).Status);
    }

    [Fact]
    public void A_registered_validator_joins_the_set_and_proposes()
    {
        Assert.Equal(ReceiptStatus.Success, Register(0, 5, 100 * Coin).Status);
        Address joined = TestKeys.Address(0);
        Assert.Equal(0UL, PowerOf(_chain.Parent.Validators, joined));
        _chain.RunEmpty(1);
        Assert.Equal(100UL, PowerOf(_chain.Parent.Validators, joined));
        int proposed = 0;
        for (int i = 0; i < 130; i++)
        {
            Block block = _chain.Propose([]);
            proposed += block.Header.Proposer == joined ? 1 : 0;
            _chain.Apply(block);
        }
        Assert.InRange(proposed, 95, 101);
    }

    [Fact]
    public void Registration_is_refused_by_name()
    {
        Assert.Equal(ReceiptStatus.StakeTooSmall, Register(0, 5, Coin - 1).Status);
        Assert.Equal(ReceiptStatus.ConsensusKeyTaken, Register(0, 1, Coin).Status);
        Assert.Equal(ReceiptStatus.PossessionWrong, Register(0, 5, Coin, signer: 6).Status);
        Assert.Equal(ReceiptStatus.PossessionWrong, Register(0, 5, Coin, forOperator: TestKeys.Address(1)).Status);
        Assert.Equal(ReceiptStatus.PossessionWrong, Register(0, 5, Coin, genesis: default(Hash256)).Status);
        Assert.Equal(ReceiptStatus.Success, Register(0, 5, Coin).Status);
        Assert.Equal(ReceiptStatus.AlreadyValidator, Register(0, 6, Coin).Status);
        Assert.Equal(ReceiptStatus.ConsensusKeyTaken, Register(1, 5, Coin).Status);
    }

    [Fact]
    public void A_consensus_key_off_the_curve_fails_and_pays()
    {
        byte[] offCurve = new byte[33];
        offCurve[0] = 2;
        offCurve[32] = 5;
        Assert.True(PublicKey.TryCreate(offCurve, out PublicKey key));
        Receipt receipt = Act(0, new TransactionAction.RegisterValidator(key, default, TestGenesis.Coins(1)));
        Assert.Equal(ReceiptStatus.PossessionWrong, receipt.Status);
    }

    [Fact]
    public void Only_the_largest_are_active_and_ties_go_to_the_smaller_address()
    {
        ChainParameters two = TestGenesis.Parameters with { ValidatorsMax = 2 };
        var chain = new TestChain(TestGenesis.Create([10, 10], parameters: two));
        TransactionBuilder builder = chain.From(0) with { Action = Registration(chain, 0, 5, 10 * Coin) };
        Assert.Equal(ReceiptStatus.Success, chain.RunOne(builder).Status);
        Address[] all = [.. new[] { TestGenesis.Operator(0), TestGenesis.Operator(1), TestKeys.Address(0) }.Order()];
        Assert.Equal(all[..2], chain.Parent.NextValidators.Members.Select(member => member.Operator).ToArray());
        chain.RunOne(chain.From(1) with { Action = new TransactionAction.Delegate(all[2], TestGenesis.Coins(1)) });
        Assert.Contains(all[2], chain.Parent.NextValidators.Members.Select(member => member.Operator));
    }

    [Fact]
    public void When_all_stake_leaves_the_last_validators_stay_and_the_chain_goes_on()
    {
        var chain = new TestChain(10);
        chain.RunOne(chain.From(0).Pays(TestGenesis.Operator(0), Coin));
        Receipt[] receipts = [.. chain.Run(OperatorOf(chain, new TransactionAction.Undelegate(TestGenesis.Operator(0), TestGenesis.Coins(10))).Verified())];
        Assert.Equal(ReceiptStatus.Success, receipts[0].Status);
        // A set that stays is not announced as another.
        Assert.DoesNotContain(receipts.SelectMany(static one => one.Events), static happened => happened.Name == "validators");
        chain.RunEmpty(80);
        Assert.Equal(0UL, chain.State.ReadChain().ListedValidators);
        Assert.Equal(0UL, chain.State.ReadChain().Bonded.Grains);
        Assert.Equal(10UL, chain.Parent.Validators.TotalPower);
        Assert.Equal(ReceiptStatus.Success, chain.RunOne(chain.From(1) with { Action = new TransactionAction.Delegate(TestGenesis.Operator(0), TestGenesis.Coins(3)) }).Status);
        Assert.Equal(3UL, chain.Parent.NextValidators.TotalPower);
        Assert.Equal(1UL, chain.State.ReadChain().ListedValidators);
    }

    [Fact]
    public void A_validator_without_stake_gives_its_place_on_the_list_to_the_last_one()
    {
        var chain = new TestChain(10, 20, 30);
        Address first = chain.State.ListedValidator(0);
        Address last = chain.State.ListedValidator(2);
        int operatorNumber = Enumerable.Range(0, 3).Single(i => TestGenesis.Operator(i) == first);
        chain.RunOne(chain.From(0).Pays(first, Coin));
        Amount stake = chain.State.Delegation(first, first);
        Assert.Equal(ReceiptStatus.Success, chain.RunOne(new TransactionBuilder(chain.Genesis.Hash, 1000 + operatorNumber) { Expiry = 20, Action = new TransactionAction.Undelegate(first, stake) }).Status);
        Assert.Equal(3UL, chain.State.ReadChain().ListedValidators);
        chain.RunEmpty(80);
        Assert.Equal(2UL, chain.State.ReadChain().ListedValidators);
        Assert.Equal(last, chain.State.ListedValidator(0));
        Assert.True(chain.State.TryGetValidator(last, out ValidatorRecord moved));
        Assert.Equal(1UL, moved.PlacePlusOne);
        Assert.True(chain.State.TryGetValidator(first, out ValidatorRecord gone));
        Assert.Equal(0UL, gone.PlacePlusOne);
        Assert.True(chain.State.TryGetOperator(gone.ConsensusKey, out _));
    }

    [Fact]
    public void The_state_holds_the_sets_of_three_heights()
    {
        _chain.RunEmpty(5);
        for (ulong height = 1; height < 12; height++)
            Assert.Equal(height is >= 5 and <= 7, _chain.State.TryGetValidatorSet(height, out _));
    }

    [Fact]
    public void Many_unbondings_are_paid_over_several_blocks()
    {
        ChainParameters parameters = TestGenesis.Parameters with { BlockTransactionsMax = 3_000, BlockGasMax = 1_000_000_000 };
        var chain = new TestChain(TestGenesis.Create([10], accounts: 150, balanceCoins: 100, parameters: parameters));
        Address validator = TestGenesis.Operator(0);
        chain.Run([.. Enumerable.Range(0, 150).Select(i => (chain.From(i) with { Action = new TransactionAction.Delegate(validator, TestGenesis.Coins(20)) }).Verified())]);
        chain.Run([.. Enumerable.Range(0, 1_050).Select(i => (chain.From(i % 150, 1 + (ulong)(i / 150)) with { Action = new TransactionAction.Undelegate(validator, TestGenesis.Coins(1)) }).Verified())]);
        Assert.Equal(1_050UL, chain.State.ReadChain().QueueTail);
        chain.RunEmpty(9);
        Assert.Equal(1_000, chain.Apply(chain.Propose([], afterMs: 100_000))[0].Events.Count);
        Assert.Equal(50, chain.Apply(chain.Propose([]))[0].Events.Count);
        Assert.Equal(0UL, chain.State.ReadChain().Unbonding.Grains);
    }

    private TransactionBuilder Delegate(int account, ulong grains) =>
        _chain.From(account) with { Action = new TransactionAction.Delegate(_validator, Amount.FromGrains(grains)) };

    private static TransactionBuilder OperatorOf(TestChain chain, TransactionAction action) => new(chain.Genesis.Hash, 1000) { Expiry = 50, Action = action };

    private Receipt Act(int account, TransactionAction action) => _chain.RunOne(_chain.From(account) with { Action = action });

    private Receipt Register(int account, int key, ulong grains, int? signer = null, Address? forOperator = null, Hash256? genesis = null) =>
        Act(account, Registration(_chain, account, key, grains, signer, forOperator, genesis));

    private static TransactionAction Registration(
        TestChain chain, int account, int key, ulong grains, int? signer = null, Address? forOperator = null, Hash256? genesis = null)
    {
        Hash256 digest = TransactionAction.PossessionDigest(genesis ?? chain.Genesis.Hash, forOperator ?? TestKeys.Address(account));
        return new TransactionAction.RegisterValidator(TestGenesis.ConsensusKey(key), TestGenesis.ConsensusPrivate(signer ?? key).Sign(digest), Amount.FromGrains(grains));
    }

    private static ulong PowerOf(ValidatorSet set, Address operatorAddress)
    {
        int place = set.IndexOf(operatorAddress);
        return place < 0 ? 0 : set.Members[place].Power;
    }
}
