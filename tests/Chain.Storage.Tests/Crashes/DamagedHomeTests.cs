namespace Chain.Storage.Tests.Crashes;

/// <summary>Damage to each file of a home: refused by name, or repaired, and never wrong data.</summary>
[Collection(StartsProcesses.Name)]
public sealed class DamagedHomeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ulong _height;

    public DamagedHomeTests()
    {
        Directory.CreateDirectory(Home);
        using CrashHome home = CrashHome.OpenOrCreate(Home);
        for (int i = 0; i < 25; i++)
            home.WriteNext();
        _height = home.Height;
    }

    private string Home => _folder["home"];

    private string Copy => _folder["copy"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Each_file_that_is_deleted_is_refused_or_made_anew_and_after_it_is_restored_the_home_opens()
    {
        foreach (string file in Files())
        {
            string name = Restore(file);
            File.Delete(Path.Combine(Copy, name));
            string? refused = OpenOrRefusal();
            bool isMadeAnew = name is "lock" or "state/lock.mdb" or "history/lock.mdb" or "made";
            // The oldest segments may be those that the node itself deletes when the history holds their heights.
            bool mayBeMissing = isMadeAnew || (name.StartsWith("log/", StringComparison.Ordinal) && file != Files().Last(static other => other.EndsWith(".log", StringComparison.Ordinal)));
            Assert.True(refused is null ? mayBeMissing : !isMadeAnew, $"{name}: {refused ?? "opened"}");
            File.Copy(file, Path.Combine(Copy, name), overwrite: true);
            Assert.Null(OpenOrRefusal());
        }
    }

    [Theory]
    [InlineData(0x00)]
    [InlineData(0xFF)]
    [InlineData(0xA5)]
    public void Two_hundred_bytes_overwritten_at_offset_150_are_refused_or_harmless(byte filler)
    {
        foreach (string file in Files())
        {
            string name = Restore(file);
            FileDamage.Overwrite(Path.Combine(Copy, name), 150, 200, filler);
            OpenOrRefusal();
        }
    }

    [Fact]
    public void Each_file_cut_at_every_sixteenth_is_refused_or_repaired()
    {
        foreach (string file in Files())
        {
            long length = new FileInfo(file).Length;
            foreach (long cut in Enumerable.Range(0, 16).Select(i => length * i / 16).Append(length - 1).Where(cut => cut >= 0 && cut < length))
            {
                string name = Restore(file);
                FileDamage.Truncate(Path.Combine(Copy, name), cut);
                OpenOrRefusal();
            }
        }
    }

    [Theory]
    [InlineData("state")]
    [InlineData("history")]
    [InlineData("log")]
    public void Parts_of_two_heights_mixed_are_refused_or_brought_to_one_height(string part)
    {
        FileDamage.Copy(Home, Copy);
        using (CrashHome later = CrashHome.Open(Home))
        {
            for (int i = 0; i < 20; i++)
                later.WriteNext();
        }
        Directory.Delete(Path.Combine(Copy, part), recursive: true);
        FileDamage.Copy(Path.Combine(Home, part), Path.Combine(Copy, part));
        string? refused = OpenOrRefusal();
        // A state or history that is further than the log is refused. A log that is further is what a crash leaves, and where it still begins early enough it is replayed.
        if (part != "log")
            Assert.NotNull(refused);
    }

    [Fact]
    public void Log_that_was_exchanged_for_an_older_one_is_refused()
    {
        FileDamage.Copy(Path.Combine(Home, "log"), _folder["old log"]);
        using (CrashHome later = CrashHome.Open(Home))
        {
            for (int i = 0; i < 20; i++)
                later.WriteNext();
        }
        FileDamage.Copy(Home, Copy);
        Directory.Delete(Path.Combine(Copy, "log"), recursive: true);
        FileDamage.Copy(_folder["old log"], Path.Combine(Copy, "log"));
        Assert.Contains("the log was cut, lost or exchanged", OpenOrRefusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void Each_file_that_another_folder_shares_is_refused_by_name_and_a_copy_of_its_own_opens()
    {
        foreach (string file in Files().Where(static file => Path.GetFileName(file) != "made"))
        {
            string name = Restore(file);
            string shared = Path.Combine(Copy, name);
            Assert.True(Writer.Can("ln", shared, _folder["another name"]));
            string? refused = OpenOrRefusal();
            Assert.True(refused is not null && refused.Contains(name, StringComparison.Ordinal) && refused.Contains("2 names", StringComparison.Ordinal), $"{name}: {refused ?? "opened"}");
            File.Delete(_folder["another name"]);
            string? again = OpenOrRefusal();
            Assert.True(again is null, $"{name}: {again}");
        }
    }

    [Fact]
    public void Each_file_that_is_a_link_is_refused_by_name()
    {
        foreach (string file in Files().Where(static file => Path.GetFileName(file) != "made"))
        {
            string link = Path.Combine(Copy, Restore(file));
            File.Delete(link);
            File.CreateSymbolicLink(link, file);
            string? refused = OpenOrRefusal();
            Assert.True(refused?.Contains("a link stands where a file is expected", StringComparison.Ordinal) == true, $"{link}: {refused ?? "opened"}");
        }
    }

    [Fact]
    public void Two_processes_never_share_a_home()
    {
        using CrashHome home = CrashHome.Open(Home);
        (int exitCode, _, string errors) = Writer.Run(Home, 1);
        Assert.Equal(Program.Failed, exitCode);
        Assert.Contains($"pid {Environment.ProcessId}", errors, StringComparison.Ordinal);
    }

    private IEnumerable<string> Files() => Directory.EnumerateFiles(Home, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToArray();

    /// <summary>Makes the copy whole again; returns the file's name in the home.</summary>
    private string Restore(string file)
    {
        if (Directory.Exists(Copy))
            Directory.Delete(Copy, recursive: true);
        FileDamage.Copy(Home, Copy);
        return Path.GetRelativePath(Home, file);
    }

    /// <summary>Opens the copy: null when it is whole at the height it should have, else why it was refused.</summary>
    private string? OpenOrRefusal()
    {
        try
        {
            using CrashHome home = CrashHome.Open(Copy);
            home.RequireWhole();
            Assert.True(home.Height >= _height);
            return null;
        }
        catch (StorageFailure failure)
        {
            Assert.NotEmpty(failure.Next);
            Assert.NotEqual(StorageFault.SnapshotExpired, failure.Fault);
            return failure.Message;
        }
    }
}
