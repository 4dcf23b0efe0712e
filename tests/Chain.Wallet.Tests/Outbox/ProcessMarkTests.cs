using Chain.Wallet.Outbox;

namespace Chain.Wallet.Tests.Outbox;

public class ProcessMarkTests
{
    [Fact]
    public void This_process_is_alive_and_one_of_the_same_number_but_another_start_is_not()
    {
        Assert.True(ProcessMark.Current.IsAlive);
        Assert.False((ProcessMark.Current with { Start = ProcessMark.Current.Start + 1 }).IsAlive);
        Assert.False(new ProcessMark(4_194_999, 5).IsAlive);
    }
}
