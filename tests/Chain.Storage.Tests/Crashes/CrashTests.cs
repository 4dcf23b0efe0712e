namespace Chain.Storage.Tests.Crashes;

[Collection(StartsProcesses.Name)]
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
        using var folder = new TemporaryFolder();
        if (!Writer.Can("strace", "-f", "-o", "/dev/null", "-e", "trace=none", "true"))
        {
            StopsAtALimitAndGoesOnWithoutIt(folder.Path);
            return;
        }
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
        {
            StopsAtALimitAndGoesOnWithoutIt(disk);
            return;
        }
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
    public void Disk_without_inodes_ends_the_process_and_after_some_are_made_nothing_is_lost()
    {
        using var folder = new TemporaryFolder();
        string disk = folder["disk"];
        Directory.CreateDirectory(disk);
        // Enough for the home and one segment of the log; the next segment finds none.
        if (!Writer.Can("mount", "-t", "tmpfs", "-o", "size=60m,nr_inodes=13", "tmpfs", disk))
        {
            StopsAtALimitAndGoesOnWithoutIt(disk);
            return;
        }
        try
        {
            (int exitCode, ulong acknowledged, string errors) = Writer.Run(disk, 100);
            Assert.Equal(Program.Failed, exitCode);
            Assert.Contains(nameof(StorageFault.Full), errors, StringComparison.Ordinal);
            Assert.Contains("inodes", errors, StringComparison.Ordinal);
            Assert.True(acknowledged > 0);
            Assert.True(Writer.Can("mount", "-o", "remount,nr_inodes=100", disk));
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

    [Theory]
    [InlineData("EDQUOT", nameof(StorageFault.Full))]
    [InlineData("EFBIG", nameof(StorageFault.WriteFailed))]
    public void Write_that_the_system_refuses_ends_the_process_and_nothing_is_lost(string error, string fault)
    {
        using var folder = new TemporaryFolder();
        if (!Writer.Can("strace", "-f", "-o", "/dev/null", "-e", "trace=none", "true"))
        {
            StopsAtALimitAndGoesOnWithoutIt(folder.Path);
            return;
        }
        Assert.Equal(0, Writer.Run(folder.Path, 2).ExitCode);
        (int exitCode, ulong acknowledged, string errors) = Writer.Run(
            folder.Path, 60, null, "strace", "-f", "-o", "/dev/null", "-e", "trace=pwrite64", "-e", $"inject=pwrite64:error={error}:when=20+");
        Assert.Equal(Program.Failed, exitCode);
        Assert.Contains(fault, errors, StringComparison.Ordinal);
        using CrashHome home = CrashHome.Open(folder.Path);
        Assert.True(home.Height >= acknowledged);
        home.RequireWhole();
        home.WriteNext();
    }

    [Fact]
    public void What_is_acknowledged_was_made_durable_before_and_the_signer_before_the_log()
    {
        using var folder = new TemporaryFolder();
        if (!Writer.Can("strace", "-f", "-o", "/dev/null", "-e", "trace=none", "true"))
        {
            StopsAtALimitAndGoesOnWithoutIt(folder.Path);
            return;
        }
        string home = folder["home"];
        Directory.CreateDirectory(home);
        Assert.Equal(0, Writer.Run(home, 2).ExitCode);
        Assert.Equal(0, Writer.Run(home, 40, null, "strace", "-f", "--seccomp-bpf", "-y", "-o", folder["trace"], "-e", "trace=pwrite64,write,fsync,fdatasync,rename,renameat,renameat2,link,linkat").ExitCode);
        var trace = new DurabilityTrace(home);
        foreach (string line in File.ReadLines(folder["trace"]))
            trace.Take(line);
        Assert.Equal(40, trace.Acknowledged);
        Assert.True(trace.Renamed > 1, "the log began new segments");
    }

    [Fact]
    public void Limit_on_the_size_of_files_ends_the_process_and_without_it_nothing_is_lost()
    {
        using var folder = new TemporaryFolder();
        StopsAtALimitAndGoesOnWithoutIt(folder.Path);
    }

    [Fact]
    public void Read_only_folder_is_refused_by_name()
    {
        using var folder = new TemporaryFolder();
        string disk = folder["disk"];
        Directory.CreateDirectory(disk);
        if (!Writer.Can("mount", "-t", "tmpfs", "-o", "size=60m", "tmpfs", disk))
        {
            IsRefusedWithoutRights(disk);
            return;
        }
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

    /// <summary>A limit that every user may set on every machine: no file may grow beyond so many blocks of 1,024 bytes.</summary>
    private static void StopsAtALimitAndGoesOnWithoutIt(string folder)
    {
        Assert.Equal(0, Writer.Run(folder, 3).ExitCode);
        long blocks = Directory.EnumerateFiles(folder, "data.mdb", SearchOption.AllDirectories).Max(static file => new FileInfo(file).Length) / 1024;
        // The runtime's own double mapping of code is a file too, and larger; so it is turned off.
        string limited = $"trap '' XFSZ; ulimit -f {blocks + 1024}; DOTNET_EnableWriteXorExecute=0 exec \"$@\"";
        (int exitCode, ulong acknowledged, string errors) = Writer.Run(folder, 100_000, null, "bash", "-c", limited, "limited");
        Assert.True(exitCode == Program.Failed, errors);
        Assert.Contains(nameof(StorageFault.WriteFailed), errors, StringComparison.Ordinal);
        Assert.True(acknowledged > 3);
        using CrashHome home = CrashHome.Open(folder);
        Assert.True(home.Height >= acknowledged);
        home.RequireWhole();
        home.WriteNext();
    }

    /// <summary>What a user without the right to mount can do about reading only: take his own right to write away. (Root without that right has no such means, and needs none: it may write everywhere.)</summary>
    private static void IsRefusedWithoutRights(string folder)
    {
        Assert.Equal(0, Writer.Run(folder, 3).ExitCode);
        string signer = Path.Combine(folder, "signer");
        Assert.True(Writer.Can("chmod", "400", signer));
        if (Environment.IsPrivilegedProcess)
        {
            CrashHome.Open(folder).Dispose();
            return;
        }
        StorageFailure failure = Assert.Throws<StorageFailure>(() => { CrashHome.Open(folder).Dispose(); });
        Assert.Equal(StorageFault.Unreadable, failure.Fault);
        Assert.Contains(signer, failure.Message, StringComparison.Ordinal);
    }
}
