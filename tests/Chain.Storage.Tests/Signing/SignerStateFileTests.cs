using Chain.Storage.Signing;

namespace Chain.Storage.Tests.Signing;

public sealed class SignerStateFileTests : SignerStateContract, IDisposable
{
    private static readonly SignerIdentity Identity = new(Bytes.Key(1), Bytes.Chain);

    private readonly TemporaryFolder _folder = new();
    private SignerStateFile _state;

    public SignerStateFileTests() => _state = SignerStateFile.Create(File, Identity);

    private string File => _folder["signer.state"];

    private protected override ISignerState State => _state;

    public void Dispose()
    {
        _state.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Reopened_file_remembers_the_last_two_signatures()
    {
        for (byte i = 1; i < 20; i++)
        {
            _state.Record(i, 0, 2, A, Bytes.Signature(i));
            Reopen();
            Assert.Equal(i, _state.Last.Height);
            Assert.Equal(Bytes.Signature(i), _state.Last.Signature);
            Assert.Equal((ulong)i - 1, _state.Previous.Height);
        }
    }

    [Fact]
    public void Missing_file_is_refused_and_not_made()
    {
        _state.Dispose();
        System.IO.File.Delete(File);
        StorageFailure failure = Assert.Throws<StorageFailure>(() => SignerStateFile.Open(File, Identity));
        Assert.Equal(StorageFault.Missing, failure.Fault);
        Assert.Contains("init", failure.Next, StringComparison.Ordinal);
        Assert.False(System.IO.File.Exists(File));
    }

    [Fact]
    public void Create_never_overwrites() =>
        Assert.Equal(StorageFault.AlreadyExists, Assert.Throws<StorageFailure>(() => SignerStateFile.Create(File, Identity)).Fault);

    [Fact]
    public void Torn_newest_slot_leaves_the_one_before()
    {
        _state.Record(5, 0, 2, A, Bytes.Signature(5));
        _state.Record(6, 0, 2, B, Bytes.Signature(6));
        _state.Dispose();
        // The third write went to the slot of odd counts or even counts; damage each in turn and see which remains.
        byte[] whole = System.IO.File.ReadAllBytes(File);
        var heights = new List<ulong>();
        foreach (int slot in new[] { 0, 4096 })
        {
            byte[] torn = [.. whole];
            torn.AsSpan(slot + 100, 80).Fill(0);
            System.IO.File.WriteAllBytes(File, torn);
            using SignerStateFile opened = SignerStateFile.Open(File, Identity);
            heights.Add(opened.Last.Height);
        }
        Assert.Equal([5UL, 6UL], heights.Order());
        _state = SignerStateFile.Open(File, Identity);
    }

    [Fact]
    public void Both_slots_damaged_is_refused()
    {
        _state.Dispose();
        FileDamage.Overwrite(File, 150, 5000);
        Assert.Equal(StorageFault.Damaged, Assert.Throws<StorageFailure>(() => SignerStateFile.Open(File, Identity)).Fault);
    }

    [Fact]
    public void Two_hundred_bytes_overwritten_in_one_slot_leave_the_other()
    {
        _state.Record(7, 0, 2, A, Bytes.Signature(7));
        _state.Dispose();
        FileDamage.Overwrite(File, 150, 200);
        using SignerStateFile opened = SignerStateFile.Open(File, Identity);
        Assert.Contains(opened.Last.Height, new[] { 0UL, 7UL });
    }

    [Fact]
    public void File_cut_at_any_length_is_refused_or_gives_a_whole_record()
    {
        _state.Record(5, 0, 2, A, Bytes.Signature(5));
        _state.Record(6, 0, 2, B, Bytes.Signature(6));
        _state.Dispose();
        byte[] whole = System.IO.File.ReadAllBytes(File);
        for (int length = 0; length < whole.Length; length += 37)
        {
            System.IO.File.WriteAllBytes(File, whole[..length]);
            try
            {
                using SignerStateFile opened = SignerStateFile.Open(File, Identity);
                Assert.Contains((opened.Last.Height, opened.Last.Digest), new[] { (5UL, A), (6UL, B) });
            }
            catch (StorageFailure failure)
            {
                Assert.Equal(StorageFault.Damaged, failure.Fault);
            }
        }
    }

    [Fact]
    public void Any_flipped_bit_never_changes_what_is_remembered()
    {
        _state.Record(5, 1, 2, A, Bytes.Signature(5));
        _state.Record(6, 0, 3, B, Bytes.Signature(6));
        _state.Dispose();
        byte[] whole = System.IO.File.ReadAllBytes(File);
        foreach (int slot in new[] { 0, 4096 })
        {
            for (int bit = 0; bit < 212 * 8; bit += 3)
            {
                byte[] changed = [.. whole];
                changed[slot + (bit >> 3)] ^= (byte)(1 << (bit & 7));
                System.IO.File.WriteAllBytes(File, changed);
                using SignerStateFile opened = SignerStateFile.Open(File, Identity);
                Assert.Contains((opened.Last.Height, opened.Last.Round, opened.Last.Digest), new[] { (5UL, 1U, A), (6UL, 0U, B) });
            }
        }
    }

    [Fact]
    public void File_of_another_key_is_refused()
    {
        _state.Dispose();
        Assert.Equal(StorageFault.WrongKey, Assert.Throws<StorageFailure>(() => SignerStateFile.Open(File, Identity with { Key = Bytes.Key(2) })).Fault);
    }

    [Fact]
    public void File_of_another_chain_is_refused()
    {
        _state.Dispose();
        Assert.Equal(StorageFault.WrongChain, Assert.Throws<StorageFailure>(() => SignerStateFile.Open(File, Identity with { GenesisHash = Bytes.OtherChain })).Fault);
    }

    [Fact]
    public void File_is_used_by_one_at_a_time() =>
        Assert.Equal(StorageFault.Locked, Assert.Throws<StorageFailure>(() => SignerStateFile.Open(File, Identity)).Fault);

    [Fact]
    public void Old_copy_is_refused_by_what_the_log_shows()
    {
        _state.Record(5, 1, 2, A, Bytes.Signature(5));
        _state.RequireNotBefore(5, 1, 2);
        _state.RequireNotBefore(4, 9, 3);
        foreach ((ulong height, uint round, byte step) in new[] { (5UL, 1U, (byte)3), (5UL, 2U, (byte)1), (6UL, 0U, (byte)1) })
            Assert.Equal(StorageFault.Inconsistent, Assert.Throws<StorageFailure>(() => _state.RequireNotBefore(height, round, step)).Fault);
    }

    private void Reopen()
    {
        _state.Dispose();
        _state = SignerStateFile.Open(File, Identity);
    }
}
