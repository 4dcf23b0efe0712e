using Chain.Primitives.Tests.Support;
using Chain.Types.Tests.Support;

namespace Chain.Types.Tests.Consensus;

public class ValidatorSetTests
{
    [Fact]
    public void Each_proposes_in_proportion_to_its_power() => Fuzz.Run(60, random =>
    {
        ulong[] powers = [.. Enumerable.Range(0, 1 + random.Below(6)).Select(_ => 1 + (ulong)random.Below(40))];
        ValidatorSet set = Set(powers);
        int total = (int)set.TotalPower;
        var proposed = new Dictionary<Primitives.Address, int>();
        for (int height = 0; height < total; height++, set = set.Next())
        {
            Primitives.Address proposer = set.Proposer(0).Operator;
            proposed[proposer] = proposed.GetValueOrDefault(proposer) + 1;
        }
        foreach (Validator member in set.Members)
            Assert.Equal((int)member.Power, proposed.GetValueOrDefault(member.Operator));
        Assert.Equal(Set(powers).Hash, set.Hash);
    });

    [Fact]
    public void Nobody_waits_much_longer_than_its_share() => Fuzz.Run(40, random =>
    {
        ulong[] powers = [.. Enumerable.Range(0, 2 + random.Below(5)).Select(_ => 1 + (ulong)random.Below(20))];
        ValidatorSet set = Set(powers);
        var last = set.Members.ToDictionary(member => member.Operator, _ => 0);
        for (int height = 1; height < 400; height++, set = set.Next())
        {
            last[set.Proposer(0).Operator] = height;
            foreach (Validator member in set.Members)
                Assert.True((ulong)(height - last[member.Operator]) * member.Power <= 3 * set.TotalPower);
        }
    });

    [Fact]
    public void Ties_go_to_the_smaller_address()
    {
        ValidatorSet set = Set(5, 5, 5);
        Assert.Equal(set.Members.Min(member => member.Operator), set.Proposer(0).Operator);
        Assert.Equal([.. set.Members.Select(member => member.Operator)], new[] { 0u, 1u, 2u }.Select(round => set.Proposer(round).Operator));
    }

    [Fact]
    public void A_round_is_a_step_on_a_copy_and_a_height_is_one_step()
    {
        ValidatorSet set = Set(1, 2, 3, 4);
        ValidatorSet next = set.Next();
        for (uint round = 0; round < 20; round++)
            Assert.Equal(set.Proposer(round + 1).Operator, next.Proposer(round).Operator);
        Assert.Equal(Set(1, 2, 3, 4).Hash, set.Hash);
    }

    [Fact]
    public void An_empty_next_set_keeps_the_old_one()
    {
        ValidatorSet set = Set(1, 2);
        Assert.Equal(set.Next().Hash, set.Next([]).Hash);
    }

    [Fact]
    public void Joining_waits_and_leaving_and_joining_again_gains_nothing()
    {
        ValidatorSet set = Set(10, 10, 10).Next();
        Validator[] four = [.. set.Members, Member(7, 10)];
        ValidatorSet joined = set.Next(four);
        for (uint round = 0; round < 3; round++)
            Assert.NotEqual(TestKeys.Address(7), joined.Proposer(round).Operator);

        // Somebody who leaves and comes back every other height proposes less often than somebody who stays.
        int proposed = 0;
        ValidatorSet hopping = joined;
        for (int height = 0; height < 100; height++)
        {
            proposed += hopping.Proposer(0).Operator == TestKeys.Address(7) ? 1 : 0;
            hopping = hopping.Next(height % 2 == 0 ? [.. four[..3]] : four);
        }
        Assert.True(proposed <= 25, $"proposed {proposed} times");
    }

    [Fact]
    public void Priorities_stay_bounded_and_their_sum_stays_near_zero_whatever_changes() => Fuzz.Run(60, random =>
    {
        ValidatorSet set = Set(1, 1, 1);
        for (int step = 0; step < 60; step++)
        {
            Validator[]? members = random.OneIn(3)
                ? [.. Enumerable.Range(0, 1 + random.Below(8)).Select(i => Member(random.OneIn(2) ? i : i + 10, 1 + (random.AnySize() % 4_000_000_000))).DistinctBy(m => m.Operator)]
                : null;
            if (members is not null && members.Aggregate(0UL, (sum, m) => sum + m.Power) > 4_000_000_000)
                continue;
            set = set.Next(members);
            long bound = 3 * (long)set.TotalPower;
            long sum = 0;
            foreach (long priority in set.Priorities)
            {
                Assert.InRange(priority, -bound, bound);
                sum += priority;
            }
            Assert.InRange(sum, -set.Members.Count, set.Members.Count);
            Assert.Equal(Primitives.Encoding.DecodeError.None, ValidatorSet.TryDecode(set.Encode(), out ValidatorSet? again));
            Assert.Equal(set.Hash, again!.Hash);
        }
    });

    [Fact]
    public void Quorum_is_strictly_more_than_two_thirds_and_a_third_strictly_more_than_one()
    {
        ValidatorSet set = Set(3, 3, 3);
        Assert.False(set.IsQuorum(6));
        Assert.True(set.IsQuorum(7));
        Assert.False(set.IsMoreThanOneThird(3));
        Assert.True(set.IsMoreThanOneThird(4));
        ValidatorSet largest = Set(Primitives.Amount.MaxSupply / Primitives.Amount.GrainsPerCoin);
        Assert.True(largest.IsQuorum(ulong.MaxValue));
    }

    [Fact]
    public void Sets_that_are_none_cannot_be_made()
    {
        Assert.Null(ValidatorSet.TryCreate([]));
        Assert.Null(ValidatorSet.TryCreate([Member(0, 0)]));
        Assert.Null(ValidatorSet.TryCreate([Member(0, 1), Member(0, 2)]));
        Assert.Null(ValidatorSet.TryCreate([Member(0, 1), Member(1, 1) with { ConsensusKey = TestKeys.Public(0) }]));
        Assert.Null(ValidatorSet.TryCreate([Member(0, ulong.MaxValue), Member(1, ulong.MaxValue)]));
        Assert.Null(ValidatorSet.TryCreate(Enumerable.Range(0, ProtocolLimits.ValidatorsMax + 1).Select(i => Member(i, 1))));
        Assert.NotNull(ValidatorSet.TryCreate(Enumerable.Range(0, ProtocolLimits.ValidatorsMax).Select(i => Member(i, 1))));
    }

    [Fact]
    public void The_hash_covers_members_keys_powers_and_priorities()
    {
        ValidatorSet set = Set(1, 2);
        Primitives.Hash256[] others =
        [
            Set(1, 3).Hash, Set(1).Hash, Set(1, 2, 1).Hash, set.Next().Hash,
            ValidatorSet.TryCreate([Member(0, 1), Member(1, 2) with { ConsensusKey = TestKeys.Public(9) }])!.Hash,
            ValidatorSet.TryCreate([Member(0, 1), Member(9, 2) with { ConsensusKey = TestKeys.Public(1) }])!.Hash,
        ];
        Assert.Equal(others.Length + 1, others.Append(set.Hash).Distinct().Count());
    }

    private static Validator Member(int number, ulong power) => new(TestKeys.Address(number), TestKeys.Public(number), power);

    private static ValidatorSet Set(params ulong[] powers) => ValidatorSet.TryCreate(powers.Select((power, i) => Member(i, power)))!;
}
