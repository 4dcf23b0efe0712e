using System.Text.Json;
using Chain.Primitives.Encoding;
using Chain.Primitives.Tests.Support;

namespace Chain.Primitives.Tests.Encoding;

public sealed class Bech32mTests
{
    [Theory]
    [InlineData("A1LQFN3A", "a")]
    [InlineData("a1lqfn3a", "a")]
    [InlineData("abcdef1l7aum6echk45nj3s0wdvt2fg8x9yrzpqzd3ryx", "abcdef")]
    [InlineData("split1checkupstagehandshakeupstreamerranterredcaperredlc445v", "split")]
    [InlineData("?1v759aa", "?")]
    public void Published_texts_are_read(string text, string prefix)
    {
        Assert.Equal(Bech32Error.None, Bech32m.DecodeGroups(text, out string actual, out byte[] groups));
        Assert.Equal(prefix, actual);
        Assert.Equal(text.ToLowerInvariant(), Bech32m.EncodeGroups(actual, groups));
    }

    [Theory]
    [InlineData("", Bech32Error.Length)]
    [InlineData("16plkw9", Bech32Error.Length)]
    [InlineData("qyrz8wqd2c9m", Bech32Error.Separator)]
    [InlineData("1qyrz8wqd2c9m", Bech32Error.Separator)]
    [InlineData("in1muywd", Bech32Error.Separator)]
    [InlineData("y1b0jsk6g", Bech32Error.Character)]
    [InlineData("\u00201xj0phk", Bech32Error.Character)]
    [InlineData("\u007F1g6xzxy", Bech32Error.Character)]
    [InlineData("A1LQfN3A", Bech32Error.MixedCase)]
    [InlineData("a1lqfn3A", Bech32Error.MixedCase)]
    [InlineData("M1VUXWEZ", Bech32Error.Checksum)]
    [InlineData("A12UEL5L", Bech32Error.Checksum)]
    public void Other_texts_are_refused_with_their_reason(string text, Bech32Error expected)
    {
        Assert.Equal(expected, Bech32m.Decode(text, out string prefix, out byte[] bytes));
        Assert.Empty(prefix);
        Assert.Empty(bytes);
    }

    [Fact]
    public void The_vectors_of_bip_350_agree()
    {
        using JsonDocument? file = Vectors.Load("bech32/bip350.json");
        if (file is null)
            return;
        foreach (JsonElement text in file.RootElement.GetProperty("bech32m_valid").EnumerateArray())
            Assert.Equal(Bech32Error.None, Bech32m.DecodeGroups(text.GetString(), out _, out _));
        foreach (JsonElement test in file.RootElement.GetProperty("bech32m_invalid").EnumerateArray())
        {
            string text = test.TryGetProperty("hex", out _) ? System.Text.Encoding.Latin1.GetString(test.Hex("hex")) : test.Text("string");
            Assert.NotEqual(Bech32Error.None, Bech32m.DecodeGroups(text, out _, out _));
        }
    }

    [Fact]
    public void Witness_programs_of_version_one_and_up_decode_as_published()
    {
        using JsonDocument? file = Vectors.Load("bech32/bip350.json");
        if (file is null)
            return;
        foreach (JsonElement test in file.RootElement.GetProperty("segwit_valid").EnumerateArray())
        {
            byte[] script = test.Hex("scriptPubKey");
            Bech32Error error = Bech32m.DecodeGroups(test.Text("address"), out string prefix, out byte[] groups);
            bool isVersionZero = script[0] == 0;
            Assert.Equal(isVersionZero ? Bech32Error.Checksum : Bech32Error.None, error);
            if (isVersionZero)
                continue;
            string programOnly = Bech32m.EncodeGroups(prefix, groups.AsSpan(1));
            Assert.Equal(Bech32Error.None, Bech32m.Decode(programOnly, out _, out byte[] program));
            Assert.Equal(script[2..], program);
        }
    }

    [Fact]
    public void The_vectors_of_bitcoinjs_agree()
    {
        using JsonDocument? file = Vectors.Load("bech32/bitcoinjs_fixtures.json");
        if (file is null)
            return;
        JsonElement root = file.RootElement;
        int longer = 0;
        foreach (JsonElement test in root.GetProperty("bech32m").GetProperty("valid").EnumerateArray())
        {
            string text = test.Text("string");
            byte[] expected = [.. test.GetProperty("words").EnumerateArray().Select(w => w.GetByte())];
            if (text.Length > Bech32m.LengthMax)
            {
                longer++;
                Assert.Equal(Bech32Error.Length, Bech32m.DecodeGroups(text, out _, out _));
                continue;
            }
            Assert.Equal(Bech32Error.None, Bech32m.DecodeGroups(text, out string prefix, out byte[] groups));
            Assert.Equal(test.Text("prefix").ToLowerInvariant(), prefix);
            Assert.Equal(expected, groups);
            if (test.TryGetProperty("hex", out JsonElement hex) && hex.GetString() is { } bytes)
            {
                Assert.Equal(Bech32Error.None, Bech32m.Decode(text, out _, out byte[] decoded));
                Assert.Equal(bytes, Convert.ToHexStringLower(decoded));
                Assert.Equal(text.ToLowerInvariant(), Bech32m.Encode(prefix, decoded));
            }
        }
        Assert.InRange(longer, 0, 1);
        foreach (JsonElement test in root.GetProperty("bech32").GetProperty("valid").EnumerateArray())
            Assert.NotEqual(Bech32Error.None, Bech32m.DecodeGroups(test.Text("string"), out _, out _));
        foreach (JsonElement test in root.GetProperty("bech32m").GetProperty("invalid").EnumerateArray())
        {
            string? text = test.TryGetProperty("string", out JsonElement s) ? s.GetString()
                : test.TryGetProperty("stringHex", out JsonElement h) ? System.Text.Encoding.Latin1.GetString(Convert.FromHexString(h.GetString()!)) : null;
            if (text is not null)
                Assert.NotEqual(Bech32Error.None, Bech32m.DecodeGroups(text, out _, out _));
        }
        foreach (JsonElement test in root.GetProperty("fromWords").GetProperty("invalid").EnumerateArray())
        {
            byte[] groups = [.. test.GetProperty("words").EnumerateArray().Select(w => w.GetByte())];
            Assert.Equal(Bech32Error.Padding, Bech32m.Decode(Bech32m.EncodeGroups("a", groups), out _, out byte[] bytes));
            Assert.Empty(bytes);
        }
    }

    [Fact]
    public void Bytes_of_every_length_come_back()
    {
        byte[] bytes = new FuzzRandom(1).Bytes(51);
        for (int length = 0; length <= 51; length++)
        {
            string text = Bech32m.Encode("a", bytes.AsSpan(0, length));
            Assert.Equal(Bech32Error.None, Bech32m.Decode(text, out string prefix, out byte[] back));
            Assert.Equal("a", prefix);
            Assert.Equal(bytes[..length], back);
        }
    }

    [Theory]
    [InlineData(new byte[] { 0 })]
    [InlineData(new byte[] { 0, 0, 0 })]
    [InlineData(new byte[] { 0, 1 })]
    [InlineData(new byte[] { 0, 0, 0, 0, 0, 0 })]
    public void Groups_that_are_not_whole_bytes_with_little_zero_padding_are_refused(byte[] groups) =>
        Assert.Equal(Bech32Error.Padding, Bech32m.Decode(Bech32m.EncodeGroups("a", groups), out _, out _));

    [Theory]
    [InlineData("", 1)]
    [InlineData("A", 1)]
    [InlineData("a b", 1)]
    [InlineData("\u00E4", 1)]
    [InlineData("a", 52)]
    [InlineData("a", 10_000)]
    public void What_does_not_fit_is_not_written(string prefix, int length) =>
        Assert.Throws<ArgumentException>(() => Bech32m.Encode(prefix, new byte[length]));

    [Fact]
    public void Up_to_four_wrong_characters_are_always_found() => Fuzz.Run(20_000, random =>
    {
        char[] text = Bech32m.Encode("chn", random.Bytes(32)).ToCharArray();
        char[] damaged = [.. text];
        for (int i = 0; i < 4; i++)
            damaged[4 + random.Below(text.Length - 4)] = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"[random.Below(32)];
        bool same = damaged.AsSpan().SequenceEqual(text);
        Assert.Equal(same ? Bech32Error.None : Bech32Error.Checksum, Bech32m.Decode(damaged, out _, out _));
    });

    [Fact]
    public void Any_text_is_refused_or_has_one_spelling() => Fuzz.Run(50_000, random =>
    {
        byte[] ascii = System.Text.Encoding.ASCII.GetBytes(Bech32m.Encode("chn", random.Bytes(random.Below(40))));
        string text = System.Text.Encoding.Latin1.GetString(Fuzz.Mutate(random, ascii));
        if (Bech32m.Decode(text, out string prefix, out byte[] bytes) == Bech32Error.None)
            Assert.Equal(text.ToLowerInvariant(), Bech32m.Encode(prefix, bytes));
    });
}
