using System.Globalization;
using System.Numerics;
using Chain.Primitives.Crypto;
using Chain.Primitives.Tests.Support;

namespace Chain.Primitives.Tests.Crypto;

public sealed class Secp256k1Tests
{
    private static readonly BigInteger s_order = BigInteger.Parse(
        "0FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141", NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private static readonly Hash256 s_digest = Hashing.Sha256("message"u8);

    [Fact]
    public void The_library_is_available_and_computes_a_known_signature() => Secp256k1.EnsureAvailable();

    [Fact]
    public void A_signature_verifies_under_its_key_and_digest_only()
    {
        using PrivateKey key = Key(7);
        using PrivateKey other = Key(8);
        Signature signature = key.Sign(s_digest);
        Assert.True(Secp256k1.Verify(key.GetPublicKey(), s_digest, signature));
        Assert.False(Secp256k1.Verify(other.GetPublicKey(), s_digest, signature));
        Assert.False(Secp256k1.Verify(key.GetPublicKey(), Hashing.Sha256("other"u8), signature));
    }

    [Fact]
    public void The_high_s_twin_of_a_good_signature_is_refused()
    {
        using PrivateKey key = Key(7);
        Signature good = key.Sign(s_digest);
        BigInteger s = new(good.Span[32..], isUnsigned: true, isBigEndian: true);
        Assert.True(s <= s_order / 2);
        Assert.True(Secp256k1.Verify(key.GetPublicKey(), s_digest, good));
        Assert.False(Secp256k1.Verify(key.GetPublicKey(), s_digest, Make(good.Span[..32], Bytes(s_order - s))));
    }

    [Fact]
    public void Numbers_out_of_range_are_refused()
    {
        using PrivateKey key = Key(7);
        Signature good = key.Sign(s_digest);
        byte[] r = good.Span[..32].ToArray();
        byte[] s = good.Span[32..].ToArray();
        byte[] ones = [.. Enumerable.Repeat((byte)0xFF, 32)];
        byte[][] wrong = [new byte[32], Bytes(s_order), Bytes(s_order + 1), ones];
        foreach (byte[] number in wrong)
        {
            Assert.False(Secp256k1.Verify(key.GetPublicKey(), s_digest, Make(number, s)));
            Assert.False(Secp256k1.Verify(key.GetPublicKey(), s_digest, Make(r, number)));
            Assert.False(Secp256k1.Verify(key.GetPublicKey(), s_digest, Make(number, number)));
        }
        Assert.False(Secp256k1.Verify(key.GetPublicKey(), s_digest, default));
    }

    [Fact]
    public void A_signature_of_zero_digest_under_a_zero_number_is_refused()
    {
        using PrivateKey key = Key(7);
        Assert.True(Secp256k1.Verify(key.GetPublicKey(), Hash256.Zero, key.Sign(Hash256.Zero)));
        Assert.False(Secp256k1.Verify(key.GetPublicKey(), Hash256.Zero, default));
    }

    [Fact]
    public void Keys_off_the_curve_or_beyond_the_field_verify_nothing()
    {
        using PrivateKey key = Key(7);
        Signature signature = key.Sign(s_digest);
        byte[] offCurve = new byte[33];
        offCurve[0] = 2;
        offCurve[^1] = 5; // x = 5 has no point
        byte[] beyondField = [2, .. Enumerable.Repeat((byte)0xFF, 32)];
        byte[] xZero = [2, .. new byte[32]];
        foreach (byte[] bytes in (byte[][])[offCurve, beyondField, xZero])
        {
            Assert.True(PublicKey.TryCreate(bytes, out PublicKey bad));
            Assert.False(Secp256k1.TryParse(bad, out ParsedPublicKey parsed));
            Assert.True(parsed.IsDefault);
            Assert.False(Secp256k1.Verify(bad, s_digest, signature));
        }
    }

    [Fact]
    public void A_default_key_verifies_nothing_and_does_not_end_the_process()
    {
        using PrivateKey key = Key(7);
        Assert.False(Secp256k1.Verify(default(PublicKey), s_digest, key.Sign(s_digest)));
        Assert.False(Secp256k1.Verify(default(ParsedPublicKey), s_digest, key.Sign(s_digest)));
        Assert.True(default(ParsedPublicKey).IsDefault);
    }

    [Fact]
    public void A_parsed_key_verifies_like_the_key()
    {
        using PrivateKey key = Key(7);
        Signature signature = key.Sign(s_digest);
        Assert.True(Secp256k1.TryParse(key.GetPublicKey(), out ParsedPublicKey parsed));
        Assert.False(parsed.IsDefault);
        Assert.True(Secp256k1.Verify(parsed, s_digest, signature));
        Assert.False(Secp256k1.Verify(parsed, Hashing.Sha256("other"u8), signature));
    }

    [Fact]
    public void Blinding_the_context_changes_no_signature()
    {
        using PrivateKey key = Key(7);
        Signature before = key.Sign(s_digest);
        Secp256k1.Randomize(Hashing.Sha256("seed"u8).Span);
        Assert.Equal(before, key.Sign(s_digest));
        Assert.True(Secp256k1.Verify(key.GetPublicKey(), s_digest, before));
        Assert.Throws<ArgumentException>(() => Secp256k1.Randomize(new byte[31]));
    }

    [Fact]
    public void Verification_is_the_same_from_many_threads()
    {
        using PrivateKey key = Key(7);
        PublicKey publicKey = key.GetPublicKey();
        int wrong = 0;
        Parallel.For(0, 2000, i =>
        {
            Hash256 digest = Hashing.Sha256([(byte)i, (byte)(i >> 8)]);
            Signature signature = key.Sign(digest);
            if (!Secp256k1.Verify(publicKey, digest, signature) || Secp256k1.Verify(publicKey, s_digest, signature))
                Interlocked.Increment(ref wrong);
        });
        Assert.Equal(0, wrong);
    }

    [Fact]
    public void Tweaking_the_private_and_the_public_key_gives_the_same_pair() => Fuzz.Run(200, random =>
    {
        Assert.True(PrivateKey.TryCreate(random.Bytes(32), out PrivateKey? key));
        byte[] tweak = random.Bytes(32);
        Assert.True(Secp256k1.TryTweakAdd(key, tweak, out PrivateKey? child));
        Assert.True(Secp256k1.TryTweakAdd(key.GetPublicKey(), tweak, out PublicKey publicChild));
        Assert.Equal(publicChild, child!.GetPublicKey());
    });

    [Fact]
    public void A_tweak_that_is_too_large_or_ends_at_zero_is_refused()
    {
        using PrivateKey key = Key(7);
        byte[] negative = Bytes(s_order - 7);
        foreach (byte[] tweak in (byte[][])[negative, Bytes(s_order), new byte[31], []])
        {
            Assert.False(Secp256k1.TryTweakAdd(key, tweak, out PrivateKey? child));
            Assert.Null(child);
            Assert.False(Secp256k1.TryTweakAdd(key.GetPublicKey(), tweak, out PublicKey _));
        }
        Assert.False(Secp256k1.TryTweakAdd(default(PublicKey), new byte[32], out PublicKey _));
    }

    [Fact]
    public void Random_signatures_never_verify_and_never_end_the_process() => Fuzz.Run(2000, random =>
    {
        byte[] keyBytes = random.Bytes(33);
        keyBytes[0] = (byte)(2 + random.Below(2));
        Assert.True(PublicKey.TryCreate(keyBytes, out PublicKey key));
        Assert.True(Signature.TryCreate(random.Bytes(64), out Signature signature));
        Assert.False(Secp256k1.Verify(key, new Hash256(random.Bytes(32)), signature));
    });

    private static PrivateKey Key(byte number)
    {
        byte[] bytes = new byte[32];
        bytes[^1] = number;
        Assert.True(PrivateKey.TryCreate(bytes, out PrivateKey? key));
        return key;
    }

    private static byte[] Bytes(BigInteger number)
    {
        byte[] bytes = new byte[32];
        Assert.True(number.TryWriteBytes(bytes, out int written, isUnsigned: true, isBigEndian: true));
        Array.Copy(bytes, 0, bytes, 32 - written, written);
        bytes.AsSpan(0, 32 - written).Clear();
        return bytes;
    }

    private static Signature Make(ReadOnlySpan<byte> r, ReadOnlySpan<byte> s)
    {
        Assert.True(Signature.TryCreate([.. r, .. s], out Signature signature));
        return signature;
    }
}
