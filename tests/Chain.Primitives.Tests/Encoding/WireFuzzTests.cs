using Chain.Primitives.Crypto;
using Chain.Primitives.Encoding;
using Chain.Primitives.Tests.Support;

namespace Chain.Primitives.Tests.Encoding;

/// <summary>One message with every kind of field. Whatever bytes the reader accepts, the writer writes exactly those: no message has two spellings.</summary>
public sealed class WireFuzzTests
{
    [Fact]
    public void What_is_written_is_read_back() => Fuzz.Run(20_000, random =>
    {
        byte[] bytes = Write(Random(random));
        Assert.True(TryRead(bytes, out Sample sample));
        Assert.Equal(bytes, Write(sample));
    });

    [Fact]
    public void Damaged_bytes_are_refused_or_have_one_spelling()
    {
        int accepted = 0;
        Fuzz.Run(150_000, random =>
        {
            byte[] bytes = Fuzz.Mutate(random, Write(Random(random)));
            if (!TryRead(bytes, out Sample sample))
                return;
            accepted++;
            Assert.Equal(bytes, Write(sample));
        });
        Assert.InRange(accepted, 1000, 149_000);
    }

    [Fact]
    public void Random_bytes_are_refused_or_have_one_spelling() => Fuzz.Run(50_000, random =>
    {
        byte[] bytes = random.Bytes(random.Below(24));
        if (TryRead(bytes, out Sample sample))
            Assert.Equal(bytes, Write(sample));
    });

    [Fact]
    public void Every_truncation_is_refused_or_is_a_whole_message()
    {
        byte[] bytes = Write(Random(new FuzzRandom(3)));
        for (int length = 0; length < bytes.Length; length++)
        {
            if (TryRead(bytes[..length], out Sample sample))
                Assert.Equal(bytes[..length], Write(sample));
        }
    }

    private sealed record Sample(
        ulong Number, uint Small, bool Flag, byte[] Bytes, string Text, Hash256 Optional, Hash256 Hash, Address Address,
        PublicKey Key, Signature Signature, ulong? Nested, IReadOnlyList<byte[]> Items, ulong Far);

    private static Sample Random(FuzzRandom random)
    {
        PublicKey.TryCreate([(byte)(2 + random.Below(2)), .. random.Bytes(32)], out PublicKey key);
        Signature.TryCreate(random.Bytes(64), out Signature signature);
        return new Sample(
            random.OneIn(3) ? 0 : random.AnySize(),
            (uint)random.Below(8),
            random.OneIn(2),
            random.Bytes(random.Below(17)),
            random.Pick<string>(["", "a", "\u00E4\u00F6", "\U0001F600", "0123456789abcdef"]),
            random.OneIn(2) ? Hash256.Zero : new Hash256(random.Bytes(32)),
            new Hash256(random.Bytes(32)),
            new Address(random.Bytes(32)),
            key,
            signature,
            random.OneIn(2) ? null : random.OneIn(2) ? 0 : random.AnySize(),
            [.. Enumerable.Range(0, random.Below(5)).Select(_ => random.Bytes(random.Below(9)))],
            random.OneIn(2) ? 0 : random.AnySize());
    }

    private static byte[] Write(Sample sample)
    {
        var writer = new WireWriter(16);
        writer.UInt64(1, sample.Number);
        writer.UInt64(2, sample.Small);
        writer.Bool(3, sample.Flag);
        writer.Bytes(4, sample.Bytes);
        writer.Text(5, sample.Text);
        writer.OptionalHash(6, sample.Optional);
        writer.Hash(7, sample.Hash);
        writer.Address(8, sample.Address);
        writer.PublicKey(9, sample.Key);
        writer.Signature(10, sample.Signature);
        if (sample.Nested is { } nested)
        {
            var inner = new WireWriter(16);
            inner.UInt64(1, nested);
            writer.Item(11, inner.Written);
        }
        foreach (byte[] item in sample.Items)
            writer.Item(12, item);
        writer.UInt64(1000, sample.Far);
        return writer.ToArray();
    }

    private static bool TryRead(byte[] bytes, out Sample sample)
    {
        var reader = new WireReader(bytes);
        ulong number = reader.UInt64(1);
        uint small = reader.UInt32(2, 7);
        bool flag = reader.Bool(3);
        byte[] blob = reader.Bytes(4, 16).ToArray();
        string text = reader.Text(5, 16);
        Hash256 optional = reader.OptionalHash(6);
        Hash256 hash = reader.Hash(7);
        Address address = reader.Address(8);
        PublicKey key = reader.PublicKey(9);
        Signature signature = reader.Signature(10);
        ulong? nested = null;
        if (reader.Message(11, 16, out ReadOnlySpan<byte> body))
        {
            var inner = new WireReader(body);
            nested = inner.UInt64(1);
            reader.Require(inner.End() == DecodeError.None, inner.Error);
        }
        var items = new List<byte[]>();
        while (items.Count < 4 && reader.Item(12, 8, out ReadOnlySpan<byte> item))
            items.Add(item.ToArray());
        ulong far = reader.UInt64(1000);
        sample = new Sample(number, small, flag, blob, text, optional, hash, address, key, signature, nested, items, far);
        return reader.End() == DecodeError.None;
    }
}
