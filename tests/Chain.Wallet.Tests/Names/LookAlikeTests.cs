using Chain.Wallet.Names;

namespace Chain.Wallet.Tests.Names;

public class LookAlikeTests
{
    private const string Known = "chn1qqqqsomethinglongbetweenpppp";

    [Theory]
    [InlineData("chn1qqqqotherthingsbetweenthempppp", true)]
    [InlineData("chn1qqqzotherthingsbetweenthempppp", false)]
    [InlineData("chn1qqqqotherthingsbetweenthempppz", false)]
    [InlineData(Known, false)]
    public void Another_address_with_the_same_ends_is_found(string address, bool isFound) =>
        Assert.Equal(isFound, LookAlike.Find(address, [new BookEntry("ann", Known)]).Count == 1);
}
