using System.Text;
using System.Text.Json;
using Chain.Primitives.Tests.Support;
using Chain.Wallet.Keys;
using Chain.Wallet.Keystore;

namespace Chain.Wallet.Tests.Keystore;

public sealed class KdfTests
{
    [Fact]
    public void Scrypt_gives_the_published_key()
    {
        byte[] key = new byte[64];
        Assert.True(LibCrypto.TryScrypt("pleaseletmein"u8, "SodiumChloride"u8, 16384, 8, 1, 64 << 20, key));
        Assert.Equal(
            "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2d5432955613f0fcf62d49705242a9af9e61e85dc0d651e40dfcf017b45575887",
            Convert.ToHexStringLower(key));
    }

    [Fact]
    public void The_scrypt_vectors_agree()
    {
        using JsonDocument? file = Vectors.Load("kdf/scrypt.json");
        if (file is null)
            return;
        foreach (string list in (string[])["rfc7914", "own"])
        {
            foreach (JsonElement test in file.RootElement.GetProperty(list).EnumerateArray())
            {
                ulong n = test.GetProperty("n").GetUInt64();
                if (n > 1 << 17)
                    continue; // a gigabyte of memory
                byte[] key = new byte[test.GetProperty("dklen").GetInt32()];
                Assert.True(LibCrypto.TryScrypt(
                    Encoding.UTF8.GetBytes(test.Text("password")), Encoding.UTF8.GetBytes(test.Text("salt")),
                    n, test.GetProperty("r").GetUInt64(), test.GetProperty("p").GetUInt64(), 256 << 20, key));
                Assert.Equal(test.Text("dk"), Convert.ToHexStringLower(key));
            }
        }
        foreach (JsonElement test in file.RootElement.GetProperty("must_reject").EnumerateArray())
        {
            bool isNumber = test.GetProperty("n").TryGetUInt64(out ulong n);
            var kdf = new KeyDerivationFunction.Scrypt(n, test.GetProperty("r").GetUInt64(), test.GetProperty("p").GetUInt64(), new byte[32]);
            Assert.True(!isNumber || kdf.Check() != KeyFileError.None, test.ToString());
        }
    }

    [Fact]
    public void Scrypt_refuses_more_memory_than_it_may_take() =>
        Assert.False(LibCrypto.TryScrypt("p"u8, "salt"u8, 1 << 17, 8, 1, 1 << 20, new byte[32]));

    [Theory]
    [InlineData(1UL << 17, 8UL, 1UL, KeyFileError.None, false)]
    [InlineData(1UL << 18, 8UL, 1UL, KeyFileError.None, false)]
    [InlineData(1UL << 20, 8UL, 1UL, KeyFileError.None, false)]
    [InlineData(1UL << 20, 16UL, 1UL, KeyFileError.KdfTooExpensive, false)]
    [InlineData(1UL << 20, 8UL, 2UL, KeyFileError.None, false)]
    [InlineData(1UL << 20, 8UL, 3UL, KeyFileError.KdfTooExpensive, false)]
    [InlineData(1UL << 12, 8UL, 6UL, KeyFileError.None, true)]
    [InlineData(1UL << 18, 1UL, 8UL, KeyFileError.KdfParameters, false)]
    [InlineData(1UL << 16, 1UL, 8UL, KeyFileError.KdfParameters, false)]
    [InlineData(1UL << 15, 1UL, 8UL, KeyFileError.None, true)]
    public void Scrypt_parameters_have_bounds(ulong n, ulong r, ulong p, KeyFileError expected, bool weak)
    {
        var kdf = new KeyDerivationFunction.Scrypt(n, r, p, new byte[32]);
        Assert.Equal(expected, kdf.Check());
        if (expected == KeyFileError.None)
            Assert.Equal(weak, kdf.IsWeak);
    }

    [Theory]
    [InlineData(1UL, KeyFileError.KdfTooWeak, true)]
    [InlineData(999UL, KeyFileError.KdfTooWeak, true)]
    [InlineData(1_000UL, KeyFileError.None, true)]
    [InlineData(262_144UL, KeyFileError.None, false)]
    [InlineData(10_000_001UL, KeyFileError.KdfTooExpensive, false)]
    [InlineData(1UL << 31, KeyFileError.KdfTooExpensive, false)]
    [InlineData(ulong.MaxValue, KeyFileError.KdfTooExpensive, false)]
    public void Pbkdf2_iterations_have_bounds(ulong iterations, KeyFileError expected, bool weak)
    {
        var kdf = new KeyDerivationFunction.Pbkdf2(iterations, new byte[32]);
        Assert.Equal(expected, kdf.Check());
        Assert.Equal(weak, kdf.IsWeak);
    }

    [Fact]
    public void Keccak_gives_the_published_digests()
    {
        Assert.Equal("c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470", Keccak(""));
        Assert.Equal("4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45", Keccak("616263"));
        using JsonDocument? file = Vectors.Load("hashes/keccak256.json");
        if (file is null)
            return;
        foreach (JsonElement vector in file.RootElement.GetProperty("keccak256").EnumerateArray())
            Assert.Equal(vector.Text("md"), Keccak(vector.Text("msg")));
    }

    private static string Keccak(string hex)
    {
        byte[] digest = new byte[32];
        Keccak256.Hash(Convert.FromHexString(hex), digest);
        return Convert.ToHexStringLower(digest);
    }
}
