using Chain.Primitives.Encoding;

namespace Chain.Primitives.Tests.Encoding;

public sealed class WireReaderTests
{
    private delegate void Read(ref WireReader reader);

    [Theory]
    [InlineData("08 01", 1UL)]
    [InlineData("08 7F", 127UL)]
    [InlineData("08 80 01", 128UL)]
    [InlineData("08 AC 02", 300UL)]
    [InlineData("08 FF FF FF FF FF FF FF FF FF 01", ulong.MaxValue)]
    [InlineData("", 0UL)]
    public void An_unsigned_integer_is_read_in_its_one_form(string hex, ulong expected)
    {
        var reader = new WireReader(Bytes(hex));
        Assert.Equal(expected, reader.UInt64(1));
        Assert.Equal(DecodeError.None, reader.End());
    }

    [Theory]
    [InlineData("08", DecodeError.Truncated)]
    [InlineData("08 80", DecodeError.Truncated)]
    [InlineData("08 FF FF FF FF FF FF FF FF FF", DecodeError.Truncated)]
    [InlineData("80", DecodeError.Truncated)]
    [InlineData("08 00", DecodeError.DefaultWritten)]
    [InlineData("08 80 00", DecodeError.Varint)]
    [InlineData("08 81 00", DecodeError.Varint)]
    [InlineData("08 FF FF FF FF FF FF FF FF FF 02", DecodeError.Varint)]
    [InlineData("08 FF FF FF FF FF FF FF FF FF 7F", DecodeError.Varint)]
    [InlineData("08 80 80 80 80 80 80 80 80 80 00", DecodeError.Varint)]
    [InlineData("08 FF FF FF FF FF FF FF FF FF FF 01", DecodeError.Varint)]
    [InlineData("88 00 01", DecodeError.Varint)]
    [InlineData("09 01 00 00 00 00 00 00 00", DecodeError.WireType)]
    [InlineData("0A 01 01", DecodeError.WireType)]
    [InlineData("0B", DecodeError.WireType)]
    [InlineData("0C", DecodeError.WireType)]
    [InlineData("0D 01 00 00 00", DecodeError.WireType)]
    [InlineData("0E 01", DecodeError.WireType)]
    [InlineData("0F 01", DecodeError.WireType)]
    [InlineData("00 01", DecodeError.UnexpectedBytes)]
    [InlineData("10 01", DecodeError.UnexpectedBytes)]
    [InlineData("08 01 08 01", DecodeError.UnexpectedBytes)]
    [InlineData("08 01 00", DecodeError.UnexpectedBytes)]
    [InlineData("08 01 FF", DecodeError.UnexpectedBytes)]
    public void Every_other_form_of_an_integer_is_refused(string hex, DecodeError expected) =>
        Assert.Equal(expected, ErrorOf(hex, static (ref reader) => reader.UInt64(1)));

    [Theory]
    [InlineData("0A 03 01 02 03", DecodeError.None)]
    [InlineData("", DecodeError.None)]
    [InlineData("0A 00", DecodeError.DefaultWritten)]
    [InlineData("0A 04 01 02 03", DecodeError.Truncated)]
    [InlineData("0A 05 01 02 03 04 05", DecodeError.Size)]
    [InlineData("0A FF FF FF FF 0F", DecodeError.Size)]
    [InlineData("0A FF FF FF FF FF FF FF FF FF 01", DecodeError.Size)]
    [InlineData("0A 83 00 01 02 03", DecodeError.Varint)]
    [InlineData("0A", DecodeError.Truncated)]
    [InlineData("08 01", DecodeError.WireType)]
    public void Bytes_are_bounded_before_anything_else(string hex, DecodeError expected) =>
        Assert.Equal(expected, ErrorOf(hex, static (ref reader) => reader.Bytes(1, 4)));

    [Fact]
    public void Fields_out_of_order_are_left_over()
    {
        static void InOrder(ref WireReader reader)
        {
            reader.UInt64(1);
            reader.UInt64(2);
        }
        Assert.Equal(DecodeError.None, ErrorOf("08 01 10 02", InOrder));
        Assert.Equal(DecodeError.UnexpectedBytes, ErrorOf("10 02 08 01", InOrder));
        Assert.Equal(DecodeError.UnexpectedBytes, ErrorOf("08 01 10 02 18 03", InOrder));
        Assert.Equal(DecodeError.UnexpectedBytes, ErrorOf("08 01 10 02 10 02", InOrder));
    }

    [Fact]
    public void The_first_error_stays_and_later_reads_give_defaults()
    {
        var reader = new WireReader(Bytes("08 00 10 05"));
        reader.UInt64(1);
        Assert.Equal(0UL, reader.UInt64(2));
        Assert.True(reader.Bytes(3, 10).IsEmpty);
        reader.Fail(DecodeError.Order);
        reader.Require(false, DecodeError.Range);
        Assert.Equal(DecodeError.DefaultWritten, reader.Error);
        Assert.Equal(DecodeError.DefaultWritten, reader.End());
    }

    [Theory]
    [InlineData("08 FF FF FF FF 0F", DecodeError.None)]
    [InlineData("08 80 80 80 80 10", DecodeError.Range)]
    public void A_32_bit_integer_has_its_range(string hex, DecodeError expected) =>
        Assert.Equal(expected, ErrorOf(hex, static (ref reader) => reader.UInt32(1)));

    [Theory]
    [InlineData("08 07", DecodeError.None)]
    [InlineData("08 08", DecodeError.Range)]
    public void A_bounded_integer_has_its_bound(string hex, DecodeError expected) =>
        Assert.Equal(expected, ErrorOf(hex, static (ref reader) => reader.UInt32(1, 7)));

    [Theory]
    [InlineData("08 01", DecodeError.None)]
    [InlineData("08 02", DecodeError.Range)]
    [InlineData("08 00", DecodeError.DefaultWritten)]
    public void A_boolean_is_one_or_absent(string hex, DecodeError expected) =>
        Assert.Equal(expected, ErrorOf(hex, static (ref reader) => reader.Bool(1)));

    [Theory]
    [InlineData("0A 02 C3 A4", DecodeError.None)]
    [InlineData("0A 02 C3 28", DecodeError.Utf8)]
    [InlineData("0A 03 ED A0 80", DecodeError.Utf8)]
    [InlineData("0A 02 C0 AF", DecodeError.Utf8)]
    [InlineData("0A 01 FF", DecodeError.Utf8)]
    [InlineData("0A 04 F4 90 80 80", DecodeError.Utf8)]
    public void Text_is_valid_utf_8(string hex, DecodeError expected) =>
        Assert.Equal(expected, ErrorOf(hex, static (ref reader) => reader.Text(1, 8)));

    [Fact]
    public void Fixed_lengths_are_exact()
    {
        foreach ((int length, bool optional, Read read) in ((int, bool, Read)[])
        [
            (32, true, static (ref r) => r.OptionalHash(1)),
            (32, false, static (ref r) => r.Hash(1)),
            (32, false, static (ref r) => r.Address(1)),
            (33, false, static (ref r) => r.PublicKey(1)),
            (64, false, static (ref r) => r.Signature(1)),
        ])
        {
            byte[] Field(int n) => [0x0A, (byte)n, .. Enumerable.Repeat((byte)2, n)];
            Assert.Equal(DecodeError.None, ErrorOf(Field(length), read));
            Assert.Equal(DecodeError.Size, ErrorOf(Field(length - 1), read));
            Assert.Equal(DecodeError.Size, ErrorOf(Field(length + 1), read));
            Assert.Equal(optional ? DecodeError.None : DecodeError.Missing, ErrorOf("", read));
            Assert.Equal(DecodeError.DefaultWritten, ErrorOf("0A 00", read));
            Assert.Equal(DecodeError.WireType, ErrorOf("08 01", read));
        }
    }

    [Fact]
    public void Zero_is_a_hash_but_no_address_and_no_optional_hash()
    {
        byte[] zero = [0x0A, 32, .. new byte[32]];
        Assert.Equal(DecodeError.None, ErrorOf(zero, static (ref r) => r.Hash(1)));
        Assert.Equal(DecodeError.Range, ErrorOf(zero, static (ref r) => r.Address(1)));
        Assert.Equal(DecodeError.DefaultWritten, ErrorOf(zero, static (ref r) => r.OptionalHash(1)));
    }

    [Fact]
    public void Only_compressed_keys_are_read()
    {
        foreach (byte first in (byte[])[0, 1, 4, 5, 6, 7, 0xFF])
            Assert.NotEqual(DecodeError.None, ErrorOf([0x0A, 33, first, .. new byte[32]], static (ref r) => r.PublicKey(1)));
    }

    [Fact]
    public void A_nested_message_may_be_empty_and_is_then_present()
    {
        var reader = new WireReader(Bytes("0A 00 12 02 08 05"));
        Assert.True(reader.Message(1, 8, out ReadOnlySpan<byte> empty));
        Assert.True(empty.IsEmpty);
        Assert.True(reader.Message(2, 8, out ReadOnlySpan<byte> body));
        var inner = new WireReader(body);
        Assert.Equal(5UL, inner.UInt64(1));
        Assert.Equal(DecodeError.None, inner.End());
        Assert.False(reader.Message(3, 8, out _));
        Assert.Equal(DecodeError.None, reader.End());
    }

    [Fact]
    public void A_million_repeated_items_stop_at_the_callers_bound()
    {
        byte[] bytes = [.. Enumerable.Repeat<byte[]>([0x0A, 0x00], 1_000_000).SelectMany(i => i)];
        var reader = new WireReader(bytes);
        int count = 0;
        while (count < 100 && reader.Item(1, 8, out _))
            count++;
        Assert.Equal(100, count);
        Assert.Equal(DecodeError.UnexpectedBytes, reader.End());
    }

    [Fact]
    public void A_large_field_number_is_read_like_any_other()
    {
        const int Largest = (1 << 29) - 1;
        var writer = new WireWriter();
        writer.UInt64(Largest, 3);
        var reader = new WireReader(writer.Written);
        Assert.Equal(0UL, reader.UInt64(1));
        Assert.Equal(3UL, reader.UInt64(Largest));
        Assert.Equal(DecodeError.None, reader.End());
    }

    [Fact]
    public void Reading_allocates_nothing_but_text()
    {
        byte[] bytes = [0x08, 0x05, 0x12, 32, .. Enumerable.Repeat((byte)1, 32)];
        Assert.Equal(0, AllocatedBy(bytes));
        Assert.Equal(0, AllocatedBy(bytes));
    }

    private static long AllocatedBy(byte[] bytes)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        var reader = new WireReader(bytes);
        reader.UInt64(1);
        Hash256 hash = reader.Hash(2);
        DecodeError error = reader.End();
        long after = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(DecodeError.None, error);
        Assert.False(hash.IsZero);
        return after - before;
    }

    private static byte[] Bytes(string hex) => Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));

    private static DecodeError ErrorOf(string hex, Read read) => ErrorOf(Bytes(hex), read);

    private static DecodeError ErrorOf(byte[] bytes, Read read)
    {
        var reader = new WireReader(bytes);
        read(ref reader);
        return reader.End();
    }
}
