using Chain.Node.Running;
using Chain.Node.Tests.Support;
using Chain.Primitives;
using Chain.Primitives.Crypto;
using Microsoft.Extensions.Logging;

namespace Chain.Node.Tests;

/// <summary>A folder of compiled code: whatever is wrong with it, it gives nothing and says so once.</summary>
public sealed class CodeFolderTests : IDisposable
{
    private readonly string _folder = Path.Combine(Directory.CreateTempSubdirectory("code").FullName, "cache", "code");
    private readonly CriticalLog _log = new(LogLevel.Warning);

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(Path.GetDirectoryName(_folder)!)!, recursive: true);

    [Fact]
    public void What_is_written_is_there_after_a_start()
    {
        Write(new byte[] { 1, 2, 3 }, 1);
        using var folder = new CodeFolder(_folder, _log);
        Assert.True(folder.TryRead(Key(1), out ReadOnlyMemory<byte> bytes));
        Assert.Equal(new byte[] { 1, 2, 3 }, bytes.ToArray());
        Assert.False(folder.TryRead(Key(2), out _));
        Assert.Empty(_log.Entries);
    }

    [Fact]
    public void A_full_folder_takes_no_more_and_the_oldest_make_room_at_the_next_start()
    {
        for (int i = 0; i < 10; i++)
        {
            Write(new byte[100], i, bytesMax: 1_000);
            File.SetLastWriteTimeUtc(Path.Combine(_folder, Key(i).ToString()), DateTime.UnixEpoch.AddDays(i));
        }
        Assert.InRange(Directory.GetFiles(_folder).Sum(static file => new FileInfo(file).Length), 500, 1_000);
        using var folder = new CodeFolder(_folder, _log, bytesMax: 1_000);
        Assert.False(folder.TryRead(Key(0), out _));
        Assert.True(folder.TryRead(Key(9), out _));
    }

    [Fact]
    public void A_folder_that_is_deleted_or_is_a_file_or_holds_other_things_gives_nothing_and_throws_nothing()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder)!);
        File.WriteAllText(_folder, "a file");
        using (var folder = new CodeFolder(_folder, _log))
        {
            folder.Write(Key(1), static () => [1]);
            Assert.False(folder.TryRead(Key(1), out _));
        }
        Assert.Single(_log.Entries);
        File.Delete(_folder);
        Directory.CreateDirectory(Path.Combine(_folder, Key(1).ToString()));
        File.WriteAllBytes(Path.Combine(_folder, Key(2).ToString()), []);
        using (var folder = new CodeFolder(_folder, _log))
        {
            Assert.False(folder.TryRead(Key(1), out _));
            Assert.False(folder.TryRead(Key(2), out _));
            Directory.Delete(_folder, recursive: true);
            Assert.False(folder.TryRead(Key(3), out _));
            folder.Write(Key(3), static () => throw new InvalidOperationException("not to be encoded"));
        }
        using var again = new CodeFolder(_folder, _log);
        again.Reject(Key(1));
        again.Reject(Key(2));
        again.Dispose();
        // After the end a write goes nowhere.
        again.Write(Key(4), static () => [1]);
    }

    private void Write(byte[] bytes, int number, long bytesMax = 1_000_000)
    {
        using var folder = new CodeFolder(_folder, _log, bytesMax);
        folder.Write(Key(number), () => bytes);
    }

    private static Hash256 Key(int number) => Hashing.Sha256([(byte)number]);
}
