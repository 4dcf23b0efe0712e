using Chain.Primitives.Crypto;
using Chain.Primitives.Encoding;

namespace Chain.Primitives.Tests.Encoding;

public sealed class AddressTextTests
{
    private static readonly Address s_address = new(Hashing.Sha256("somebody"u8));
    private static readonly string s_text = AddressText.Format(s_address, "chn");

    [Fact]
    public void An_address_comes_back_from_its_text_in_either_case()
    {
        Assert.StartsWith("chn1", s_text, StringComparison.Ordinal);
        foreach (string text in (string[])[s_text, s_text.ToUpperInvariant()])
        {
            Assert.True(AddressText.TryParse(text, "chn", out Address address, out _));
            Assert.Equal(s_address, address);
        }
    }

    public static TheoryData<string, AddressTextError> Refused => new()
    {
        { "", AddressTextError.Length },
        { s_text[..7], AddressTextError.Length },
        { s_text + new string('q', 40), AddressTextError.Length },
        { s_text[..^1], AddressTextError.Checksum },
        { s_text + "q", AddressTextError.Checksum },
        { "C" + s_text[1..], AddressTextError.MixedCase },
        { s_text[..^1] + char.ToUpperInvariant(s_text[^1]) + "Q", AddressTextError.MixedCase },
        { " " + s_text, AddressTextError.Character },
        { s_text + " ", AddressTextError.Character },
        { s_text + "\n", AddressTextError.Character },
        { "chn1b" + s_text[5..], AddressTextError.Character },
        { "\u0441" + s_text[1..], AddressTextError.Character },
        { s_text[..^1] + "\u0430", AddressTextError.Character },
        { "chnqqqqqqqq", AddressTextError.Form },
        { AddressText.Format(s_address, "chntest"), AddressTextError.WrongPrefix },
        { AddressText.Format(s_address, "chm"), AddressTextError.WrongPrefix },
        { Bech32m.Encode("chn", s_address.Span[1..]), AddressTextError.Length },
        { Bech32m.Encode("chn", [.. s_address.Span, 0]), AddressTextError.Length },
        { Bech32m.Encode("chn", []), AddressTextError.Length },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void Other_texts_are_refused_with_their_reason(string text, AddressTextError expected)
    {
        Assert.False(AddressText.TryParse(text, "chn", out Address address, out AddressTextError error));
        Assert.Equal(expected, error);
        Assert.True(address.IsZero);
    }

    [Fact]
    public void The_longest_prefix_still_fits()
    {
        string prefix = new('x', AddressText.PrefixLengthMax);
        Assert.True(AddressText.IsNetworkPrefix(prefix));
        Assert.True(AddressText.TryParse(AddressText.Format(s_address, prefix), prefix, out Address back, out _));
        Assert.Equal(s_address, back);
        Assert.False(AddressText.IsNetworkPrefix(prefix + "x"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Chn")]
    [InlineData("1chn")]
    [InlineData("c-n")]
    [InlineData("c n")]
    [InlineData("ch\u00F1")]
    public void Prefixes_that_are_not_one_plain_word_are_refused(string prefix) => Assert.False(AddressText.IsNetworkPrefix(prefix));
}
