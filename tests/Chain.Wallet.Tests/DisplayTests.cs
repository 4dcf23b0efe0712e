namespace Chain.Wallet.Tests;

public class DisplayTests
{
    [Theory]
    [InlineData("plain text, with signs: ~!", "plain text, with signs: ~!")]
    [InlineData("grün 日本 😀", "grün 日本 😀")]
    [InlineData("\u001b[31mred", "\\u{1b}[31mred")]
    [InlineData("a\u202eb", "a\\u{202e}b")]
    [InlineData("a\u2066b\u2069", "a\\u{2066}b\\u{2069}")]
    [InlineData("zero\u200bwidth", "zero\\u{200b}width")]
    [InlineData("line\nfeed\r\ttab", "line\\u{a}feed\\u{d}\\u{9}tab")]
    [InlineData("a\u2028b\u0085c", "a\\u{2028}b\\u{85}c")]
    [InlineData("no\u00a0break", "no\\u{a0}break")]
    [InlineData("back\\slash", "back\\slash")]
    [InlineData("tag\U000e0041", "tag\\u{e0041}")]
    public void Characters_that_a_terminal_or_a_reader_would_misread_are_escaped(string text, string shown) => Assert.Equal(shown, Display.Safe(text));

    [Fact]
    public void Half_a_surrogate_pair_is_escaped() => Assert.Equal("a\\u{d800}b", Display.Safe("a\ud800b"));
}
