using Chain.Types;
using Chain.Wallet.Outbox;

namespace Chain.Wallet.Tests.Outbox;

public class LanePlanTests
{
    [Fact]
    public void The_first_free_place_follows_the_chain() => Assert.Equal(5UL, LanePlan.FirstFree(0, [], new LaneView(100, 5, 5)).Sequence);

    [Fact]
    public void Open_transactions_take_their_places_and_gaps_are_filled()
    {
        var view = new LaneView(100, 5, 5);
        Assert.Equal(6UL, LanePlan.FirstFree(0, [Slot(0, 5), Slot(0, 7)], view).Sequence);
        Assert.Equal(8UL, LanePlan.FirstFree(0, [Slot(0, 5), Slot(0, 6), Slot(0, 7)], view).Sequence);
        Assert.Equal(5UL, LanePlan.FirstFree(0, [Slot(1, 5)], view).Sequence);
    }

    [Fact]
    public void Expired_and_used_places_do_not_count()
    {
        var view = new LaneView(100, 5, 5);
        Assert.Equal(5UL, LanePlan.FirstFree(0, [Slot(0, 5, expiry: 100)], view).Sequence);
        Assert.Equal(6UL, LanePlan.FirstFree(0, [Slot(0, 5, expiry: 101)], view).Sequence);
        Assert.Equal(5UL, LanePlan.FirstFree(0, [Slot(0, 4)], view).Sequence);
    }

    [Fact]
    public void Transactions_of_another_machine_with_the_same_key_are_stepped_over_and_counted()
    {
        SlotChoice choice = LanePlan.FirstFree(0, [Slot(0, 6)], new LaneView(100, 5, 8));
        Assert.Equal((8UL, 2UL), (choice.Sequence, choice.ForeignPending));
    }

    [Fact]
    public void A_node_that_claims_an_absurd_number_of_waiting_transactions_is_not_followed_for_ever() =>
        Assert.InRange(LanePlan.FirstFree(0, [], new LaneView(100, 5, ulong.MaxValue)).Sequence, 5UL, 10_000UL);

    [Fact]
    public void Lanes_are_filled_one_after_the_other()
    {
        var open = new List<OpenSlot>();
        var taken = new Dictionary<uint, int>();
        for (int i = 0; i < 200; i++)
        {
            uint lane = LanePlan.Order(open, 64)[0];
            taken[lane] = taken.GetValueOrDefault(lane) + 1;
            open.Add(Slot(lane, (ulong)taken[lane]));
        }
        Assert.Equal(13, taken.Count);
        Assert.All(taken.Values, static count => Assert.InRange(count, 1, LanePlan.LaneWaitingMax));
    }

    [Fact]
    public void When_all_lanes_are_full_the_emptiest_is_taken()
    {
        IEnumerable<OpenSlot> open = Enumerable.Range(0, 4).SelectMany(lane => Enumerable.Range(0, lane == 2 ? 20 : 30).Select(i => Slot((uint)lane, (ulong)i)));
        Assert.Equal(2U, LanePlan.Order(open, 4)[0]);
    }

    private static OpenSlot Slot(uint lane, ulong sequence, ulong expiry = 1000) => new(lane, sequence, expiry, default(TransactionId));
}
