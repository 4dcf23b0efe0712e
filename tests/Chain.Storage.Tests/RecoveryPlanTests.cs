namespace Chain.Storage.Tests;

public sealed class RecoveryPlanTests
{
    [Theory]
    // log first, log last, state, undoable, history → undo to, execute to, replay from
    [InlineData(1, 0, 0, 0, 0, 0, 0, 1)]
    [InlineData(1, 10, 10, 2, 10, 10, 10, 11)]
    [InlineData(1, 11, 10, 2, 10, 10, 10, 11)]
    [InlineData(1, 11, 10, 2, 7, 7, 7, 8)]
    [InlineData(8, 11, 10, 2, 7, 7, 7, 8)]
    [InlineData(5, 11, 8, 0, 10, 8, 10, 11)]
    [InlineData(11, 11, 8, 0, 10, 8, 10, 11)]
    public void Parts_that_can_be_made_to_agree_are(ulong first, ulong last, ulong state, ulong undoable, ulong history, ulong undoTo, ulong executeTo, ulong replayFrom) =>
        Assert.Equal(new RecoveryPlan.Start(undoTo, executeTo, replayFrom), RecoveryPlan.Decide(new RecoveryFacts(first, last, state, undoable, history)));

    [Theory]
    [InlineData(1, 9, 10, 2, 9)]
    [InlineData(1, 9, 9, 2, 10)]
    [InlineData(1, 0, 5, 0, 5)]
    [InlineData(1, 20, 20, 15, 10)]
    [InlineData(9, 11, 10, 2, 7)]
    [InlineData(12, 15, 10, 2, 10)]
    public void Parts_that_do_not_belong_together_are_refused(ulong first, ulong last, ulong state, ulong undoable, ulong history)
    {
        var refused = Assert.IsType<RecoveryPlan.Refuse>(RecoveryPlan.Decide(new RecoveryFacts(first, last, state, undoable, history)));
        Assert.Equal(StorageFault.Inconsistent, refused.Failure.Fault);
        Assert.NotEmpty(refused.Failure.Next);
    }
}
