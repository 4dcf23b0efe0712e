using System.Buffers.Binary;
using Chain.Storage.Log;

namespace Chain.Storage.Tests.Log;

public sealed class SegmentedLogTests : LogContract, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private SegmentedLog _log;

    public SegmentedLogTests() => _log = SegmentedLog.Create(Options, 1);

    private LogOptions Options => new(_folder["log"], Bytes.Chain) { SegmentBytes = 1 << 16, RotateBytes = 1 << 11, RotateHeights = 1000 };

    private protected override ILog Log => _log;

    public void Dispose()
    {
        _log.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Reopened_log_holds_what_was_synced_and_goes_on()
    {
        for (ulong height = 1; height <= 40; height++)
        {
            _log.Append(1, height, Bytes.Of($"{height}"));
            _log.Append(2, height, new byte[100]);
            _log.Sync();
            if (height % 7 == 0)
                Reopen();
        }
        Reopen();
        Assert.Equal(Enumerable.Range(1, 40).Select(static i => $"{i}"), _log.Replay(0).Where(static record => record.Type == 1).Select(static record => Bytes.Text(record.Payload.Span)));
        Assert.True(Segments().Length > 2);
        Assert.Equal(0, _log.TornBytes);
    }

    [Fact]
    public void Height_stays_in_one_segment_however_large()
    {
        for (int i = 0; i < 50; i++)
            _log.Append(1, 1, new byte[5_000]);
        _log.Sync();
        Assert.Single(Segments());
        _log.Append(1, 2, []);
        _log.Sync();
        Assert.Equal(2, Segments().Length);
        Reopen();
        Assert.Equal(51, _log.Replay(0).Count());
    }

    [Fact]
    public void Create_refuses_a_folder_that_holds_a_log()
    {
        _log.Dispose();
        Assert.Equal(StorageFault.AlreadyExists, Fault(() => SegmentedLog.Create(Options, 1)));
    }

    [Fact]
    public void Torn_tail_is_cut_at_every_length()
    {
        _log.Append(1, 1, Bytes.Of("kept"));
        _log.Sync();
        int keptEnd = End();
        _log.Append(1, 2, Bytes.Of("torn, as it was being written"));
        _log.Append(1, 2, Bytes.Of("torn too"));
        _log.Sync();
        int tornEnd = End();
        _log.Dispose();
        byte[] whole = File.ReadAllBytes(Segments()[0]);
        for (int length = keptEnd; length < tornEnd; length++)
        {
            byte[] torn = [.. whole];
            torn.AsSpan(length).Clear();
            File.WriteAllBytes(Segments()[0], torn);
            using SegmentedLog opened = SegmentedLog.Open(Options);
            Assert.Equal("kept", Bytes.Text(opened.Replay(0).First().Payload.Span));
            Assert.True(opened.Replay(0).Count() <= 2);
            opened.Append(1, 3, Bytes.Of("new"));
            opened.Sync();
            Assert.Equal("new", Bytes.Text(opened.Replay(0).Last().Payload.Span));
            opened.Dispose();
            using SegmentedLog again = SegmentedLog.Open(Options);
            Assert.Equal("new", Bytes.Text(again.Replay(0).Last().Payload.Span));
        }
        _log = SegmentedLog.Open(Options);
    }

    [Fact]
    public void Hole_before_a_record_of_the_same_unsynced_batch_is_a_torn_tail()
    {
        // A power cut may keep the second page of a batch and lose the first: nothing of the batch was acknowledged.
        _log.Append(1, 1, Bytes.Of("kept"));
        _log.Sync();
        int keptEnd = End();
        _log.Append(1, 2, new byte[100]);
        _log.Append(1, 2, new byte[100]);
        _log.Sync();
        _log.Dispose();
        FileDamage.Overwrite(Segments()[0], keptEnd, 64, 0);
        _log = SegmentedLog.Open(Options);
        Assert.Equal("kept", Bytes.Text(_log.Replay(0).Single().Payload.Span));
        Assert.True(_log.TornBytes > 0);
    }

    [Fact]
    public void Damage_before_a_valid_record_is_refused_with_its_place()
    {
        _log.Append(1, 6, Bytes.Of("first"));
        _log.Sync();
        int second = End();
        _log.Append(1, 7, Bytes.Of("second"));
        _log.Sync();
        _log.Append(1, 8, Bytes.Of("third"));
        _log.Sync();
        _log.Dispose();
        byte[] whole = File.ReadAllBytes(Segments()[0]);
        for (int at = second; at < second + 38; at++)
        {
            byte[] damaged = [.. whole];
            damaged[at] ^= 0x10;
            File.WriteAllBytes(Segments()[0], damaged);
            StorageFailure failure = Assert.Throws<StorageFailure>(() => SegmentedLog.Open(Options));
            Assert.Equal(StorageFault.Damaged, failure.Fault);
            Assert.Equal(second, failure.Offset);
            Assert.Equal(6UL, failure.Height);
            Assert.Contains(Segments()[0], failure.Message, StringComparison.Ordinal);
            Assert.NotEmpty(failure.Next);
            Assert.Equal(damaged, File.ReadAllBytes(Segments()[0]));
        }
    }

    [Theory]
    [InlineData(0u)]
    [InlineData(1u)]
    [InlineData(31u)]
    [InlineData(0x7FFFFFFFu)]
    [InlineData(0xFFFFFFFFu)]
    [InlineData(60_000u)]
    public void Wrong_length_in_the_middle_is_damage_and_at_the_end_a_torn_tail(uint length)
    {
        _log.Append(1, 1, Bytes.Of("first"));
        _log.Sync();
        int second = End();
        _log.Append(1, 2, Bytes.Of("second"));
        _log.Sync();
        int third = End();
        _log.Append(1, 3, Bytes.Of("third"));
        _log.Sync();
        _log.Dispose();
        byte[] whole = File.ReadAllBytes(Segments()[0]);

        byte[] middle = [.. whole];
        BinaryPrimitives.WriteUInt32LittleEndian(middle.AsSpan(second), length);
        File.WriteAllBytes(Segments()[0], middle);
        Assert.Equal(StorageFault.Damaged, Fault(() => SegmentedLog.Open(Options)));

        byte[] end = [.. whole];
        BinaryPrimitives.WriteUInt32LittleEndian(end.AsSpan(third), length);
        File.WriteAllBytes(Segments()[0], end);
        _log = SegmentedLog.Open(Options);
        Assert.Equal(2, _log.Replay(0).Count());
    }

    [Fact]
    public void Damage_in_a_segment_that_others_follow_is_refused_also_at_its_end()
    {
        Fill(20);
        _log.Dispose();
        string first = Segments()[0];
        byte[] whole = File.ReadAllBytes(first);
        int lastByte = whole.AsSpan().LastIndexOfAnyExcept((byte)0);
        whole[lastByte] ^= 1;
        File.WriteAllBytes(first, whole);
        Assert.Equal(StorageFault.Damaged, Fault(() => SegmentedLog.Open(Options)));
    }

    [Fact]
    public void Each_missing_segment_but_the_oldest_and_the_newest_is_refused_by_name()
    {
        Fill(60);
        _log.Dispose();
        string[] segments = Segments();
        Assert.True(segments.Length > 4);
        foreach (string segment in segments[1..^1])
        {
            byte[] content = File.ReadAllBytes(segment);
            File.Delete(segment);
            StorageFailure failure = Assert.Throws<StorageFailure>(() => SegmentedLog.Open(Options));
            Assert.Equal(StorageFault.Missing, failure.Fault);
            Assert.Contains(segment, failure.Message, StringComparison.Ordinal);
            File.WriteAllBytes(segment, content);
        }
        _log = SegmentedLog.Open(Options);
        Assert.Equal(60, _log.Replay(0).Count());
    }

    [Fact]
    public void Missing_oldest_or_newest_segment_shows_in_the_heights()
    {
        Fill(60);
        _log.Dispose();
        string[] segments = Segments();
        byte[] oldest = File.ReadAllBytes(segments[0]);
        File.Delete(segments[0]);
        using (SegmentedLog opened = SegmentedLog.Open(Options))
            Assert.True(opened.FirstHeight > 1);
        File.WriteAllBytes(segments[0], oldest);
        File.Delete(segments[^1]);
        using SegmentedLog shorter = SegmentedLog.Open(Options);
        Assert.True(shorter.LastHeight < 60);
    }

    [Fact]
    public void Empty_or_missing_folder_is_refused()
    {
        _log.Dispose();
        foreach (string segment in Segments())
            File.Delete(segment);
        Assert.Equal(StorageFault.Missing, Fault(() => SegmentedLog.Open(Options)));
        Directory.Delete(_folder["log"]);
        Assert.Equal(StorageFault.Missing, Fault(() => SegmentedLog.Open(Options)));
    }

    [Fact]
    public void Two_hundred_bytes_overwritten_at_offset_150_are_damage()
    {
        Fill(5);
        _log.Dispose();
        FileDamage.Overwrite(Segments()[0], 150, 200);
        StorageFailure failure = Assert.Throws<StorageFailure>(() => SegmentedLog.Open(Options));
        Assert.Equal(StorageFault.Damaged, failure.Fault);
        Assert.InRange(failure.Offset!.Value, 0, 350);
    }

    [Fact]
    public void File_cut_short_is_damage_since_no_crash_shortens_it()
    {
        Fill(5);
        _log.Dispose();
        byte[] whole = File.ReadAllBytes(Segments()[0]);
        foreach (int length in Enumerable.Range(0, 16).Select(i => whole.Length * i / 16).Append(whole.Length - 1))
        {
            File.WriteAllBytes(Segments()[0], whole[..length]);
            Assert.Equal(StorageFault.Damaged, Fault(() => SegmentedLog.Open(Options)));
        }
    }

    [Fact]
    public void Only_magic_is_damage_and_a_wrong_version_or_chain_says_so()
    {
        Fill(3);
        _log.Dispose();
        string segment = Segments()[0];
        byte[] whole = File.ReadAllBytes(segment);

        byte[] onlyMagic = new byte[whole.Length];
        whole.AsSpan(0, 8).CopyTo(onlyMagic);
        File.WriteAllBytes(segment, onlyMagic);
        Assert.Equal(StorageFault.Damaged, Fault(() => SegmentedLog.Open(Options)));
        File.WriteAllBytes(segment, whole[..8]);
        Assert.Equal(StorageFault.Damaged, Fault(() => SegmentedLog.Open(Options)));

        byte[] version = [.. whole];
        version[8] = 9;
        BinaryPrimitives.WriteUInt32LittleEndian(version.AsSpan(124), Chain.Storage.Files.Crc32C.Of(version.AsSpan(0, 124)));
        File.WriteAllBytes(segment, version);
        Assert.Equal(StorageFault.WrongVersion, Fault(() => SegmentedLog.Open(Options)));

        File.WriteAllBytes(segment, whole);
        Assert.Equal(StorageFault.WrongChain, Fault(() => SegmentedLog.Open(Options with { GenesisHash = Bytes.OtherChain })));
    }

    [Fact]
    public void Segment_under_another_name_is_refused()
    {
        Fill(30);
        _log.Dispose();
        string[] segments = Segments();
        File.Copy(segments[0], segments[1], overwrite: true);
        Assert.Equal(StorageFault.Damaged, Fault(() => SegmentedLog.Open(Options)));
    }

    [Fact]
    public void Record_moved_to_another_place_is_not_a_record()
    {
        _log.Append(1, 1, Bytes.Of("12345678"));
        _log.Sync();
        int second = End();
        _log.Append(1, 2, Bytes.Of("12345678"));
        _log.Sync();
        int third = End();
        _log.Dispose();
        byte[] whole = File.ReadAllBytes(Segments()[0]);
        whole.AsSpan(second, third - second).CopyTo(whole.AsSpan(third));
        File.WriteAllBytes(Segments()[0], whole);
        _log = SegmentedLog.Open(Options);
        Assert.Equal(2, _log.Replay(0).Count());
    }

    [Fact]
    public void Sparse_file_of_enormous_length_is_refused()
    {
        Fill(3);
        _log.Dispose();
        FileDamage.Truncate(Segments()[0], 1L << 40);
        Assert.Equal(StorageFault.TooLarge, Fault(() => SegmentedLog.Open(Options)));
    }

    [Fact]
    public void Half_made_segment_of_a_crash_is_removed()
    {
        Fill(3);
        _log.Dispose();
        File.WriteAllBytes(_folder["log/0000000001.log.new"], new byte[100]);
        _log = SegmentedLog.Open(Options);
        Assert.Equal(3, _log.Replay(0).Count());
        Assert.False(File.Exists(_folder["log/0000000001.log.new"]));
    }

    [Fact]
    public void Foreign_file_or_link_in_the_folder_is_refused()
    {
        Fill(3);
        _log.Dispose();
        File.WriteAllText(_folder["log/notes.txt"], "x");
        Assert.Equal(StorageFault.Unreadable, Fault(() => SegmentedLog.Open(Options)));
        File.Delete(_folder["log/notes.txt"]);
        File.Move(Segments()[0], _folder["moved"]);
        File.CreateSymbolicLink(_folder["log/0000000000.log"], _folder["moved"]);
        Assert.Equal(StorageFault.Unreadable, Fault(() => SegmentedLog.Open(Options)));
    }

    [Fact]
    public void Any_byte_changed_is_found_or_harmless_or_cut_as_the_last_record()
    {
        for (ulong height = 1; height <= 6; height++)
        {
            _log.Append((byte)height, height, Bytes.Of($"payload {height}"));
            _log.Sync();
        }
        int end = End();
        _log.Dispose();
        byte[] whole = File.ReadAllBytes(Segments()[0]);
        for (int at = 0; at < end + 40; at++)
        {
            byte[] changed = [.. whole];
            changed[at] ^= 0x21;
            File.WriteAllBytes(Segments()[0], changed);
            try
            {
                using SegmentedLog opened = SegmentedLog.Open(Options);
                LogRecord[] records = [.. opened.Replay(0)];
                Assert.InRange(records.Length, 5, 6);
                for (int i = 0; i < records.Length; i++)
                    Assert.Equal(($"payload {i + 1}", i + 1), (Bytes.Text(records[i].Payload.Span), (int)records[i].Height));
            }
            catch (StorageFailure failure)
            {
                Assert.Contains(failure.Fault, new[] { StorageFault.Damaged, StorageFault.WrongVersion, StorageFault.WrongChain });
            }
        }
        File.WriteAllBytes(Segments()[0], whole);
        _log = SegmentedLog.Open(Options);
    }

    [Fact]
    public void Opening_survives_ten_thousand_mutations_of_a_segment()
    {
        Fill(12);
        _log.Dispose();
        var random = new Random(99);
        byte[] whole = File.ReadAllBytes(Segments()[0])[..4096];
        for (int execution = 0; execution < 10_000; execution++)
        {
            byte[] file = [.. whole];
            for (int i = random.Next(1, 6); i > 0; i--)
            {
                int at = random.Next(128, file.Length - 8);
                if (random.Next(3) == 0)
                    BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(at & ~7), (uint)random.NextInt64(1L << 32));
                else if (random.Next(2) == 0)
                    file.AsSpan(random.Next(128, file.Length - 64) & ~7, 64).CopyTo(file.AsSpan(Math.Min(at, file.Length - 64)));
                else
                    file[at] = (byte)random.Next(256);
            }
            try
            {
                SegmentScan scan = SegmentScan.Read("segment", file, 0, knownEnd: null);
                Assert.InRange(scan.End, SegmentHeader.Length, file.Length);
                Assert.InRange(scan.DirtyEnd, scan.End, file.Length);
            }
            catch (StorageFailure failure)
            {
                Assert.Equal(StorageFault.Damaged, failure.Fault);
            }
        }
    }

    private void Fill(int heights)
    {
        for (ulong height = 1; height <= (ulong)heights; height++)
        {
            _log.Append(1, height, Bytes.Random(new Random((int)height), 300));
            _log.Sync();
        }
    }

    private string[] Segments() => [.. Directory.EnumerateFiles(_folder["log"], "*.log").Order(StringComparer.Ordinal)];

    /// <summary>Where the next record will begin, found in the file.</summary>
    private int End()
    {
        byte[] file = File.ReadAllBytes(Segments()[^1]);
        return SegmentScan.Read("segment", file, (ulong)(Segments().Length - 1), knownEnd: null).End;
    }

    private void Reopen()
    {
        _log.Dispose();
        _log = SegmentedLog.Open(Options);
    }

    private static StorageFault Fault(Func<IDisposable> action) => Assert.Throws<StorageFailure>(() => { action().Dispose(); }).Fault;
}
