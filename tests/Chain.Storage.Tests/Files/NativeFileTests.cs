using Chain.Storage.Files;
using Microsoft.Win32.SafeHandles;

namespace Chain.Storage.Tests.Files;

public sealed class NativeFileTests
{
    [Fact]
    public void Link_in_place_of_a_file_is_refused()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["real"], "x");
        File.CreateSymbolicLink(folder["link"], folder["real"]);
        Assert.Equal(StorageFault.Unreadable, Fault(() => NativeFile.OpenExisting(folder["link"])));
    }

    [Fact]
    public void Folder_in_place_of_a_file_is_refused()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["file"]);
        Assert.Equal(StorageFault.Unreadable, Fault(() => NativeFile.OpenExisting(folder["file"])));
    }

    [Fact]
    public void Missing_file_is_named()
    {
        using var folder = new TemporaryFolder();
        StorageFailure failure = Assert.Throws<StorageFailure>(() => NativeFile.OpenExisting(folder["gone"]));
        Assert.Equal(StorageFault.Missing, failure.Fault);
        Assert.Contains(folder["gone"], failure.Message, StringComparison.Ordinal);
        Assert.NotEmpty(failure.Next);
    }

    [Fact]
    public void Sync_reports_an_error_of_the_system()
    {
        // fsync of a pipe is an error (EINVAL), which .NET's flush calls do not report.
        using var pipe = new System.IO.Pipes.AnonymousPipeServerStream();
        using var handle = new SafeFileHandle(pipe.SafePipeHandle.DangerousGetHandle(), ownsHandle: false);
        Assert.Equal(StorageFault.WriteFailed, Fault(() => NativeFile.Sync(handle, "pipe")));
        Assert.Equal(StorageFault.WriteFailed, Fault(() => NativeFile.SyncData(handle, "pipe")));
    }

    [Fact]
    public void Write_to_a_full_device_says_that_there_is_no_room()
    {
        using SafeFileHandle full = NativeFile.OpenExisting("/dev/full");
        Assert.Equal(StorageFault.Full, Fault(() => NativeFile.Write(full, "/dev/full", new byte[10], 0)));
    }

    [Fact]
    public void CreateNew_never_overwrites()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["file"], "x");
        Assert.Equal(StorageFault.AlreadyExists, Fault(() => NativeFile.CreateNew(folder["file"])));
        Assert.Equal("x", File.ReadAllText(folder["file"]));
    }

    [Fact]
    public void Replace_leaves_the_new_file_whole_and_no_other()
    {
        using var folder = new TemporaryFolder();
        DurableFile.Replace(folder["file"], Bytes.Of("one"));
        DurableFile.Replace(folder["file"], Bytes.Of("two"));
        Assert.Equal("two", File.ReadAllText(folder["file"]));
        Assert.Single(Directory.EnumerateFileSystemEntries(folder.Path));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(folder["file"]));
    }

    [Fact]
    public void Second_HomeLock_of_a_home_is_refused_and_names_the_process()
    {
        using var folder = new TemporaryFolder();
        using (HomeLock.Take(folder.Path))
        {
            StorageFailure failure = Assert.Throws<StorageFailure>(() => HomeLock.Take(folder.Path));
            Assert.Equal(StorageFault.Locked, failure.Fault);
            Assert.Contains($"pid {Environment.ProcessId}", failure.Message, StringComparison.Ordinal);
        }
        HomeLock.Take(folder.Path).Dispose();
    }

    private static StorageFault Fault(Action action) => Assert.Throws<StorageFailure>(action).Fault;

    private static StorageFault Fault(Func<IDisposable> action) => Assert.Throws<StorageFailure>(() => { action().Dispose(); }).Fault;
}
