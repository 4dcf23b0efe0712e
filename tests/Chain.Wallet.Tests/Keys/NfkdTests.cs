using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Chain.Wallet.Keys;

namespace Chain.Wallet.Tests.Keys;

public sealed class NfkdTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("plain ~!", "plain ~!")]
    [InlineData("\u00E9", "e\u0301")]
    [InlineData("\u212B", "A\u030A")]
    [InlineData("\uFF21\uFB01\u2460", "Afi1")]
    [InlineData("\u1E9B\u0323", "s\u0323\u0307")]
    [InlineData("a\u0301\u0323", "a\u0323\u0301")]
    [InlineData("\uAC01", "\u1100\u1161\u11A8")]
    [InlineData("\uAC00", "\u1100\u1161")]
    [InlineData("\U0001D531\U0001F511", "t\U0001F511")]
    public void Texts_have_their_compatibility_decomposition(string text, string expected)
    {
        Assert.True(Nfkd.TryNormalize(text, out byte[] utf8));
        Assert.Equal(expected, Encoding.UTF8.GetString(utf8));
    }

    [Theory]
    [InlineData(0xD800)]
    [InlineData(0xDC00)]
    [InlineData(0xFFFF)]
    [InlineData(0x0378)]
    [InlineData(0x1FAE8)]
    public void Lone_surrogates_and_characters_after_unicode_14_are_refused(int point)
    {
        string text = point > 0xFFFF ? char.ConvertFromUtf32(point) : $"a{(char)point}";
        Assert.False(Nfkd.TryNormalize(text, out byte[] utf8));
        Assert.Empty(utf8);
    }

    [Fact]
    public void The_longest_decompositions_fit()
    {
        Assert.True(Nfkd.TryNormalize(new string('\uFDFA', 1000), out byte[] utf8));
        Assert.Equal(18_000, Encoding.UTF8.GetString(utf8).Length);
    }

    [Fact]
    public void Every_assigned_character_decomposes_as_unicode_14_has_it()
    {
        // The digest was computed with another implementation (Python's unicodedata 14.0.0): each assigned character after "a" and before two marks.
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (int point = 0; point < 0x110000; point++)
        {
            if (Rune.IsValid(point) && Nfkd.TryNormalize($"a{new Rune(point)}\u0301\u0323", out byte[] utf8))
                hash.AppendData(utf8);
        }
        Assert.Equal("41617cb660752cf8eb70ffbe37496a42b8426afe4533d677c8891e23425d518b", Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    [Fact]
    public void The_runtime_itself_does_not_normalize_here() =>
        // If this ever changes, the tables have become superfluous, not wrong.
        Assert.Equal("\u00E9", "\u00E9".Normalize(NormalizationForm.FormKD));

    [Fact]
    public void The_tests_run_without_culture_data_as_the_programs_do() => Assert.Equal("", CultureInfo.CurrentCulture.Name);
}
