using System.Numerics;
using Chain.Execution.Tests.Support;
using Chain.Primitives;
using Chain.Primitives.Tests.Support;
using Chain.State;
using Chain.Types;
using Chain.Types.Tests.Support;

namespace Chain.Execution.Tests;

/// <summary>Random chains: whatever is selected is valid, coins are conserved (checked after every block), and a second execution gives the same bytes.</summary>
public class RandomChainTests
{
    private static readonly ChainParameters s_small = TestGenesis.Parameters with { BlockGasMax = 1_000_000, ExpiryWindow = 20 };

    [Fact]
    public void Random_transfers_agree_with_a_naive_ledger() => Fuzz.Run(40, random =>
    {
        var chain = new TestChain(TestGenesis.Create([3, 5], accounts: 6, balanceCoins: 1 + (ulong)random.Below(3), parameters: s_small));
        var naive = new NaiveLedger(chain.Parent.BaseFee);
        foreach (GenesisAccount account in chain.Genesis.Accounts)
            naive.Balances[account.Address.ToString()] = account.Balance.Grains;
        for (int block = 0; block < 8; block++)
        {
            VerifiedTransaction[] candidates = [.. Enumerable.Range(0, random.Below(70)).Select(_ => RandomTransfer(random, chain).Verified())];
            IReadOnlyList<VerifiedTransaction> picked = BlockSelection.Select(candidates, chain.Rules, chain.Parent, chain.State);
            Block proposed = chain.Propose(picked);
            chain.Apply(proposed);
            naive.RunBlock(proposed.Transactions, proposed.Header.Proposer, chain.Rules.Parameters);
            AssertSame(naive, chain);
        }
    });

    [Fact]
    public void Random_actions_conserve_coins_and_execute_twice_to_the_same_bytes()
    {
        var seen = new SortedSet<ReceiptStatus>();
        int unbonded = 0;
        Fuzz.Run(40, random => unbonded += RunRandomActions(random, seen));
        Assert.True(unbonded > 50);
        ReceiptStatus[] rare = [ReceiptStatus.CannotPay, ReceiptStatus.RecipientRefused, ReceiptStatus.TooManyValidators, ReceiptStatus.TooManyUnbondings];
        // Contracts have chains of their own: RandomContractTests.
        Assert.Equal(Enum.GetValues<ReceiptStatus>().Where(status => status < ReceiptStatus.ContractFailed).Except(rare), seen.Except(rare));
    }

    private static int RunRandomActions(FuzzRandom random, SortedSet<ReceiptStatus> seen)
    {
        int unbonded = 0;
        var chain = new TestChain(TestGenesis.Create([3, 5, 1], accounts: 6, balanceCoins: 60, parameters: s_small with { ValidatorsMax = 3 + (ulong)random.Below(3) }));
        for (int block = 0; block < 40; block++)
        {
            VerifiedTransaction[] candidates = [.. Enumerable.Range(0, random.Below(12)).Select(_ => RandomAction(random, chain).Verified())];
            IReadOnlyList<VerifiedTransaction> picked = BlockSelection.Select(candidates, chain.Rules, chain.Parent, chain.State);
            Block proposed = chain.Propose(picked, afterMs: 1 + (ulong)random.Below(20_000), round: (uint)random.Below(4));
            BlockResult twin = BlockExecutor.Execute(proposed, chain.Verify(proposed), chain.State, chain.Rules);
            foreach (Receipt receipt in chain.Apply(proposed))
            {
                seen.Add(receipt.Status);
                unbonded += receipt.Events.Count(e => e.Name == "unbonded");
            }
            AssertSame(twin, chain.LastResult!);
        }
        return unbonded;
    }

    [Fact]
    public void Undoing_a_blocks_writes_gives_the_state_before_it()
    {
        var chain = new TestChain(10, 20);
        Hash256 before = chain.State.Root();
        chain.Run(chain.From(0).Pays(TestKeys.Address(60), 5).Verified(), (chain.From(1) with { Action = new TransactionAction.Delegate(TestGenesis.Operator(0), TestGenesis.Coins(2)) }).Verified());
        chain.State.Apply(chain.LastResult!.Writes.Invert());
        Assert.Equal(before, chain.State.Root());
    }

    private static TransactionBuilder RandomTransfer(FuzzRandom random, TestChain chain)
    {
        int from = random.Below(6);
        uint lane = random.OneIn(3) ? (uint)random.Below(3) : 0;
        ulong next = chain.State.NextSequence(TestKeys.Address(from), lane);
        TransactionBuilder builder = chain.From(from, next + (ulong)random.Below(4), lane) with
        {
            Expiry = chain.Parent.NextHeight + (ulong)random.Below(25),
            MaxFee = 900 + (ulong)random.Below(1_500),
            Memo = random.OneIn(4) ? new string('m', random.Below(200)) : "",
            Action = new TransactionAction.Transfer(RandomRecipient(random), RandomAmount(random, chain.Balance(from))),
        };
        builder = builder with { Tip = (ulong)random.Below((int)builder.MaxFee + 1) };
        return random.OneIn(3) ? builder.WithLeastGas() : builder;
    }

    private static TransactionBuilder RandomAction(FuzzRandom random, TestChain chain)
    {
        TransactionBuilder builder = RandomTransfer(random, chain);
        int from = builder.From;
        Address validator = random.OneIn(8) ? TestKeys.Address(random.Below(6)) : TestGenesis.Operator(random.Below(3));
        return random.Below(5) switch
        {
            0 => builder with { GasLimit = null, Action = new TransactionAction.Delegate(validator, Coins(random)) },
            1 or 2 => builder with { GasLimit = null, Action = Undelegation(random, chain, from, validator) },
            3 => builder with { GasLimit = null, Action = Registration(random, chain, from) },
            _ => builder,
        };
    }

    private static TransactionAction.Undelegate Undelegation(FuzzRandom random, TestChain chain, int account, Address any)
    {
        Address bonded = Enumerable.Range(0, 3).Select(TestGenesis.Operator).FirstOrDefault(validator => chain.State.Delegation(validator, TestKeys.Address(account)) > Amount.Zero, any);
        Address validator = random.OneIn(5) ? any : bonded;
        return new(validator, random.OneIn(5) ? Coins(random) : Part(random, chain.State.Delegation(validator, TestKeys.Address(account))));
    }

    private static TransactionAction.RegisterValidator Registration(FuzzRandom random, TestChain chain, int account)
    {
        int key = random.Below(8);
        Hash256 digest = TransactionAction.PossessionDigest(chain.Genesis.Hash, TestKeys.Address(account));
        return new(TestGenesis.ConsensusKey(key), TestGenesis.ConsensusPrivate(random.OneIn(6) ? 1 : key).Sign(digest), Coins(random));
    }

    // Around the least stake, and well above it.
    private static Amount Coins(FuzzRandom random) => Amount.FromGrains(random.NextUInt64() % ((random.OneIn(3) ? 2UL : 15UL) * Amount.GrainsPerCoin));

    private static Address RandomRecipient(FuzzRandom random) =>
        random.OneIn(6) ? new Address(TestKeys.Hash($"stranger {random.Below(30)}")) : TestKeys.Address(random.Below(6));

    private static Amount RandomAmount(FuzzRandom random, Amount balance) => random.Below(4) switch
    {
        0 => Amount.FromGrains(random.AnySize() & Amount.MaxSupply),
        1 => balance,
        _ => Part(random, balance),
    };

    private static Amount Part(FuzzRandom random, Amount whole) => random.OneIn(3) ? whole : Amount.FromGrains(random.NextUInt64() % (whole.Grains + 1));

    private static void AssertSame(NaiveLedger naive, TestChain chain)
    {
        foreach ((string address, BigInteger balance) in naive.Balances)
        {
            Assert.True(Hash256.TryParseHex(address, out Hash256 hash));
            Assert.Equal(balance, chain.Balance(new Address(hash)).Grains);
        }
        foreach ((string slot, BigInteger next) in naive.Sequences)
        {
            Assert.True(Hash256.TryParseHex(slot[..64], out Hash256 hash));
            Assert.Equal(next, chain.State.NextSequence(new Address(hash), uint.Parse(slot[65..], System.Globalization.CultureInfo.InvariantCulture)));
        }
        Assert.Equal(naive.Burned, chain.State.ReadChain().Burned.Grains);
        Assert.Equal(naive.BaseFee, chain.Parent.BaseFee);
    }

    private static void AssertSame(BlockResult one, BlockResult other)
    {
        Assert.Equal(one.ReceiptsRoot, other.ReceiptsRoot);
        Assert.Equal(one.NextValidators.Hash, other.NextValidators.Hash);
        Assert.Equal(one.Writes.Items.Select(Text), other.Writes.Items.Select(Text));

        static string Text(StateWrite write) =>
            $"{Convert.ToHexString(write.Key.Span)}={(write.NewValue is { } value ? Convert.ToHexString(value.Span) : "deleted")}";
    }
}
