namespace Chain.Network.Tests;

public sealed class PeerScoreTests
{
    [Fact]
    public void Accept_and_ignore_cost_nothing()
    {
        PeerScore score = new(0, 0);
        for (int i = 0; i < 1000; i++)
            score = score.After(PeerVerdict.Accept, 100, i).After(PeerVerdict.Ignore, 100, i);
        Assert.Equal(0, score.Points);
    }

    [Fact]
    public void Hundred_unknown_kinds_at_once_are_a_ban_and_ninety_nine_are_none()
    {
        PeerScore score = new(0, 0);
        for (int i = 0; i < 99; i++)
            score = score.After(PeerVerdict.Reject, PeerScore.UnknownKind, 5);
        Assert.False(score.IsBanned);
        Assert.True(score.After(PeerVerdict.Reject, PeerScore.UnknownKind, 5).IsBanned);
    }

    [Fact]
    public void One_lie_is_a_ban() => Assert.True(new PeerScore(0, 0).After(PeerVerdict.Reject, PeerScore.Lie, 1).IsBanned);

    [Theory]
    [InlineData(9_999, 50)]
    [InlineData(10_000, 49)]
    [InlineData(25_000, 48)]
    [InlineData(500_000, 0)]
    [InlineData(long.MaxValue, 0)]
    [InlineData(-10_000, 50)]
    public void Points_fade_with_time_and_a_clock_that_goes_back_does_not_add_any(long nowMs, int points) =>
        Assert.Equal(points, new PeerScore(50, 0).After(PeerVerdict.Accept, 0, nowMs).Points);

    [Fact]
    public void Fading_in_small_steps_is_as_fast_as_in_one()
    {
        PeerScore score = new(50, 0);
        for (long ms = 0; ms <= 100_000; ms += 7)
            score = score.After(PeerVerdict.Ignore, 0, ms);
        score = score.After(PeerVerdict.Ignore, 0, 100_000);
        Assert.Equal(new PeerScore(50, 0).After(PeerVerdict.Ignore, 0, 100_000).Points, score.Points);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    [InlineData(int.MaxValue)]
    public void Penalty_out_of_range_is_brought_into_it(int penalty) =>
        Assert.InRange(new PeerScore(0, 0).After(PeerVerdict.Reject, penalty, 0).Points, 1, PeerScore.BanPoints);
}
