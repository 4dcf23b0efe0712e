using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Chain.Primitives.Crypto;
using Chain.Primitives.Tests.Support;

namespace Chain.Primitives.Tests.Crypto;

/// <summary>The public vectors for ECDSA over secp256k1. The chain accepts one form of key and signature, so other forms are brought into it here first.</summary>
public sealed class SignatureVectorTests
{
    private static readonly BigInteger s_halfOrder = BigInteger.Parse(
        "07FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF5D576E7357A4501DDFE92F46681B20A0", NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    [Fact]
    public void Wycheproof_fixed_length_signatures_are_accepted_exactly_when_valid_and_low_s()
    {
        int highS = 0;
        int accepted = 0;
        ForEachTest("wycheproof/ecdsa_secp256k1_sha256_p1363_test.json", (key, test) =>
        {
            byte[] bytes = test.Hex("sig");
            bool valid = test.Text("result") == "valid";
            bool low = bytes.Length == 64 && new BigInteger(bytes.AsSpan(32), true, true) <= s_halfOrder;
            highS += valid && !low ? 1 : 0;
            bool actual = Signature.TryCreate(bytes, out Signature signature)
                && Secp256k1.Verify(key, Hashing.Sha256(test.Hex("msg")), signature);
            accepted += actual ? 1 : 0;
            Assert.True(actual == (valid && low), $"test {test.GetProperty("tcId")}");
        });
        if (Vectors.Root is null)
            return;
        Assert.Equal(72, highS);
        Assert.Equal(167 - 72, accepted);
    }

    [Fact]
    public void Wycheproof_bitcoin_signatures_are_accepted_exactly_when_valid()
    {
        int accepted = 0;
        ForEachTest("wycheproof/ecdsa_secp256k1_sha256_bitcoin_test.json", (key, test) =>
        {
            bool actual = TryFromStrictDer(test.Hex("sig"), out Signature signature)
                && Secp256k1.Verify(key, Hashing.Sha256(test.Hex("msg")), signature);
            accepted += actual ? 1 : 0;
            Assert.True(actual == (test.Text("result") == "valid"), $"test {test.GetProperty("tcId")}: {test.Text("comment")}");
        });
        if (Vectors.Root is not null)
            Assert.Equal(162, accepted);
    }

    [Fact]
    public void Wycheproof_der_signatures_are_accepted_exactly_when_valid_and_low_s() =>
        ForEachTest("wycheproof/ecdsa_secp256k1_sha256_test.json", (key, test) =>
        {
            bool strict = TryFromStrictDer(test.Hex("sig"), out Signature signature);
            bool low = new BigInteger(signature.Span[32..], true, true) <= s_halfOrder;
            bool actual = strict && Secp256k1.Verify(key, Hashing.Sha256(test.Hex("msg")), signature);
            Assert.True(actual == (test.Text("result") == "valid" && low), $"test {test.GetProperty("tcId")}: {test.Text("comment")}");
        });

    [Fact]
    public void Signing_gives_the_published_rfc_6979_signatures()
    {
        using JsonDocument? file = Vectors.Load("secp256k1/tiny_secp256k1_ecdsa.json");
        if (file is null)
            return;
        foreach (JsonElement test in file.RootElement.GetProperty("valid").EnumerateArray())
        {
            Assert.True(PrivateKey.TryCreate(test.Hex("d"), out PrivateKey? key));
            using (key)
            {
                var digest = new Hash256(test.Hex("m"));
                Signature signature = key.Sign(digest);
                Assert.Equal(test.Text("signature"), signature.ToString());
                Assert.True(Secp256k1.Verify(key.GetPublicKey(), digest, signature));
            }
        }
    }

    [Fact]
    public void Keys_and_signatures_published_as_invalid_are_refused()
    {
        using JsonDocument? file = Vectors.Load("secp256k1/tiny_secp256k1_ecdsa.json");
        if (file is null)
            return;
        JsonElement invalid = file.RootElement.GetProperty("invalid");
        foreach (JsonElement test in invalid.GetProperty("sign").EnumerateArray())
        {
            if (test.Text("exception") == "Expected Private")
                Assert.False(PrivateKey.TryCreate(test.Hex("d"), out _), test.Text("description"));
            else
                Assert.NotEqual(Hash256.Length, test.Hex("m").Length);
        }
        foreach (JsonElement test in invalid.GetProperty("verify").EnumerateArray())
        {
            bool accepted = TryCompress(test.Hex("Q"), out PublicKey key)
                && Signature.TryCreate(test.Hex("signature"), out Signature signature)
                && test.Hex("m").Length == Hash256.Length
                && Secp256k1.Verify(key, new Hash256(test.Hex("m")), signature);
            Assert.False(accepted, test.Text("description"));
        }
    }

    [Fact]
    public void Compressed_points_are_accepted_exactly_when_on_the_curve()
    {
        using JsonDocument? file = Vectors.Load("secp256k1/tiny_secp256k1_points.json");
        if (file is null)
            return;
        int compressed = 0;
        foreach (JsonElement test in file.RootElement.GetProperty("valid").GetProperty("isPoint").EnumerateArray())
        {
            byte[] bytes = test.Hex("P");
            bool accepted = PublicKey.TryCreate(bytes, out PublicKey key) && Secp256k1.TryParse(key, out _);
            bool expected = test.GetProperty("expected").GetBoolean() && bytes.Length == PublicKey.Length;
            compressed += expected ? 1 : 0;
            Assert.True(accepted == expected, test.Text("P"));
        }
        Assert.True(compressed > 500);
    }

    [Fact]
    public void Public_keys_of_published_scalars_agree()
    {
        using JsonDocument? file = Vectors.Load("secp256k1/tiny_secp256k1_points.json");
        if (file is null)
            return;
        foreach (JsonElement test in file.RootElement.GetProperty("valid").GetProperty("pointFromScalar").EnumerateArray())
        {
            Assert.True(PrivateKey.TryCreate(test.Hex("d"), out PrivateKey? key));
            Assert.True(TryCompress(test.Hex("expected"), out PublicKey expected));
            Assert.Equal(expected, key.GetPublicKey());
        }
        foreach (JsonElement test in file.RootElement.GetProperty("invalid").GetProperty("pointFromScalar").EnumerateArray())
            Assert.False(PrivateKey.TryCreate(test.Hex("d"), out _));
    }

    [Fact]
    public void Adding_scalars_to_published_points_agrees()
    {
        using JsonDocument? file = Vectors.Load("secp256k1/tiny_secp256k1_points.json");
        if (file is null)
            return;
        foreach (JsonElement test in file.RootElement.GetProperty("valid").GetProperty("pointAddScalar").EnumerateArray())
        {
            Assert.True(TryCompress(test.Hex("P"), out PublicKey point));
            bool finite = Secp256k1.TryTweakAdd(point, test.Hex("d"), out PublicKey sum);
            string? expected = test.GetProperty("expected").GetString();
            Assert.Equal(expected is not null, finite);
            if (expected is not null && TryCompress(Convert.FromHexString(expected), out PublicKey expectedKey))
                Assert.Equal(expectedKey, sum);
        }
        foreach (JsonElement test in file.RootElement.GetProperty("invalid").GetProperty("pointAddScalar").EnumerateArray())
        {
            bool accepted = TryCompress(test.Hex("P"), out PublicKey point) && Secp256k1.TryTweakAdd(point, test.Hex("d"), out PublicKey _);
            Assert.False(accepted, test.Text("description"));
        }
    }

    private static void ForEachTest(string path, Action<PublicKey, JsonElement> check)
    {
        using JsonDocument? file = Vectors.Load(path);
        if (file is null)
            return;
        foreach (JsonElement group in file.RootElement.GetProperty("testGroups").EnumerateArray())
        {
            Assert.True(TryCompress(group.GetProperty("publicKey").Hex("uncompressed"), out PublicKey key));
            foreach (JsonElement test in group.GetProperty("tests").EnumerateArray())
                check(key, test);
        }
    }

    /// <summary>Brings an uncompressed point into the chain's form. A wrong y is off the curve and refused, not repaired.</summary>
    private static bool TryCompress(byte[] point, out PublicKey key)
    {
        if (point.Length == PublicKey.Length)
            return PublicKey.TryCreate(point, out key);
        key = default;
        if (point.Length != 65 || point[0] != 4)
            return false;
        BigInteger p = BigInteger.Pow(2, 256) - BigInteger.Pow(2, 32) - 977;
        BigInteger x = new(point.AsSpan(1, 32), true, true);
        BigInteger y = new(point.AsSpan(33, 32), true, true);
        if (x >= p || y >= p || (y * y) % p != ((x * x * x) + 7) % p)
            return false;
        return PublicKey.TryCreate([(byte)(2 + (point[64] & 1)), .. point[1..33]], out key);
    }

    /// <summary>SEQUENCE of two minimal positive INTEGERs of at most 32 bytes, and nothing else.</summary>
    private static bool TryFromStrictDer(ReadOnlySpan<byte> der, out Signature signature)
    {
        signature = default;
        if (der.Length < 8 || der[0] != 0x30 || der[1] != der.Length - 2 || der[1] >= 0x80)
            return false;
        byte[] compact = new byte[64];
        ReadOnlySpan<byte> rest = der[2..];
        return TryTakeInteger(ref rest, compact.AsSpan(0, 32)) && TryTakeInteger(ref rest, compact.AsSpan(32))
            && rest.IsEmpty && Signature.TryCreate(compact, out signature);
    }

    private static bool TryTakeInteger(ref ReadOnlySpan<byte> rest, Span<byte> into)
    {
        if (rest.Length < 3 || rest[0] != 2 || rest[1] == 0 || rest[1] > rest.Length - 2)
            return false;
        ReadOnlySpan<byte> number = rest.Slice(2, rest[1]);
        rest = rest[(2 + number.Length)..];
        if (number[0] >= 0x80 || (number.Length > 1 && number[0] == 0 && number[1] < 0x80))
            return false;
        number = number[0] == 0 ? number[1..] : number;
        if (number.Length > 32)
            return false;
        number.CopyTo(into[(32 - number.Length)..]);
        return true;
    }
}
