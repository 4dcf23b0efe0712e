namespace Chain.Script.Tests;

public class LineMapTests
{
    [Theory]
    [InlineData("", 0, 1, 1)]
    [InlineData("ab", 1, 1, 2)]
    [InlineData("a\nb", 2, 2, 1)]
    [InlineData("a\r\nb", 3, 2, 1)]
    [InlineData("a\rb", 2, 2, 1)]
    [InlineData("a\u2028b\u2029c", 4, 3, 1)]
    [InlineData("a\n", 2, 2, 1)]
    public void Locate_counts_lines_and_columns_from_one(string source, int offset, int line, int column) =>
        Assert.Equal((line, column), LineMap.Of(source).Locate(offset));
}
