using Chain.Storage.Files;

namespace Chain.Storage.Tests.Files;

public sealed class Crc32CTests
{
    [Theory]
    [InlineData("", 0x00000000u)]
    [InlineData("a", 0xC1D04330u)]
    [InlineData("123456789", 0xE3069283u)]
    public void Known_checksums(string text, uint expected) => Assert.Equal(expected, Crc32C.Of(Bytes.Of(text)));

    [Fact]
    public void Checksums_of_rfc_3720()
    {
        Assert.Equal(0x8A9136AAu, Crc32C.Of(new byte[32]));
        Assert.Equal(0x62A8AB43u, Crc32C.Of(Enumerable.Repeat((byte)0xFF, 32).ToArray()));
        Assert.Equal(0x46DD794Eu, Crc32C.Of(Enumerable.Range(0, 32).Select(static i => (byte)i).ToArray()));
    }

    [Fact]
    public void Processor_and_table_agree_at_every_length_and_in_parts()
    {
        var random = new Random(1);
        for (int length = 0; length < 300; length++)
        {
            byte[] bytes = Bytes.Random(random, length);
            uint start = (uint)random.NextInt64(uint.MaxValue);
            Assert.Equal(Crc32C.AppendByTable(start, bytes), Crc32C.Append(start, bytes));
            int cut = random.Next(length + 1);
            Assert.Equal(Crc32C.Of(bytes), Crc32C.Append(Crc32C.Of(bytes.AsSpan(0, cut)), bytes.AsSpan(cut)));
        }
    }
}
