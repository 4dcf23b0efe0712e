using Chain.Wallet.Contracts;

namespace Chain.Wallet.Tests.Contracts;

public class SourceExcerptTests
{
    [Theory]
    [InlineData("one\ntwo\nthree", 2, 3, "2 | two", "  |   ^")]
    [InlineData("one\r\ntwo\rthree", 3, 1, "3 | three", "  | ^")]
    [InlineData("\tif (x)", 1, 2, "1 |  if (x)", "  |  ^")]
    [InlineData("one", 1, 99, "1 | one", "  |    ^")]
    public void The_caret_is_below_the_column(string source, long line, long column, string first, string second) =>
        Assert.Equal([first, second], SourceExcerpt.Of(source, line, column));

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(long.MaxValue)]
    public void A_line_that_is_not_there_shows_nothing(long line) => Assert.Empty(SourceExcerpt.Of("one\ntwo", line, 1));

    [Fact]
    public void A_long_line_is_shown_around_the_column()
    {
        string source = new string('a', 500) + "X" + new string('b', 500);
        IReadOnlyList<string> shown = SourceExcerpt.Of(source, 1, 501);
        Assert.True(shown[0].Length < 140);
        Assert.Equal('X', shown[0][shown[1].IndexOf('^', StringComparison.Ordinal)]);
    }

    [Fact]
    public void The_line_for_programs_has_no_white_space_around() => Assert.Equal("two();", SourceExcerpt.Line("one\n   two();  \n", 2));
}
