using Chain.Script.Bytecode;

namespace Chain.Script.Tests.Bytecode;

public sealed class HandlerTableTests
{
    [Fact]
    public void The_innermost_range_is_found()
    {
        var table = HandlerTable.TryCreate([new(4, 6, 40, 0), new(2, 8, 20, 0), new(10, 12, 30, 1)])!;
        int?[] expected = [null, null, 20, 20, 40, 40, 20, 20, null, null, 30, 30, null];
        for (int word = 0; word < expected.Length; word++)
            Assert.Equal(expected[word], table.TryFind(word, out var range) ? range.Target : null);
    }

    [Fact]
    public void Of_equal_ranges_the_first_is_the_inner_one()
    {
        var table = HandlerTable.TryCreate([new(2, 8, 1, 0), new(2, 8, 2, 0)])!;
        Assert.True(table.TryFind(5, out var range));
        Assert.Equal(1, range.Target);
    }

    [Fact]
    public void Ranges_that_overlap_are_no_table() => Assert.Null(HandlerTable.TryCreate([new(2, 6, 1, 0), new(4, 8, 2, 0)]));

    [Fact]
    public void An_outer_range_before_its_inner_one_is_no_table() => Assert.Null(HandlerTable.TryCreate([new(2, 8, 1, 0), new(4, 6, 2, 0)]));

    [Fact]
    public void An_empty_range_is_no_table() => Assert.Null(HandlerTable.TryCreate([new(2, 2, 1, 0)]));
}
