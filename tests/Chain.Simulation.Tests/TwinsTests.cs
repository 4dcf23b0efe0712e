namespace Chain.Simulation.Tests;

public sealed class TwinsTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Every_scenario_of_one_twin_among_four_in_three_rounds_holds(bool isLate)
    {
        TwinsEnumeration.Result result = TwinsEnumeration.Run(groupsMax: 2, isLate);
        Assert.True(result.Failures == 0, result.FirstFailure);
        Assert.True(result.Scenarios > 20_000, $"only {result.Scenarios} scenarios");
    }

    [Theory]
    [InlineData("IgnoreLock")]
    [InlineData("NoLateValidBlock")]
    public void The_scenarios_find_a_planted_bug(string mutation) =>
        Assert.NotEqual(0, TwinsEnumeration.Run(groupsMax: 2, isLate: true, Enum.Parse<Mutation>(mutation)).Failures);
}
