using Chain.Primitives;
using Chain.Primitives.Encoding;
using Chain.State;
using Chain.Types;
using Chain.Types.Tests.Support;

namespace Chain.Mempool.Tests.Support;

/// <summary>A pool beside a state of accounts that tests set as they like.</summary>
public sealed class PoolFixture
{
    public static readonly Hash256 GenesisHash = TestKeys.Hash("pool test chain");

    public PoolFixture(PoolLimits? limits = null, ulong baseFee = 1_000, ulong seed = 1)
    {
        Pool = new Pool(TestGenesis.Parameters, limits ?? PoolLimits.Default with { FutureWindow = 64 }, seed, 0, baseFee);
        for (int account = 0; account < 10; account++)
            Set(account, Amount.GrainsPerCoin, 0);
    }

    public Pool Pool { get; }

    public StateOverlay State { get; } = new(EmptyState.Instance);

    public static TransactionBuilder From(int account, ulong sequence = 0, uint lane = 0) => new(GenesisHash, account) { Sequence = sequence, Lane = lane };

    public void Set(int account, ulong grains, ulong sequence)
    {
        var writer = new WireWriter(64);
        new AccountRecord(Amount.FromGrains(grains), sequence, default).Write(writer);
        State.Set(StateKeys.Account(TestKeys.Address(account)).Span, writer.Written);
    }

    public void SetLane(int account, uint lane, ulong sequence)
    {
        var writer = new WireWriter(64);
        NumberRecord.Write(writer, sequence);
        State.Set(StateKeys.Lane(TestKeys.Address(account), lane).Span, writer.Written);
    }

    public VerifiedTransaction Adds(TransactionBuilder builder)
    {
        VerifiedTransaction transaction = builder.Verified();
        Assert.Equal(PoolRefusal.None, Pool.Add(transaction, State).Refusal);
        Check();
        return transaction;
    }

    public void Refuses(PoolRefusal expected, TransactionBuilder builder)
    {
        VerifiedTransaction transaction = builder.Verified();
        int count = Pool.Count;
        Assert.Equal(expected, Pool.Add(transaction, State).Refusal);
        Assert.Equal(count, Pool.Count);
        if (expected is not (PoolRefusal.AlreadyPooled or PoolRefusal.AlreadyIncluded))
            Assert.Equal((FateKind.Refused, expected), (Pool.FateOf(transaction.Id).Kind, Pool.FateOf(transaction.Id).Refusal));
        Check();
    }

    /// <summary>Executes a block in the state: sequences move on, nothing else.</summary>
    public void Block(ulong height, params VerifiedTransaction[] included)
    {
        foreach (VerifiedTransaction transaction in included)
        {
            if (transaction.Body.Lane != 0)
            {
                var writer = new WireWriter(16);
                NumberRecord.Write(writer, transaction.Body.Sequence + 1);
                State.Set(StateKeys.Lane(transaction.Sender, transaction.Body.Lane).Span, writer.Written);
                continue;
            }
            State.TryGetAccount(transaction.Sender, out AccountRecord account);
            var record = new WireWriter(64);
            (account with { Sequence = transaction.Body.Sequence + 1 }).Write(record);
            State.Set(StateKeys.Account(transaction.Sender).Span, record.Written);
        }
        Pool.OnBlock(height, Pool.BaseFee, [.. included.Select(t => t.Transaction)], State);
        Check();
    }

    public IReadOnlyList<TransactionId> Selected() => [.. Pool.Select().Select(t => t.Id)];

    /// <summary>All ids, lane by lane.</summary>
    public IReadOnlyList<TransactionId> Ids()
    {
        int lane = 0;
        return Pool.Ids(ref lane, int.MaxValue, ulong.MaxValue);
    }

    /// <summary>What must hold after every step, found by looking at everything.</summary>
    public void Check()
    {
        IReadOnlyList<TransactionId> ids = Ids();
        Assert.Equal(Pool.Count, ids.Count);
        Assert.Equal(ids.Count, ids.Distinct().Count());
        var all = new List<VerifiedTransaction>();
        foreach (TransactionId id in ids)
        {
            Assert.True(Pool.TryGet(id, out VerifiedTransaction? transaction));
            Assert.Equal(FateKind.Pooled, Pool.FateOf(id).Kind);
            all.Add(transaction!);
        }
        Assert.Equal(Pool.Bytes, all.Sum(t => (long)t.Transaction.Encoded.Length));
        Assert.Equal(all.Count, all.Select(t => t.Transaction.Slot).Distinct().Count());
        foreach (IGrouping<Address, VerifiedTransaction> sender in all.GroupBy(t => t.Sender))
            Assert.True(sender.Aggregate(0UL, (sum, t) => sum + t.Body.MaxDebit!.Value.Grains) <= State.Balance(sender.Key).Grains);
        Assert.All(all, t => Assert.True(t.Body.ExpiryHeight > Pool.Height && t.Body.Sequence >= State.NextSequence(t.Sender, t.Body.Lane)));
        CheckSelection(all);
    }

    private void CheckSelection(List<VerifiedTransaction> all)
    {
        var next = new Dictionary<(Address, uint), ulong>();
        VerifiedTransaction[] selected = [.. Pool.Select()];
        foreach (VerifiedTransaction transaction in selected)
        {
            (Address, uint) lane = (transaction.Sender, transaction.Body.Lane);
            ulong expected = next.TryGetValue(lane, out ulong following) ? following : State.NextSequence(transaction.Sender, transaction.Body.Lane);
            Assert.Equal(expected, transaction.Body.Sequence);
            Assert.True(transaction.Body.MaxFee >= Pool.BaseFee);
            next[lane] = expected + 1;
        }
        Assert.Equal(selected.Length > 0, Pool.HasReady);
        Assert.True(selected.Length <= all.Count);
    }
}
