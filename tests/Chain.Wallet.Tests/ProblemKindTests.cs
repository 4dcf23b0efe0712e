namespace Chain.Wallet.Tests;

public class ProblemKindTests
{
    [Theory]
    [InlineData(ProblemKind.Unexpected, 1)]
    [InlineData(ProblemKind.Usage, 2)]
    [InlineData(ProblemKind.NotFound, 3)]
    [InlineData(ProblemKind.Unreachable, 4)]
    [InlineData(ProblemKind.Refused, 5)]
    [InlineData(ProblemKind.FailedOnChain, 6)]
    [InlineData(ProblemKind.Key, 7)]
    [InlineData(ProblemKind.Declined, 8)]
    [InlineData(ProblemKind.TimedOut, 9)]
    [InlineData(ProblemKind.WrongChain, 10)]
    [InlineData(ProblemKind.Interrupted, 130)]
    public void Exit_codes_stay_what_they_are(ProblemKind kind, int exitCode) => Assert.Equal(exitCode, (int)kind);

    [Fact]
    public void No_other_exit_code_is_used() => Assert.Equal(11, Enum.GetValues<ProblemKind>().Length);
}
