using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Chain.Primitives.Crypto;
using Chain.Primitives.Tests.Support;
using Chain.Wallet.Keystore;

namespace Chain.Wallet.Tests.Keystore;

/// <summary>Files of the Web3 secret storage, version 3, as other programs write them. The first is the public PBKDF2 vector.</summary>
public sealed class Web3KeyFileTests
{
    private const string Published = """
        {"crypto":{"cipher":"aes-128-ctr","cipherparams":{"iv":"6087dab2f9fdbbfaddc31a909735c1e6"},
        "ciphertext":"5318b4d5bcd28de64ee5559e671353e16f075ecae9f99c7a79a38af5f869aa46","kdf":"pbkdf2",
        "kdfparams":{"c":262144,"dklen":32,"prf":"hmac-sha256","salt":"ae3cd4e7013836a3df6bd7241b12db061dbe2c6785853cce422d148a624ce0bd"},
        "mac":"517ead924a9d0dc3124507e3393d175ce3ff7c1e96529c6c555ce9e51205e9b2"},"id":"3198bc9c-6672-5ab3-d995-4942343ae5b6","version":3}
        """;

    private const string PublishedKey = "7a28b5ba57c53603b0b07b56bba752f7784bf506fa95edc395f5cf6c7514fe9d";
    private const string PublishedAddress = "008aeeda4d805471df9b2a5b0f38a0c3bcba786b";

    [Fact]
    public void The_published_pbkdf2_file_opens()
    {
        Assert.Equal(KeyFileError.None, Unlock(Published, "testpassword", out PrivateKey? key));
        byte[] secret = new byte[32];
        key!.CopyTo(secret);
        Assert.Equal(PublishedKey, Convert.ToHexStringLower(secret));
    }

    [Fact]
    public void The_public_vectors_are_opened_or_refused_as_decided()
    {
        using JsonDocument? file = Vectors.Load("keystore/web3_v3_basic_tests.json");
        if (file is null)
            return;
        JsonElement pbkdf2 = file.RootElement.GetProperty("test1");
        Assert.Equal(KeyFileError.None, Unlock(pbkdf2.GetProperty("json").GetRawText(), pbkdf2.Text("password"), out PrivateKey? key));
        Assert.Equal(KeyTests.Key(pbkdf2.Text("priv")).GetPublicKey(), key!.GetPublicKey());
        // N = 262144 with r = 1 is outside RFC 7914, and the library refuses it: so do we, with a message that says so.
        byte[] scrypt = Encoding.UTF8.GetBytes(file.RootElement.GetProperty("test2").GetProperty("json").GetRawText());
        Assert.False(KeyFile.TryParse(scrypt, out _, out KeyFileFailure failure));
        Assert.Equal(KeyFileError.KdfParameters, failure.Error);
        Assert.Contains("RFC 7914", failure.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(PublishedAddress, KeyFileError.None)]
    [InlineData("0x" + PublishedAddress, KeyFileError.None)]
    [InlineData("0x008AEEDA4D805471DF9B2A5B0F38A0C3BCBA786B", KeyFileError.None)]
    [InlineData("", KeyFileError.None)]
    [InlineData("008aeeda4d805471df9b2a5b0f38a0c3bcba786c", KeyFileError.KeyMismatch)]
    [InlineData("0000000000000000000000000000000000000000", KeyFileError.KeyMismatch)]
    public void The_address_of_the_file_is_that_of_the_key(string address, KeyFileError expected) =>
        Assert.Equal(expected, Unlock(With("address", address), "testpassword", out _));

    [Fact]
    public void A_damaged_counter_start_is_found_when_the_file_names_its_address()
    {
        JsonNode root = JsonNode.Parse(With("address", PublishedAddress))!;
        root["crypto"]!["cipherparams"]!["iv"] = new string('0', 32);
        Assert.Equal(KeyFileError.KeyMismatch, Unlock(root.ToJsonString(), "testpassword", out _));
    }

    [Fact]
    public void The_password_is_taken_as_it_was_typed() => Assert.Equal(KeyFileError.WrongPassword, Unlock(Published, "testpassword\t", out _));

    [Fact]
    public void A_capital_crypto_is_read_too() =>
        Assert.Equal(KeyFileError.None, Unlock(Published.Replace("\"crypto\"", "\"Crypto\"", StringComparison.Ordinal), "testpassword", out _));

    [Theory]
    [InlineData("address", "zz")]
    [InlineData("address", "0x00")]
    [InlineData("crypto.ciphertext", "5318b4d5bcd28de64ee5559e671353e16f075ecae9f99c7a79a38af5f869aa")]
    [InlineData("crypto.kdfparams.prf", "hmac-md5")]
    [InlineData("crypto.kdf", "bcrypt")]
    [InlineData("crypto.cipher", "aes-128-cbc")]
    public void Fields_that_do_not_fit_are_refused(string field, string value)
    {
        string json = With(field, value);
        Assert.False(KeyFile.TryParse(Encoding.UTF8.GetBytes(json), out _, out _));
    }

    [Fact]
    public void A_web3_file_is_not_written() => Assert.Throws<InvalidOperationException>(() => Parse(Published).ToJson());

    private static string With(string field, string value)
    {
        JsonNode root = JsonNode.Parse(Published)!;
        string[] names = field.Split('.');
        names[..^1].Aggregate(root.AsObject(), (node, name) => node[name]!.AsObject())[names[^1]] = value;
        return root.ToJsonString();
    }

    private static KeyFile Parse(string json)
    {
        Assert.True(KeyFile.TryParse(Encoding.UTF8.GetBytes(json), out KeyFile? file, out KeyFileFailure failure), failure.ToString());
        Assert.True(file.IsWeb3);
        return file;
    }

    private static KeyFileError Unlock(string json, string password, out PrivateKey? key)
    {
        Parse(json).TryUnlock(KeyTests.Password(password), out key, out KeyFileFailure failure);
        return failure.Error;
    }
}
