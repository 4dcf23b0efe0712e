using Chain.Mempool.Tests.Support;
using Chain.Primitives;
using Chain.Primitives.Tests.Support;
using Chain.Types;
using Chain.Types.Tests.Support;
using static Chain.Mempool.Tests.Support.PoolFixture;

namespace Chain.Mempool.Tests;

public class RandomPoolTests
{
    private static readonly PoolLimits s_small = new(TransactionsMax: 12, BytesMax: 6_000, PerAccountMax: 6, FutureWindow: 3, FatesMax: 10);

    [Fact]
    public void Whatever_happens_the_pool_keeps_its_promises_and_every_seed_gives_the_same_pool() => Fuzz.Run(150, random =>
    {
        // The twin has another seed for its tables: no result may depend on it.
        var pool = new PoolFixture(s_small, seed: 1);
        var twin = new PoolFixture(s_small, seed: random.NextUInt64());
        ulong height = 0;
        for (int step = 0; step < 60; step++)
        {
            if (random.OneIn(8))
            {
                height += 1 + (ulong)random.Below(2);
                // Half of the blocks come from elsewhere: with transactions that this pool has never seen, in lanes it does not hold.
                VerifiedTransaction[] included = random.OneIn(2)
                    ? [.. pool.Pool.Select().Take(random.Below(6))]
                    : [.. Enumerable.Range(0, random.Below(4)).Select(_ => Foreign(random, pool).Verified()).DistinctBy(t => t.Transaction.Slot)];
                int poorer = random.Below(4);
                ulong balance = random.NextUInt64() % Amount.GrainsPerCoin;
                foreach (PoolFixture fixture in new[] { pool, twin })
                {
                    if (included.Any(t => t.Sender == TestKeys.Address(poorer)))
                        fixture.Set(poorer, balance, fixture.State.TryGet(Chain.State.StateKeys.Account(TestKeys.Address(poorer)).Span, out _) ? Sequence(fixture, poorer) : 0);
                    fixture.Block(height, included);
                }
            }
            else
            {
                VerifiedTransaction transaction = RandomTransaction(random, pool, height).Verified();
                PoolAdmission admission = pool.Pool.Add(transaction, pool.State);
                Assert.Equal(admission, twin.Pool.Add(transaction, twin.State));
                Assert.Equal(admission.IsAdded || admission.Refusal == PoolRefusal.AlreadyPooled, pool.Pool.TryGet(transaction.Id, out _));
            }
            pool.Check();
            Assert.InRange(pool.Pool.Count, 0, s_small.TransactionsMax);
            Assert.InRange(pool.Pool.Bytes, 0, s_small.BytesMax);
            Assert.Equal(pool.Ids(), twin.Ids());
            Assert.Equal(pool.Selected(), twin.Selected());
        }
    });

    private static TransactionBuilder Foreign(FuzzRandom random, PoolFixture pool)
    {
        int account = random.Below(4);
        uint lane = (uint)random.Below(5);
        return From(account, Chain.State.StateRecords.NextSequence(pool.State, TestKeys.Address(account), lane), lane) with { Memo = "from elsewhere" };
    }

    private static ulong Sequence(PoolFixture fixture, int account) =>
        Chain.State.StateRecords.NextSequence(fixture.State, TestKeys.Address(account), 0);

    private static TransactionBuilder RandomTransaction(FuzzRandom random, PoolFixture pool, ulong height)
    {
        int account = random.Below(4);
        uint lane = (uint)random.Below(3);
        ulong next = Chain.State.StateRecords.NextSequence(pool.State, TestKeys.Address(account), lane);
        ulong maxFee = 900 + (ulong)random.Below(3_000);
        return From(account, next + (ulong)random.Below(6), lane) with
        {
            Expiry = height + 1 + (ulong)random.Below(6),
            MaxFee = maxFee,
            Tip = (ulong)random.Below((int)maxFee),
            Memo = new string('x', random.Below(200)),
            Action = new TransactionAction.Transfer(TestKeys.Address(9), Amount.FromGrains(random.NextUInt64() % (Amount.GrainsPerCoin / 2))),
        };
    }
}
