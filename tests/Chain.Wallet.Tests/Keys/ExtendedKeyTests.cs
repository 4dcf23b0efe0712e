using System.Text.Json;
using Chain.Primitives.Crypto;
using Chain.Primitives.Tests.Support;
using Chain.Wallet.Keys;

namespace Chain.Wallet.Tests.Keys;

public sealed class ExtendedKeyTests
{
    private const string Master = "xprv9s21ZrQH143K3QTDL4LXw2F7HEK3wJUD2nW2nRk4stbPy6cq3jPPqjiChkVvvNKmPGJxWUtg6LnF5kejMRNNU3TGtRBeJgk33yuGBxrMPHi";

    [Fact]
    public void A_published_seed_has_its_published_keys()
    {
        using ExtendedPrivateKey master = FromSeed("000102030405060708090a0b0c0d0e0f");
        Assert.Equal(Master, master.Reveal());
        using ExtendedPrivateKey child = Derive(master, "m/0'/1");
        Assert.Equal(
            "xprv9wTYmMFdV23N2TdNG573QoEsfRrWKQgWeibmLntzniatZvR9BmLnvSxqu53Kw1UmYPxLgboyZQaXwTCg8MSY3H2EU4pWcQDnRnrVA1xe8fs",
            child.Reveal());
        Assert.Equal(
            "xpub6ASuArnXKPbfEwhqN6e3mwBcDTgzisQN1wXN9BJcM47sSikHjJf3UFHKkNAWbWMiGj7Wf5uMash7SyYq527Hqck2AxYysAA7xmALppuCkwQ",
            child.ToPublic().Reveal());
    }

    [Fact]
    public void The_vectors_of_bip_32_agree()
    {
        using JsonDocument? file = Vectors.Load("bip32/bip32.json");
        if (file is null)
            return;
        int chains = 0;
        foreach (JsonElement vector in file.RootElement.GetProperty("valid").EnumerateArray())
        {
            using ExtendedPrivateKey master = FromSeed(vector.Text("seed"));
            foreach (JsonElement chain in vector.GetProperty("chains").EnumerateArray())
            {
                chains++;
                using ExtendedPrivateKey key = Derive(master, chain.Text("path").Replace('H', '\''));
                Assert.Equal(chain.Text("xprv"), key.Reveal());
                Assert.Equal(chain.Text("xpub"), key.ToPublic().Reveal());
                Assert.True(ExtendedPrivateKey.TryParse(chain.Text("xprv"), out ExtendedPrivateKey? parsed, out _));
                Assert.Equal(chain.Text("xprv"), parsed.Reveal());
                Assert.True(ExtendedPublicKey.TryParse(chain.Text("xpub"), out ExtendedPublicKey? publicKey, out _));
                Assert.Equal(chain.Text("xpub"), publicKey.Reveal());
            }
        }
        Assert.Equal(17, chains);
    }

    [Fact]
    public void The_sixteen_invalid_keys_of_bip_32_are_refused()
    {
        using JsonDocument? file = Vectors.Load("bip32/bip32.json");
        if (file is null)
            return;
        int refused = 0;
        foreach (JsonElement vector in file.RootElement.GetProperty("invalid").EnumerateArray())
        {
            Assert.False(ExtendedPrivateKey.TryParse(vector.Text("key"), out _, out ExtendedKeyError privateError), vector.Text("reason"));
            Assert.False(ExtendedPublicKey.TryParse(vector.Text("key"), out _, out ExtendedKeyError publicError), vector.Text("reason"));
            ExtendedKeyError expected = vector.Text("reason") switch
            {
                "pubkey version / prvkey mismatch" or "prvkey version / pubkey mismatch" => ExtendedKeyError.KeyForm,
                string r when r.StartsWith("invalid pubkey prefix", StringComparison.Ordinal) || r.StartsWith("invalid prvkey prefix", StringComparison.Ordinal) => ExtendedKeyError.KeyForm,
                string r when r.StartsWith("zero depth", StringComparison.Ordinal) => ExtendedKeyError.MasterWithParent,
                "unknown extended key version" => ExtendedKeyError.Version,
                "invalid checksum" => ExtendedKeyError.Checksum,
                _ => ExtendedKeyError.KeyRange,
            };
            bool isPublic = vector.Text("key").StartsWith("xpub", StringComparison.Ordinal);
            Assert.Equal(expected, isPublic ? publicError : privateError);
            refused++;
        }
        Assert.Equal(16, refused);
    }

    [Theory]
    [InlineData("", ExtendedKeyError.Form)]
    [InlineData("xprv", ExtendedKeyError.Form)]
    [InlineData(Master + "1", ExtendedKeyError.Form)]
    [InlineData("1" + Master, ExtendedKeyError.Form)]
    [InlineData(" " + Master, ExtendedKeyError.Form)]
    [InlineData("0OIl", ExtendedKeyError.Form)]
    public void Other_texts_are_refused(string text, ExtendedKeyError expected)
    {
        Assert.False(ExtendedPrivateKey.TryParse(text, out _, out ExtendedKeyError error));
        Assert.Equal(expected, error);
    }

    [Fact]
    public void Every_mistyped_character_is_found() => Fuzz.Run(2000, random =>
    {
        char[] text = Master.ToCharArray();
        int at = random.Below(text.Length);
        text[at] = (char)(33 + random.Below(94));
        if (text[at] != Master[at])
            Assert.False(ExtendedPrivateKey.TryParse(new string(text), out _, out _));
    });

    [Fact]
    public void Public_derivation_gives_the_public_keys_of_private_derivation()
    {
        using ExtendedPrivateKey account = Derive(FromSeed("000102030405060708090a0b0c0d0e0f"), "m/44'/1'/0'");
        ExtendedPublicKey publicAccount = account.ToPublic();
        for (uint i = 0; i < 50; i++)
        {
            Assert.True(account.TryDerive(i, out ExtendedPrivateKey? child));
            Assert.True(publicAccount.TryDerive(i, out ExtendedPublicKey? publicChild));
            Assert.Equal(child.ToPublic().Reveal(), publicChild.Reveal());
        }
        Assert.False(publicAccount.TryDerive(DerivationPath.Hardened, out _));
    }

    [Theory]
    [InlineData("m", 0)]
    [InlineData("m/0", 1)]
    [InlineData("m/44'/1'/0'/0/0", 5)]
    [InlineData("m/2147483647'", 1)]
    public void Paths_are_read_and_written(string text, int steps)
    {
        Assert.True(DerivationPath.TryParse(text, out DerivationPath? path));
        Assert.Equal(steps, path.Steps.Count);
        Assert.Equal(text, path.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("M")]
    [InlineData("/0")]
    [InlineData("m/")]
    [InlineData("m//0")]
    [InlineData("m/0/")]
    [InlineData("m/-1")]
    [InlineData("m/+1")]
    [InlineData("m/01")]
    [InlineData("m/ 1")]
    [InlineData("m/1h")]
    [InlineData("m/1''")]
    [InlineData("m/'")]
    [InlineData("m/2147483648")]
    [InlineData("m/99999999999999999999")]
    [InlineData("m/0x1")]
    [InlineData("m/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0")]
    public void Other_paths_are_refused(string text) => Assert.False(DerivationPath.TryParse(text, out _));

    [Fact]
    public void The_account_path_is_that_of_bip_44_on_test_networks()
    {
        Assert.Equal("m/44'/1'/0'/0/7", DerivationPath.ForAccount(7).ToString());
        Assert.Throws<ArgumentOutOfRangeException>(() => DerivationPath.ForAccount(DerivationPath.Hardened));
    }

    [Fact]
    public void Keys_show_only_when_revealed()
    {
        using ExtendedPrivateKey master = FromSeed("000102030405060708090a0b0c0d0e0f");
        Assert.DoesNotContain("xprv", $"{master}", StringComparison.Ordinal);
        master.Dispose();
        ObjectDisposedException e = Assert.Throws<ObjectDisposedException>(master.Reveal);
        Assert.DoesNotContain("xprv", e.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Development_accounts_are_the_ten_keys_of_the_well_known_phrase()
    {
        var seen = new HashSet<PublicKey>();
        for (int i = 0; i < DevelopmentAccounts.Count; i++)
        {
            using PrivateKey key = DevelopmentAccounts.DeriveKey(i);
            Assert.True(seen.Add(key.GetPublicKey()));
            Assert.True(DevelopmentAccounts.TryIndexOf(DevelopmentAccounts.NameOf(i), out int index));
            Assert.Equal(i, index);
        }
        using PrivateKey first = DevelopmentAccounts.DeriveKey(0);
        Assert.Equal("03244b42a9df73401473dff8ec9c7f85a080952c342494214d99a5ab13d6a71864", first.GetPublicKey().ToString());
        foreach (string name in (string[])["dev", "dev10", "Dev0", "dev-1", "deva", "xdev0", ""])
            Assert.False(DevelopmentAccounts.TryIndexOf(name, out _));
        Assert.Throws<ArgumentOutOfRangeException>(() => DevelopmentAccounts.DeriveKey(10));
        Assert.Throws<ArgumentOutOfRangeException>(() => DevelopmentAccounts.DeriveKey(-1));
    }

    private static ExtendedPrivateKey FromSeed(string hex)
    {
        Assert.True(ExtendedPrivateKey.TryFromSeed(Convert.FromHexString(hex), out ExtendedPrivateKey? master));
        return master;
    }

    private static ExtendedPrivateKey Derive(ExtendedPrivateKey key, string path)
    {
        Assert.True(DerivationPath.TryParse(path, out DerivationPath? parsed), path);
        Assert.True(key.TryDerive(parsed, out ExtendedPrivateKey? descendant));
        return descendant;
    }
}
