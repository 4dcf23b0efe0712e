namespace Chain.Simulation.Tests;

public sealed class TwinsTests
{
    [Theory]
    [InlineData("Lost")]
    [InlineData("Late")]
    public void Every_scenario_of_one_twin_among_four_in_three_rounds_holds(string variant)
    {
        TwinsEnumeration.Result result = TwinsEnumeration.Run(groupsMax: 2, Enum.Parse<TwinsVariant>(variant));
        Assert.True(result.Failures == 0, result.FirstFailure);
        Assert.True(result.Scenarios > 20_000, $"only {result.Scenarios} scenarios");
    }

    [Fact]
    public void Every_scenario_of_two_rounds_with_precommits_divided_apart_holds()
    {
        TwinsEnumeration.Result result = TwinsEnumeration.Run(groupsMax: 2, TwinsVariant.PerStep);
        Assert.True(result.Failures == 0, result.FirstFailure);
        Assert.True(result.Scenarios > 50_000, $"only {result.Scenarios} scenarios");
    }

    [Fact]
    public void The_scenarios_find_an_ignored_lock() =>
        Assert.NotEqual(0, TwinsEnumeration.Run(groupsMax: 2, TwinsVariant.PerStep, Mutation.IgnoreLock).Failures);
}
