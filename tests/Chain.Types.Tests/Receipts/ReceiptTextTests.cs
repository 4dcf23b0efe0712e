using System.Text;

namespace Chain.Types.Tests.Receipts;

public class ReceiptTextTests
{
    [Theory]
    [InlineData("", 4, "")]
    [InlineData("abcd", 4, "abcd")]
    [InlineData("abcde", 4, "abcd")]
    [InlineData("abcü", 4, "abc")]
    [InlineData("abü", 4, "abü")]
    [InlineData("a🎈b", 4, "a")]
    [InlineData("🎈b", 4, "🎈")]
    [InlineData("a\uD83C", 4, "a\uFFFD")]
    [InlineData("\uDF88\uD83C", 4, "\uFFFD")]
    [InlineData("a", 0, "")]
    public void Text_is_cut_to_whole_characters_that_fit(string text, int bytesMax, string expected)
    {
        string cut = ReceiptText.Cut(text, bytesMax);
        Assert.Equal(expected, cut);
        Assert.InRange(Encoding.UTF8.GetByteCount(cut), 0, bytesMax);
    }
}
