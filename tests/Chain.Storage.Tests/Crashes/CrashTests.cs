namespace Chain.Storage.Tests.Crashes;

public sealed class CrashTests
{
    [Fact]
    public void Home_of_a_process_killed_in_the_middle_of_commits_opens_whole_with_all_that_was_acknowledged()
    {
        using var folder = new TemporaryFolder();
        var random = new Random(4);
        ulong acknowledged = 0;
        for (int kill = 0; kill < 8; kill++)
        {
            (int exitCode, ulong last, string errors) = Writer.Run(folder.Path, 1000, killAfter: random.Next(1, 12));
            Assert.True(exitCode != 0 && errors.Length == 0, errors);
            acknowledged = Math.Max(acknowledged, last);
            using CrashHome home = CrashHome.Open(folder.Path);
            Assert.True(home.Height >= acknowledged);
            home.RequireWhole();
            acknowledged = home.Height;
        }
    }

    [Theory]
    [InlineData("fsync", 5)]
    [InlineData("fdatasync", 1)]
    [InlineData("fdatasync", 12)]
    [InlineData("fdatasync", 23)]
    [InlineData("fdatasync", 24)]
    [InlineData("fdatasync", 25)]
    [InlineData("fdatasync", 26)]
    public void Sync_that_fails_once_ends_the_process_and_a_restart_has_all_that_was_acknowledged(string call, int when)
    {
        if (!Writer.Can("strace", "-f", "-o", "/dev/null", "-e", "trace=none", "true"))
            return;
        using var folder = new TemporaryFolder();
        (int made, _, string trouble) = Writer.Run(folder.Path, 2);
        Assert.True(made == 0, trouble);
        (int exitCode, ulong acknowledged, string errors) = Writer.Run(
            folder.Path, 60, null, "strace", "-f", "-o", "/dev/null", "-e", $"trace={call}", "-e", $"inject={call}:error=EIO:when={when}");
        Assert.Equal(Program.Failed, exitCode);
        Assert.Contains(nameof(StorageFault.WriteFailed), errors, StringComparison.Ordinal);
        using CrashHome home = CrashHome.Open(folder.Path);
        Assert.True(home.Height >= acknowledged);
        home.RequireWhole();
        home.WriteNext();
        home.RequireWhole();
    }

    [Fact]
    public void Full_disk_ends_the_process_and_after_room_is_made_nothing_is_lost()
    {
        using var folder = new TemporaryFolder();
        string disk = folder["disk"];
        Directory.CreateDirectory(disk);
        if (!Writer.Can("mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", disk))
            return;
        try
        {
            (int exitCode, ulong acknowledged, string errors) = Writer.Run(disk, 100_000);
            Assert.Equal(Program.Failed, exitCode);
            Assert.Contains(nameof(StorageFault.Full), errors, StringComparison.Ordinal);
            Assert.True(acknowledged > 0);
            Assert.True(Writer.Can("mount", "-o", "remount,size=60m", disk));
            using CrashHome home = CrashHome.Open(disk);
            Assert.True(home.Height >= acknowledged);
            home.RequireWhole();
            home.WriteNext();
        }
        finally
        {
            Writer.Can("umount", disk);
        }
    }

    [Fact]
    public void Read_only_folder_is_refused_by_name()
    {
        using var folder = new TemporaryFolder();
        string disk = folder["disk"];
        Directory.CreateDirectory(disk);
        if (!Writer.Can("mount", "-t", "tmpfs", "-o", "size=60m", "tmpfs", disk))
            return;
        try
        {
            Assert.Equal(0, Writer.Run(disk, 3).ExitCode);
            Assert.True(Writer.Can("mount", "-o", "remount,ro", disk));
            StorageFailure failure = Assert.Throws<StorageFailure>(() => { CrashHome.Open(disk).Dispose(); });
            Assert.Equal(StorageFault.Unreadable, failure.Fault);
            Assert.Contains(disk, failure.Message, StringComparison.Ordinal);
        }
        finally
        {
            Writer.Can("umount", disk);
        }
    }
}
