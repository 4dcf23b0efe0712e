using Chain.Storage.Files;
using Chain.Storage.Tests.Crashes;

namespace Chain.Storage.Tests.Files;

[Collection(StartsProcesses.Name)]
public sealed class FileOwnershipTests
{
    [Fact]
    public void File_of_another_user_is_refused_with_both_users_and_the_remedy()
    {
        using var folder = new TemporaryFolder();
        string path = folder["file"];
        File.WriteAllText(path, "x");
        FileOwnership.RequireOwn(path);
        // Only root can give a file away; for everybody else the system's own files are another's.
        if (!Writer.Can("chown", "65534", path))
            path = "/etc/passwd";
        StorageFailure failure = Assert.Throws<StorageFailure>(() => FileOwnership.RequireOwn(path));
        Assert.Equal(StorageFault.Unreadable, failure.Fault);
        Assert.Contains(path == "/etc/passwd" ? "belongs to user 0" : "belongs to user 65534", failure.Message, StringComparison.Ordinal);
        Assert.Contains("chown", failure.Next, StringComparison.Ordinal);
    }

    [Fact]
    public void File_with_a_second_name_is_refused_until_that_is_gone()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["file"], "x");
        Assert.True(Writer.Can("ln", folder["file"], folder["second"]));
        StorageFailure failure = Assert.Throws<StorageFailure>(() => FileOwnership.RequireOwn(folder["file"]));
        Assert.Contains("2 names", failure.Message, StringComparison.Ordinal);
        File.Delete(folder["second"]);
        FileOwnership.RequireOwn(folder["file"]);
    }

    [Fact]
    public void Missing_file_is_named_and_what_is_no_regular_file_is_not_judged()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(StorageFault.Missing, Assert.Throws<StorageFailure>(() => FileOwnership.RequireOwn(folder["gone"])).Fault);
        FileOwnership.RequireOwn("/dev/null");
        FileOwnership.RequireOwn(folder.Path);
    }
}
