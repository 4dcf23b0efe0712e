using System.Text;
using System.Text.Json.Nodes;
using Chain.Primitives.Crypto;
using Chain.Primitives.Tests.Support;
using Chain.Wallet.Keys;
using Chain.Wallet.Keystore;

namespace Chain.Wallet.Tests.Keystore;

public sealed class KeyFileTests
{
    private const string Canary = "C0FFEEC0FFEEC0FFEEC0FFEEC0FFEEC0FFEEC0FFEEC0FFEEC0FFEEC0FFEEC0FF";
    private const string Secret = "canary password";

    /// <summary>The cheapest derivation that is read, so that thousands of openings stay affordable.</summary>
    private const ulong CheapN = 1 << 10;

    private static readonly PrivateKey s_key = KeyTests.Key(Canary);
    private static readonly Password s_password = KeyTests.Password(Secret);
    private static readonly byte[] s_cheap = KeyFile.Create(s_key, s_password, DerivationPath.ForAccount(3), CheapN).ToJson();

    [Fact]
    public void A_new_file_has_the_published_shape_and_opens_again()
    {
        byte[] json = KeyFile.Create(s_key, s_password, DerivationPath.ForAccount(3)).ToJson();
        JsonNode root = JsonNode.Parse(json)!;
        Assert.Equal(4, (int)root["version"]!);
        Assert.Equal("scrypt", (string)root["crypto"]!["kdf"]!["function"]!);
        Assert.Equal(131072, (int)root["crypto"]!["kdf"]!["params"]!["n"]!);
        Assert.Equal(8, (int)root["crypto"]!["kdf"]!["params"]!["r"]!);
        Assert.Equal(1, (int)root["crypto"]!["kdf"]!["params"]!["p"]!);
        Assert.Equal("sha256", (string)root["crypto"]!["checksum"]!["function"]!);
        Assert.Equal("aes-128-ctr", (string)root["crypto"]!["cipher"]!["function"]!);
        Assert.Equal("m/44'/1'/0'/0/3", (string)root["path"]!);
        Assert.True(Guid.TryParse((string)root["uuid"]!, out _));
        KeyFile file = Parse(json);
        Assert.False(file.IsWeak);
        Assert.False(file.IsWeb3);
        Assert.Equal(s_key.GetPublicKey(), file.PublicKey);
        Assert.Equal("m/44'/1'/0'/0/3", file.Path!.ToString());
        Assert.True(file.TryUnlock(s_password, out PrivateKey? key, out _));
        Assert.Equal(s_key.GetPublicKey(), key.GetPublicKey());
    }

    [Fact]
    public void Two_files_of_one_key_share_nothing_but_its_name()
    {
        JsonNode one = JsonNode.Parse(KeyFile.Create(s_key, s_password, null, CheapN).ToJson())!;
        JsonNode two = JsonNode.Parse(KeyFile.Create(s_key, s_password, null, CheapN).ToJson())!;
        Assert.NotEqual(one["crypto"]!["kdf"]!["params"]!["salt"]!.ToString(), two["crypto"]!["kdf"]!["params"]!["salt"]!.ToString());
        Assert.NotEqual(one["crypto"]!["cipher"]!["params"]!["iv"]!.ToString(), two["crypto"]!["cipher"]!["params"]!["iv"]!.ToString());
        Assert.NotEqual(one["crypto"]!["cipher"]!["message"]!.ToString(), two["crypto"]!["cipher"]!["message"]!.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("canary passwor")]
    [InlineData("canary password ")]
    [InlineData("Canary password")]
    public void Another_password_opens_nothing(string text) => Assert.Equal(KeyFileError.WrongPassword, Unlock(s_cheap, text));

    [Fact]
    public void A_file_cut_at_any_byte_is_refused_and_never_opens()
    {
        // The last two bytes are the closing brace and the newline after it, which may be missing.
        for (int length = 0; length < s_cheap.Length - 1; length++)
        {
            Assert.False(KeyFile.TryParse(s_cheap.AsSpan(0, length), out _, out KeyFileFailure failure));
            Assert.Equal(KeyFileError.NotJson, failure.Error);
        }
    }

    [Fact]
    public void Any_flipped_bit_gives_an_error_or_the_right_key()
    {
        int opened = 0;
        for (int at = 0; at < s_cheap.Length; at++)
        {
            byte[] damaged = [.. s_cheap];
            damaged[at] ^= (byte)(1 << (at % 8));
            if (!KeyFile.TryParse(damaged, out KeyFile? file, out KeyFileFailure failure))
            {
                Assert.NotEqual(KeyFileError.None, failure.Error);
                continue;
            }
            if (file.TryUnlock(s_password, out PrivateKey? key, out _))
            {
                opened++;
                Assert.Equal(s_key.GetPublicKey(), key.GetPublicKey());
            }
        }
        Assert.InRange(opened, 1, s_cheap.Length / 2);
    }

    [Fact]
    public void Damaged_files_never_open_to_another_key() => Fuzz.Run(3000, random =>
    {
        if (KeyFile.TryParse(Fuzz.Mutate(random, s_cheap), out KeyFile? file, out _) && file.TryUnlock(s_password, out PrivateKey? key, out _))
            Assert.Equal(s_key.GetPublicKey(), key.GetPublicKey());
    });

    [Fact]
    public void A_damaged_counter_start_is_found_although_the_checksum_does_not_cover_it()
    {
        byte[] json = With("crypto.cipher.params.iv", new string('0', 32));
        Assert.Equal(KeyFileError.KeyMismatch, Unlock(json, Secret));
    }

    [Fact]
    public void Another_public_key_in_the_file_is_found()
    {
        byte[] json = With("pubkey", KeyTests.Key(new string('1', 64)).GetPublicKey().ToString());
        Assert.Equal(KeyFileError.KeyMismatch, Unlock(json, Secret));
    }

    [Theory]
    [InlineData("")]
    [InlineData("00")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("000000000000000000000000000000000000000000000000000000000000000000")]
    public void A_wrong_short_or_empty_checksum_looks_like_a_wrong_password(string checksum) =>
        Assert.Equal(KeyFileError.WrongPassword, Unlock(With("crypto.checksum.message", checksum), Secret));

    [Fact]
    public void Hexadecimal_digits_may_be_upper_case()
    {
        JsonNode root = JsonNode.Parse(s_cheap)!;
        string checksum = (string)root["crypto"]!["checksum"]!["message"]!;
        Assert.Equal(KeyFileError.None, Unlock(With("crypto.checksum.message", checksum.ToUpperInvariant()), Secret));
    }

    [Theory]
    [InlineData("crypto.cipher.params.iv", "00000000000000000000000000000", KeyFileError.Field)]
    [InlineData("crypto.cipher.params.iv", "000000000000000000000000000000", KeyFileError.Length)]
    [InlineData("crypto.cipher.params.iv", "0000000000000000000000000000000000", KeyFileError.Length)]
    [InlineData("crypto.cipher.message", "", KeyFileError.Length)]
    [InlineData("crypto.cipher.message", "00000000000000000000000000000000000000000000000000000000000000", KeyFileError.Length)]
    [InlineData("crypto.cipher.message", "000000000000000000000000000000000000000000000000000000000000000000", KeyFileError.Length)]
    [InlineData("crypto.kdf.params.salt", "", KeyFileError.Length)]
    [InlineData("crypto.kdf.params.salt", "00", KeyFileError.Length)]
    [InlineData("crypto.checksum.message", "zz", KeyFileError.Field)]
    [InlineData("crypto.checksum.message", "0", KeyFileError.Field)]
    [InlineData("crypto.checksum.function", "md5", KeyFileError.Field)]
    [InlineData("crypto.cipher.function", "aes-256-ctr", KeyFileError.Cipher)]
    [InlineData("crypto.cipher.function", "AES-128-CTR", KeyFileError.Cipher)]
    [InlineData("crypto.kdf.function", "argon2", KeyFileError.Kdf)]
    [InlineData("pubkey", "", KeyFileError.Field)]
    [InlineData("pubkey", "02", KeyFileError.Field)]
    [InlineData("pubkey", "040000000000000000000000000000000000000000000000000000000000000001", KeyFileError.Field)]
    [InlineData("path", "m/x", KeyFileError.Field)]
    public void Fields_that_do_not_fit_are_refused(string field, string value, KeyFileError expected) =>
        Assert.Equal(expected, ParseError(With(field, value)).Error);

    [Theory]
    [InlineData("crypto.kdf.params.n", "0", KeyFileError.KdfParameters)]
    [InlineData("crypto.kdf.params.n", "1", KeyFileError.KdfParameters)]
    [InlineData("crypto.kdf.params.n", "3", KeyFileError.KdfParameters)]
    [InlineData("crypto.kdf.params.n", "-1024", KeyFileError.Field)]
    [InlineData("crypto.kdf.params.n", "1024.0", KeyFileError.Field)]
    [InlineData("crypto.kdf.params.n", "1e5", KeyFileError.Field)]
    [InlineData("crypto.kdf.params.n", "\"1024\"", KeyFileError.Field)]
    [InlineData("crypto.kdf.params.n", "512", KeyFileError.KdfTooWeak)]
    [InlineData("crypto.kdf.params.n", "2097152", KeyFileError.KdfTooExpensive)]
    [InlineData("crypto.kdf.params.n", "9223372036854775808", KeyFileError.KdfTooExpensive)]
    [InlineData("crypto.kdf.params.n", "99999999999999999999", KeyFileError.Field)]
    [InlineData("crypto.kdf.params.r", "0", KeyFileError.KdfParameters)]
    [InlineData("crypto.kdf.params.r", "33", KeyFileError.KdfTooExpensive)]
    [InlineData("crypto.kdf.params.r", "1073741824", KeyFileError.KdfTooExpensive)]
    [InlineData("crypto.kdf.params.p", "0", KeyFileError.KdfParameters)]
    [InlineData("crypto.kdf.params.p", "17", KeyFileError.KdfTooExpensive)]
    [InlineData("crypto.kdf.params.dklen", "31", KeyFileError.Length)]
    [InlineData("crypto.kdf.params.dklen", "4294967328", KeyFileError.Length)]
    [InlineData("version", "5", KeyFileError.Version)]
    [InlineData("version", "0", KeyFileError.Version)]
    [InlineData("version", "\"4\"", KeyFileError.Field)]
    [InlineData("crypto", "[]", KeyFileError.Field)]
    [InlineData("crypto", "null", KeyFileError.Field)]
    public void Numbers_out_of_bounds_are_refused_before_anything_is_derived(string field, string json, KeyFileError expected) =>
        Assert.Equal(expected, ParseError(WithJson(field, json)).Error);

    [Fact]
    public void Every_missing_field_is_named()
    {
        foreach (string field in (string[])["version", "crypto", "pubkey", "crypto.kdf.function", "crypto.kdf.params.n", "crypto.kdf.params.salt", "crypto.cipher.params.iv", "crypto.cipher.message", "crypto.checksum.message"])
        {
            KeyFileFailure failure = ParseError(Without(field));
            Assert.Contains(failure.Error, (KeyFileError[])[KeyFileError.Field, KeyFileError.Cipher]);
            Assert.StartsWith(field, failure.Where, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("../../../etc/passwd")]
    [InlineData("a\u0000b")]
    [InlineData("/root/.ssh/id")]
    public void An_id_means_nothing_whatever_it_is(string id)
    {
        Assert.Equal(KeyFileError.None, Unlock(With("uuid", id), Secret));
        Assert.Equal(KeyFileError.None, Unlock(With("uuid", string.Concat(Enumerable.Repeat(id, 100))), Secret));
        Assert.Equal(KeyFileError.None, Unlock(WithJson("uuid", "[1,{}]"), Secret));
    }

    [Fact]
    public void Other_texts_than_key_files_are_refused()
    {
        foreach (string text in (string[])["", " ", "null", "[]", "{}", "{\"version\":4}", "{\"version\":4,\"version\":4}", "\uFEFF{}", "hello", "\0\0\0\0"])
            Assert.False(KeyFile.TryParse(Encoding.UTF8.GetBytes(text), out _, out _), text);
        Assert.Equal(KeyFileError.TooLarge, ParseError(new byte[KeyFile.BytesMax + 1]).Error);
    }

    [Fact]
    public void A_decrypted_number_that_is_no_key_is_refused()
    {
        const string Order = "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141";
        foreach (string number in (string[])[new string('0', 64), Order, new string('F', 64)])
        {
            EncryptedSecret secret = EncryptedSecret.Create(Convert.FromHexString(number), s_password.Normalized, CheapN);
            var file = new KeyFile(secret, s_key.GetPublicKey(), null, null);
            Assert.False(file.TryUnlock(s_password, out _, out KeyFileFailure failure));
            Assert.Equal(KeyFileError.KeyRange, failure.Error);
        }
    }

    [Fact]
    public void No_text_shows_the_key_or_the_password()
    {
        var texts = new List<string> { Encoding.UTF8.GetString(s_cheap), Parse(s_cheap).ToString()! };
        texts.AddRange(Enum.GetValues<KeyFileError>().Select(e => new KeyFileFailure(e, "field").ToString()));
        ArgumentException e = Assert.Throws<ArgumentException>(() => KeyFile.Create(s_key, KeyTests.Password(""), null));
        texts.Add(e.ToString());
        foreach (string text in texts)
        {
            Assert.DoesNotContain("C0FFEE", text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("canary", text, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public void The_published_secret_of_erc_2335_comes_out()
    {
        // ERC-2335's own vector; its key is of another curve, so it is read below the level of key files.
        var kdf = new KeyDerivationFunction.Scrypt(262144, 8, 1, Convert.FromHexString("d4e56740f876aef8c010b86a40d5f56745a118d0906a34e69aec8c0db1cb8fa3"));
        var secret = new EncryptedSecret(
            kdf,
            Convert.FromHexString("264daa3f303d7259501c93d997d84fe6"),
            Convert.FromHexString("06ae90d55fe0a6e9c5c3bc5b170827b2e5cce3929ed3f116c2811e6366dfe20f"),
            Convert.FromHexString("d2217fe5f3e9a1e34581ef8a78f7c9928e436d36dacc5e846690a5581e8ea484"),
            IsWeb3: false);
        byte[] output = new byte[32];
        using Password password = KeyTests.Password("\U0001D531\U0001D522\U0001D530\U0001D531\U0001D52D\U0001D51E\U0001D530\U0001D530\U0001D534\U0001D52C\U0001D52F\U0001D521\U0001F511");
        Assert.Equal(KeyFileError.None, secret.TryDecrypt(password.Normalized, output));
        Assert.Equal("000000000019d6689c085ae165831e934ff763ae46a2a6c172b3f1b60a8ce26f", Convert.ToHexStringLower(output));
    }

    private static KeyFile Parse(byte[] json)
    {
        Assert.True(KeyFile.TryParse(json, out KeyFile? file, out KeyFileFailure failure), failure.ToString());
        return file;
    }

    private static KeyFileFailure ParseError(byte[] json)
    {
        Assert.False(KeyFile.TryParse(json, out KeyFile? file, out KeyFileFailure failure));
        Assert.Null(file);
        return failure;
    }

    private static KeyFileError Unlock(byte[] json, string password)
    {
        bool opened = Parse(json).TryUnlock(KeyTests.Password(password), out PrivateKey? key, out KeyFileFailure failure);
        Assert.Equal(opened, key is not null);
        return failure.Error;
    }

    private static byte[] With(string field, string value) => WithJson(field, System.Text.Json.JsonSerializer.Serialize(value));

    private static byte[] WithJson(string field, string json) => Change(field, (parent, name) => parent[name] = JsonNode.Parse($"[{json}]")![0]?.DeepClone());

    private static byte[] Without(string field) => Change(field, (parent, name) => parent.Remove(name));

    private static byte[] Change(string field, Action<JsonObject, string> change)
    {
        JsonNode root = JsonNode.Parse(s_cheap)!;
        string[] names = field.Split('.');
        JsonObject parent = names[..^1].Aggregate(root.AsObject(), (node, name) => node[name]!.AsObject());
        change(parent, names[^1]);
        return Encoding.UTF8.GetBytes(root.ToJsonString());
    }
}
