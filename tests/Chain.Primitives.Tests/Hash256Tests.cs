using Chain.Primitives.Tests.Support;

namespace Chain.Primitives.Tests;

public sealed class Hash256Tests
{
    [Fact]
    public void Bytes_come_back_and_order_is_bytewise() => Fuzz.Run(5000, random =>
    {
        byte[] a = random.Bytes(32);
        byte[] b = random.OneIn(4) ? [.. a] : random.Bytes(32);
        if (random.OneIn(2))
            b[..random.Below(32)].CopyTo(a, 0);
        var left = new Hash256(a);
        var right = new Hash256(b);
        Assert.Equal(a, left.ToArray());
        Assert.Equal(a.AsSpan().SequenceEqual(b), left == right);
        Assert.Equal(Math.Sign(a.AsSpan().SequenceCompareTo(b)), Math.Sign(left.CompareTo(right)));
        Assert.Equal(left < right, right > left);
        Assert.True(left != right || left.GetHashCode() == right.GetHashCode());
        Assert.True(Hash256.TryParseHex(left.ToString(), out Hash256 back));
        Assert.Equal(left, back);
    });

    [Fact]
    public void Bits_are_counted_from_the_most_significant()
    {
        byte[] bytes = new byte[32];
        bytes[0] = 0x80;
        bytes[31] = 0x01;
        var hash = new Hash256(bytes);
        Assert.Equal([0, 255], Enumerable.Range(0, 256).Where(hash.Bit));
    }

    [Theory]
    [InlineData("")]
    [InlineData("0x00000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("00000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("000000000000000000000000000000000000000000000000000000000000000g")]
    [InlineData(" 000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("000000000000000000000000000000000000000000000000000000000000000\n")]
    [InlineData("00000000000000000000000000000000000000000000000000000000000000000000")]
    public void Other_texts_than_64_digits_are_refused(string text) => Assert.False(Hash256.TryParseHex(text, out _));

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    [InlineData(33)]
    public void Other_lengths_than_32_are_a_defect_of_the_caller(int length) =>
        Assert.Throws<ArgumentException>(() => new Hash256(new byte[length]));
}
