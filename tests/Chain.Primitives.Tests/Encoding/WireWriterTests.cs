using Chain.Primitives.Encoding;

namespace Chain.Primitives.Tests.Encoding;

public sealed class WireWriterTests
{
    [Fact]
    public void Defaults_are_omitted_and_items_are_not()
    {
        var writer = new WireWriter();
        writer.UInt64(1, 0);
        writer.Bool(2, false);
        writer.Bytes(3, []);
        writer.Text(4, "");
        writer.OptionalHash(5, Hash256.Zero);
        Assert.True(writer.Written.IsEmpty);
        writer.Item(6, []);
        Assert.Equal("3200", Convert.ToHexString(writer.Written));
        writer.Clear();
        writer.Hash(7, Hash256.Zero);
        Assert.Equal(34, writer.Written.Length);
    }

    [Theory]
    [InlineData(1UL, "0801")]
    [InlineData(127UL, "087F")]
    [InlineData(128UL, "088001")]
    [InlineData(16383UL, "08FF7F")]
    [InlineData(16384UL, "08808001")]
    [InlineData(ulong.MaxValue, "08FFFFFFFFFFFFFFFFFF01")]
    public void Integers_are_written_in_as_few_bytes_as_possible(ulong value, string hex)
    {
        var writer = new WireWriter();
        writer.UInt64(1, value);
        Assert.Equal(hex, Convert.ToHexString(writer.Written));
    }

    [Fact]
    public void The_buffer_grows_as_needed()
    {
        var writer = new WireWriter(0);
        byte[] large = new byte[100_000];
        writer.Bytes(1, large);
        writer.Text(2, new string('\u00E4', 1000));
        Assert.Equal(1 + 3 + 100_000 + 1 + 2 + 2000, writer.Written.Length);
        Assert.Equal(writer.Written.ToArray(), writer.ToArray());
    }

    [Fact]
    public void A_text_with_a_lone_surrogate_is_never_written_as_something_else() =>
        Assert.Throws<InvariantException>(() => new WireWriter().Text(1, "a\uD800"));
}
