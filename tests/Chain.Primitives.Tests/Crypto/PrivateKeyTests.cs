using Chain.Primitives.Crypto;

namespace Chain.Primitives.Tests.Crypto;

public sealed class PrivateKeyTests
{
    private const string Order = "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141";
    private const string BelowOrder = "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364140";
    private const string One = "0000000000000000000000000000000000000000000000000000000000000001";
    private const string Zero = "0000000000000000000000000000000000000000000000000000000000000000";
    private const string Canary = "C0FFEEC0FFEEC0FFEEC0FFEEC0FFEEC0FFEEC0FFEEC0FFEEC0FFEEC0FFEEC0FF";

    [Theory]
    [InlineData(One, "0279be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798")]
    [InlineData(BelowOrder, "0379be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798")]
    public void The_smallest_and_the_largest_key_have_their_public_keys(string secret, string publicKey)
    {
        Assert.True(PrivateKey.TryCreate(Convert.FromHexString(secret), out PrivateKey? key));
        Assert.Equal(publicKey, key.GetPublicKey().ToString());
    }

    [Theory]
    [InlineData(Zero)]
    [InlineData(Order)]
    [InlineData("FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF")]
    [InlineData("01")]
    [InlineData("")]
    [InlineData(One + "00")]
    public void Zero_numbers_from_the_order_up_and_other_lengths_are_refused(string secret)
    {
        Assert.False(PrivateKey.TryCreate(Convert.FromHexString(secret), out PrivateKey? key));
        Assert.Null(key);
    }

    [Fact]
    public void A_key_never_shows_in_text_or_exceptions()
    {
        Assert.True(PrivateKey.TryCreate(Convert.FromHexString(Canary), out PrivateKey? key));
        Assert.DoesNotContain("C0FFEE", key.ToString(), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("C0FFEE", $"{key}", StringComparison.OrdinalIgnoreCase);
        string json = System.Text.Json.JsonSerializer.Serialize(key);
        Assert.Equal("{}", json);
        key.Dispose();
        ObjectDisposedException e = Assert.Throws<ObjectDisposedException>(() => key.Sign(Hash256.Zero));
        Assert.DoesNotContain("C0FFEE", e.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void A_disposed_key_is_zeroed_and_does_nothing_any_more()
    {
        Assert.True(PrivateKey.TryCreate(Convert.FromHexString(Canary), out PrivateKey? key));
        byte[] secret = (byte[])typeof(PrivateKey)
            .GetField("_secret", System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Instance)!.GetValue(key)!;
        Assert.Equal(Canary, Convert.ToHexString(secret));
        key.Dispose();
        key.Dispose();
        Assert.Equal(Zero, Convert.ToHexString(secret));
        Assert.Throws<ObjectDisposedException>(() => key.GetPublicKey());
        Assert.Throws<ObjectDisposedException>(() => key.CopyTo(new byte[32]));
    }

    [Fact]
    public void Copying_out_gives_the_bytes_that_went_in()
    {
        Assert.True(PrivateKey.TryCreate(Convert.FromHexString(Canary), out PrivateKey? key));
        byte[] copy = new byte[32];
        key.CopyTo(copy);
        Assert.Equal(Canary, Convert.ToHexString(copy));
    }

    [Fact]
    public void Signing_twice_gives_the_same_signature()
    {
        Assert.True(PrivateKey.TryCreate(Convert.FromHexString(Canary), out PrivateKey? key));
        Assert.Equal(key.Sign(Hash256.Zero), key.Sign(Hash256.Zero));
    }
}
