using Chain.Primitives.Tests.Support;

namespace Chain.Types.Tests.Codec;

public class CodecTests
{
    private const int Executions = 100_000;

    public static TheoryData<string> Kinds => [.. Codecs.Make.Keys];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void What_is_encoded_decodes_to_the_same_bytes(string kind) => Fuzz.Run(500, random =>
    {
        byte[] bytes = Codecs.Make[kind](random);
        Assert.Equal(bytes, Codecs.Again(kind, bytes));
    });

    /// <summary>No exception, and one byte form: whatever decodes is what it encodes to.</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public void Damaged_and_random_bytes_are_refused_or_are_the_one_form_of_something(string kind)
    {
        byte[][] valid = [.. Enumerable.Range(0, 64).Select(seed => Codecs.Make[kind](new FuzzRandom((ulong)seed)))];
        int decoded = 0;
        Fuzz.Run(Executions, random =>
        {
            byte[] bytes = random.OneIn(10) ? random.Bytes(random.Below(300)) : Fuzz.Mutate(random, random.Pick(valid));
            if (Codecs.Again(kind, bytes) is not { } again)
                return;
            decoded++;
            Assert.True(bytes.AsSpan().SequenceEqual(again), $"{Convert.ToHexString(bytes)} decodes and encodes to {Convert.ToHexString(again)}");
        });
        // Blocks commit to their parts, so hardly any damage goes unnoticed; elsewhere many flips give another valid object.
        Assert.True(decoded > (kind == "Block" ? 0 : Executions / 200), $"only {decoded} of the damaged objects decode: the fuzzer does not reach far");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_truncation_and_every_trailing_byte_is_refused_or_is_the_one_form(string kind)
    {
        byte[] bytes = Codecs.Make[kind](new FuzzRandom(7));
        for (int length = 0; length < bytes.Length; length++)
        {
            if (Codecs.Again(kind, bytes.AsSpan(0, length)) is { } again)
                Assert.Equal(bytes.AsSpan(0, length).ToArray(), again);
        }
        for (int trailing = 0; trailing < 256; trailing++)
            Assert.Null(Codecs.Again(kind, [.. bytes, (byte)trailing]));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Unknown_fields_are_refused_in_front_and_behind(string kind)
    {
        byte[] bytes = Codecs.Make[kind](new FuzzRandom(11));
        foreach (byte[] unknown in new byte[][] { [0xF8, 0x07, 0x01], [0xFA, 0x07, 0x00], [0xFD, 0x07, 1, 2, 3, 4], [0x0B, 0x0C], [0x00, 0x01] })
        {
            Assert.Null(Codecs.Again(kind, [.. bytes, .. unknown]));
            Assert.Null(Codecs.Again(kind, [.. unknown, .. bytes]));
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Claims_of_huge_lengths_allocate_nothing(string kind)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int field = 1; field < 12; field++)
            Assert.Null(Codecs.Again(kind, [(byte)((field << 3) | 2), 0xFF, 0xFF, 0xFF, 0xFF, 0x07]));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000);
    }

    [Fact]
    public void Decoded_evidence_votes_headers_and_receipts_equal_what_was_encoded() => Fuzz.Run(200, random =>
    {
        Evidence evidence = Support.Samples.Evidence(random);
        Evidence.TryDecode(evidence.Encode(), out Evidence? sameEvidence);
        Assert.Equal(evidence, sameEvidence);
        Assert.Equal(evidence.GetHashCode(), sameEvidence!.GetHashCode());
        Vote vote = Support.Samples.Vote(random);
        Vote.TryDecode(vote.Encode(), out Vote? sameVote);
        Assert.Equal(vote, sameVote);
        Header header = Support.Samples.Header(random);
        Header.TryDecode(header.Encode(), out Header? sameHeader);
        Assert.Equal(header, sameHeader);
        Receipt receipt = Support.Samples.Receipt(random);
        Receipt.TryDecode(receipt.Encode(), out Receipt? sameReceipt);
        Assert.Equal(receipt, sameReceipt);
        Assert.Equal(receipt.GetHashCode(), sameReceipt!.GetHashCode());
    });

    [Fact]
    public void Oversized_objects_are_refused_before_they_are_read()
    {
        foreach (string kind in new[] { "Transaction", "Header", "Vote", "Proposal", "Commit", "Evidence", "PolkaCertificate", "Block" })
            Assert.Null(Codecs.Again(kind, new byte[ProtocolLimits.EncodedBlockBytesMax + 1]));
    }
}
