using Chain.Script.Builtins;

namespace Chain.Script.Tests.Builtins;

public sealed class SubstringSearchTests
{
    [Theory]
    [InlineData("", "", 0, 0)]
    [InlineData("abc", "", 2, 2)]
    [InlineData("abc", "", 3, 3)]
    [InlineData("abc", "c", 0, 2)]
    [InlineData("abc", "d", 0, -1)]
    [InlineData("abcabc", "abc", 1, 3)]
    [InlineData("aaaaab", "aab", 0, 3)]
    [InlineData("abababac", "ababac", 0, 2)]
    [InlineData("ab", "abc", 0, -1)]
    public void Known_places(string text, string needle, int from, int expected) => Assert.Equal(expected, SubstringSearch.IndexOf(text, needle, from));

    [Theory]
    [InlineData("abcabc", "abc", 99, 3)]
    [InlineData("abcabc", "abc", 2, 0)]
    [InlineData("abcabc", "", 4, 4)]
    [InlineData("abc", "", 99, 3)]
    [InlineData("abc", "x", 9, -1)]
    [InlineData("aXa", "a", 1, 0)]
    [InlineData("ab", "abc", 9, -1)]
    public void Known_last_places(string text, string needle, int from, int expected) => Assert.Equal(expected, SubstringSearch.LastIndexOf(text, needle, from));

    [Fact]
    public void Every_needle_of_small_alphabets_is_found_where_the_plain_search_finds_it()
    {
        var random = new Random(12);
        for (int round = 0; round < 60_000; round++)
        {
            int alphabet = random.Next(1, 4);
            string text = Text(random, random.Next(0, 40), alphabet);
            string needle = random.Next(3) == 0 && text.Length > 2
                ? text.Substring(random.Next(text.Length / 2), random.Next(text.Length / 2))
                : Text(random, random.Next(0, 12), alphabet);
            int from = random.Next(text.Length + 1);
            Assert.Equal(text.IndexOf(needle, from, StringComparison.Ordinal), SubstringSearch.IndexOf(text, needle, from));
            Assert.Equal(PlainLast(text, needle, from), SubstringSearch.LastIndexOf(text, needle, from));
        }
    }

    [Fact]
    public void Long_periodic_needles_are_found()
    {
        string unit = "abaab";
        string text = string.Concat(Enumerable.Repeat(unit, 2000)) + "x";
        string needle = string.Concat(Enumerable.Repeat(unit, 1500));
        Assert.Equal(0, SubstringSearch.IndexOf(text, needle, 0));
        Assert.Equal(5, SubstringSearch.IndexOf(text, needle, 1));
        Assert.Equal(500 * 5, SubstringSearch.IndexOf(text, needle + "x", 0));
        Assert.Equal(-1, SubstringSearch.IndexOf(text, needle + "y", 0));
        Assert.Equal(500 * 5, SubstringSearch.LastIndexOf(text, needle, int.MaxValue));
    }

    private static int PlainLast(string text, string needle, int from)
    {
        for (int at = Math.Min(from, text.Length - needle.Length); at >= 0; at--)
        {
            if (string.CompareOrdinal(text, at, needle, 0, needle.Length) == 0)
                return at;
        }
        return -1;
    }

    private static string Text(Random random, int length, int alphabet) =>
        new([.. Enumerable.Range(0, length).Select(_ => (char)('a' + random.Next(alphabet)))]);
}
