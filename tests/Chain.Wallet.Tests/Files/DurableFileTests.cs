using Chain.Wallet.Files;

namespace Chain.Wallet.Tests.Files;

public class DurableFileTests
{
    [Fact]
    public void Replace_creates_a_private_file_and_leaves_no_temporary_one()
    {
        using var directory = new TemporaryDirectory();
        string path = directory.File("a.json");
        DurableFile.Replace(path, "one"u8);
        DurableFile.Replace(path, "two"u8);
        Assert.Equal("two"u8.ToArray(), DurableFile.TryRead(path, 10));
        Assert.Equal(DurableFile.PrivateFile, File.GetUnixFileMode(path));
        Assert.Equal([path], Directory.GetFileSystemEntries(directory.Path));
    }

    [Fact]
    public void TryCreate_refuses_an_existing_file()
    {
        using var directory = new TemporaryDirectory();
        string path = directory.File("a.json");
        Assert.True(DurableFile.TryCreate(path, "one"u8));
        Assert.False(DurableFile.TryCreate(path, "two"u8));
        Assert.Equal("one"u8.ToArray(), DurableFile.TryRead(path, 10));
        Assert.Equal([path], Directory.GetFileSystemEntries(directory.Path));
    }

    [Fact]
    public void TryRead_gives_nothing_for_a_missing_file_and_refuses_a_large_one()
    {
        using var directory = new TemporaryDirectory();
        Assert.Null(DurableFile.TryRead(directory.File("missing"), 10));
        Assert.Null(DurableFile.TryRead(directory.File("missing/too"), 10));
        DurableFile.Replace(directory.File("large"), new byte[11]);
        Assert.Throws<IOException>(() => DurableFile.TryRead(directory.File("large"), 10));
        Assert.Throws<IOException>(() => DurableFile.TryRead("/dev/zero", 1000));
    }

    [Fact]
    public void A_refused_write_is_an_error_and_leaves_no_file()
    {
        Assert.ThrowsAny<IOException>(() => DurableFile.Replace("/proc/self/a.json", "one"u8));
        Assert.False(File.Exists("/proc/self/a.json"));
    }

    [Fact]
    public void Directories_on_the_way_are_private_too()
    {
        using var directory = new TemporaryDirectory();
        DurableFile.Replace(directory.File("a/b/c.json"), "one"u8);
        Assert.Equal(DurableFile.PrivateDirectory, File.GetUnixFileMode(directory.File("a")));
        Assert.Equal(DurableFile.PrivateDirectory, File.GetUnixFileMode(directory.File("a/b")));
    }
}
