using Chain.Execution.Tests.Support;
using Chain.Types;
using Chain.Types.Tests.Support;

namespace Chain.Execution.Tests;

public class BlockSelectionTests
{
    private readonly TestChain _chain = new(10);

    [Fact]
    public void What_does_not_fit_is_skipped_and_the_rest_is_valid()
    {
        VerifiedTransaction[] candidates =
        [
            _chain.From(0, 1).Verified(), _chain.From(0, 0).Verified(), (_chain.From(1) with { MaxFee = 1 }).Verified(),
            _chain.From(0, 1, 4).Verified(), _chain.From(0, 1).Verified(), _chain.From(60).Verified(), _chain.From(2).Verified(), _chain.From(2).Verified(),
        ];
        IReadOnlyList<VerifiedTransaction> picked = Select(candidates);
        Assert.Equal([candidates[1].Id, candidates[4].Id, candidates[6].Id], picked.Select(t => t.Id));
        Assert.Equal(BlockRefusal.None, _chain.Judge(_chain.Propose(picked)));
    }

    [Fact]
    public void Debits_of_one_sender_are_summed()
    {
        ulong third = _chain.Balance(0).Grains / 3;
        VerifiedTransaction[] candidates = [.. Enumerable.Range(0, 4).Select(i => _chain.From(0, (ulong)i).Pays(TestKeys.Address(1), third).Verified())];
        Assert.Equal(2, Select(candidates).Count);
    }

    [Fact]
    public void A_block_is_filled_to_its_limits_and_not_beyond()
    {
        var chain = new TestChain(TestGenesis.Create([10], parameters: TestGenesis.Parameters with { BlockGasMax = 1_000_000 }));
        VerifiedTransaction[] candidates = [.. Enumerable.Range(0, 100).Select(i => chain.From(0, (ulong)i).Verified())];
        IReadOnlyList<VerifiedTransaction> picked = BlockSelection.Select(candidates, chain.Rules, chain.Parent, chain.State);
        Assert.InRange(picked.Sum(t => (long)t.Body.GasLimit), 970_000, 1_000_000);
        chain.Apply(chain.Propose(picked));
    }

    [Fact]
    public void The_search_ends_after_a_thousand_that_do_not_fit()
    {
        int looked = 0;
        IEnumerable<VerifiedTransaction> Endless()
        {
            VerifiedTransaction unfit = _chain.From(0, 5).Verified();
            while (true)
            {
                looked++;
                yield return unfit;
            }
        }

        Assert.Empty(Select(Endless()));
        Assert.Equal(BlockSelection.SkippedMax, looked);
    }

    private IReadOnlyList<VerifiedTransaction> Select(IEnumerable<VerifiedTransaction> candidates) =>
        BlockSelection.Select(candidates, _chain.Rules, _chain.Parent, _chain.State);
}
