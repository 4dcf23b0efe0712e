using System.Text.Json;
using Chain.Primitives.Tests.Support;
using Chain.Wallet.Keys;

namespace Chain.Wallet.Tests.Keys;

public sealed class MnemonicTests
{
    private const string Known = "legal winner thank year wave sausage worth useful legal winner thank yellow";

    [Fact]
    public void A_published_phrase_has_its_published_seed()
    {
        using Mnemonic mnemonic = Parse(Known);
        byte[] seed = new byte[Mnemonic.SeedLength];
        Assert.True(mnemonic.TryToSeed("TREZOR", seed));
        Assert.Equal(
            "2e8905819b8723fe2c1d161860e5ee1830318dbf49a83bd451cfb8440c28bd6fa457fe1296106559a3c80937a1c1069be3a3a5bd381ee6260e8d9739fce1f607",
            Convert.ToHexStringLower(seed));
        Assert.Equal(Known, mnemonic.Reveal());
        Assert.Equal(12, mnemonic.WordCount);
    }

    [Fact]
    public void The_english_vectors_agree()
    {
        using JsonDocument? file = Vectors.Load("bip39/trezor_vectors.json");
        if (file is null)
            return;
        foreach (JsonElement vector in file.RootElement.GetProperty("english").EnumerateArray())
        {
            byte[] entropy = Convert.FromHexString(vector[0].GetString()!);
            using Mnemonic fromEntropy = Mnemonic.FromEntropy(entropy);
            Assert.Equal(vector[1].GetString(), fromEntropy.Reveal());
            bool read = Mnemonic.TryParse(vector[1].GetString(), out Mnemonic? mnemonic, out MnemonicFailure failure);
            if (!read)
            {
                // One word repeated is refused on purpose.
                Assert.Equal(MnemonicError.AllSameWord, failure.Error);
                continue;
            }
            byte[] seed = new byte[Mnemonic.SeedLength];
            Assert.True(mnemonic!.TryToSeed("TREZOR", seed));
            Assert.Equal(vector[2].GetString(), Convert.ToHexStringLower(seed));
            Assert.True(ExtendedPrivateKey.TryFromSeed(seed, out ExtendedPrivateKey? master));
            Assert.Equal(vector[3].GetString(), master.Reveal());
        }
    }

    [Fact]
    public void Phrases_in_other_languages_are_refused()
    {
        using JsonDocument? file = Vectors.Load("bip39/trezor_vectors.json");
        if (file is null)
            return;
        foreach (JsonProperty language in file.RootElement.EnumerateObject().Where(l => l.Name != "english"))
        {
            foreach (JsonElement vector in language.Value.EnumerateArray())
                Assert.False(Mnemonic.TryParse(vector[1].GetString(), out _, out _), language.Name);
        }
    }

    [Theory]
    [InlineData("", MnemonicError.Empty, 0)]
    [InlineData("legal winner thank year wave sausage worth useful legal winner thank thank", MnemonicError.Checksum, 0)]
    [InlineData("winner legal thank year wave sausage worth useful legal winner thank yellow", MnemonicError.Checksum, 0)]
    [InlineData("legal winner thank year wave sausage worth useful legal winner thank", MnemonicError.WordCount, 0)]
    [InlineData("legal winner thank year wave sausage worth useful legal winner thank yellow yellow", MnemonicError.WordCount, 0)]
    [InlineData("legal", MnemonicError.WordCount, 0)]
    [InlineData("legal winner thank year wave sausage worth useful legal winner thank yello", MnemonicError.UnknownWord, 12)]
    [InlineData("legal winner thank year wave sausage worth useful legal winner thank y\u00E9llow", MnemonicError.UnknownWord, 12)]
    [InlineData("legal winner thank year wave sausage worth useful legal winner thank \uFF59ellow", MnemonicError.UnknownWord, 12)]
    [InlineData("legal winner  thank year wave sausage worth useful legal winner thank yellow", MnemonicError.Spacing, 3)]
    [InlineData(" legal winner thank year wave sausage worth useful legal winner thank yellow", MnemonicError.Spacing, 1)]
    [InlineData("legal winner thank year wave sausage worth useful legal winner thank yellow ", MnemonicError.Spacing, 13)]
    [InlineData("legal winner thank year wave sausage worth useful legal winner thank yellow\n", MnemonicError.Spacing, 12)]
    [InlineData("legal\twinner thank year wave sausage worth useful legal winner thank yellow", MnemonicError.Spacing, 1)]
    [InlineData("legal\u3000winner thank year wave sausage worth useful legal winner thank yellow", MnemonicError.Spacing, 1)]
    [InlineData("legal Winner thank year wave sausage worth useful legal winner thank yellow", MnemonicError.UpperCase, 2)]
    [InlineData("abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon", MnemonicError.Checksum, 0)]
    public void Other_texts_are_refused_with_reason_and_word(string phrase, MnemonicError error, int word)
    {
        Assert.False(Mnemonic.TryParse(phrase, out Mnemonic? mnemonic, out MnemonicFailure failure));
        Assert.Null(mnemonic);
        Assert.Equal((error, word), (failure.Error, failure.WordNumber));
    }

    [Fact]
    public void One_repeated_word_is_refused_even_with_a_right_checksum()
    {
        int right = 0;
        foreach (string word in (string[])["action", "bacon", "gravity", "zoo", "all", "test"])
        {
            Assert.False(Mnemonic.TryParse(string.Join(' ', Enumerable.Repeat(word, 12)), out _, out MnemonicFailure failure));
            right += failure.Error == MnemonicError.AllSameWord ? 1 : 0;
        }
        Assert.True(right > 0);
    }

    [Fact]
    public void A_megabyte_is_refused_without_being_searched()
    {
        Assert.False(Mnemonic.TryParse(new string('a', 1 << 20), out _, out MnemonicFailure failure));
        Assert.Equal(MnemonicError.WordCount, failure.Error);
        Assert.False(Mnemonic.TryParse(string.Join(' ', Enumerable.Repeat("zoo", 300_000)), out _, out failure));
        Assert.Equal(MnemonicError.WordCount, failure.Error);
    }

    [Theory]
    [InlineData(12)]
    [InlineData(15)]
    [InlineData(18)]
    [InlineData(21)]
    [InlineData(24)]
    public void A_new_phrase_reads_back_and_is_never_the_same_twice(int words)
    {
        using Mnemonic one = Mnemonic.Generate(words);
        using Mnemonic two = Mnemonic.Generate(words);
        Assert.Equal(words, one.WordCount);
        Assert.NotEqual(one.Reveal(), two.Reveal());
        using Mnemonic back = Parse(one.Reveal());
        Assert.Equal(one.Reveal(), back.Reveal());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(11)]
    [InlineData(13)]
    [InlineData(27)]
    public void Other_lengths_are_not_generated(int words) => Assert.Throws<ArgumentOutOfRangeException>(() => Mnemonic.Generate(words));

    [Fact]
    public void Every_entropy_reads_back() => Fuzz.Run(2000, random =>
    {
        using Mnemonic mnemonic = Mnemonic.FromEntropy(random.Bytes(16 + (4 * random.Below(5))));
        using Mnemonic back = Parse(mnemonic.Reveal());
        Assert.Equal(mnemonic.Reveal(), back.Reveal());
    });

    [Fact]
    public void One_wrong_word_is_found_nearly_always()
    {
        int missed = 0;
        Fuzz.Run(2000, random =>
        {
            using Mnemonic mnemonic = Mnemonic.FromEntropy(random.Bytes(32));
            string[] words = mnemonic.Reveal().Split(' ');
            int at = random.Below(words.Length);
            string before = words[at];
            words[at] = WordList.Word(random.Below(WordList.Count));
            if (words[at] != before && Mnemonic.TryParse(string.Join(' ', words), out _, out _))
                missed++;
        });
        Assert.InRange(missed, 0, 40);
    }

    [Fact]
    public void A_passphrase_is_the_same_in_every_normal_form()
    {
        Assert.Equal(SeedOf("caf\u00E9"), SeedOf("cafe\u0301"));
        Assert.Equal(SeedOf("\uFB01"), SeedOf("fi"));
        Assert.NotEqual(SeedOf("cafe"), SeedOf("caf\u00E9"));
        Assert.NotEqual(SeedOf(""), SeedOf(" "));
    }

    [Fact]
    public void A_passphrase_without_a_fixed_form_is_refused()
    {
        using Mnemonic mnemonic = Parse(Known);
        Assert.False(mnemonic.TryToSeed("\uD800", new byte[64]));
        Assert.False(mnemonic.TryToSeed("\U000E0FFF", new byte[64]));
    }

    [Fact]
    public void Words_show_only_when_revealed()
    {
        Mnemonic mnemonic = Parse(Known);
        Assert.DoesNotContain("legal", $"{mnemonic}", StringComparison.Ordinal);
        Assert.DoesNotContain("legal", JsonSerializer.Serialize(mnemonic), StringComparison.Ordinal);
        mnemonic.Dispose();
        ObjectDisposedException e = Assert.Throws<ObjectDisposedException>(mnemonic.Reveal);
        Assert.DoesNotContain("legal", e.ToString(), StringComparison.Ordinal);
        Assert.Throws<ObjectDisposedException>(() => mnemonic.TryToSeed("", new byte[64]));
    }

    [Fact]
    public void Refusals_never_repeat_words()
    {
        foreach (string phrase in (string[])["canary canary", "Canary", "canary  canary", "canary", string.Join(' ', Enumerable.Repeat("canary", 12))])
        {
            Assert.False(Mnemonic.TryParse(phrase, out _, out MnemonicFailure failure));
            Assert.DoesNotContain("canary", failure.ToString(), StringComparison.OrdinalIgnoreCase);
        }
        foreach (MnemonicError error in Enum.GetValues<MnemonicError>())
            Assert.NotEmpty(new MnemonicFailure(error, 1, 2).ToString());
    }

    private static string SeedOf(string passphrase)
    {
        using Mnemonic mnemonic = Parse(Known);
        byte[] seed = new byte[Mnemonic.SeedLength];
        Assert.True(mnemonic.TryToSeed(passphrase, seed));
        return Convert.ToHexString(seed);
    }

    private static Mnemonic Parse(string phrase)
    {
        Assert.True(Mnemonic.TryParse(phrase, out Mnemonic? mnemonic, out MnemonicFailure failure), failure.ToString());
        return mnemonic;
    }
}
