namespace Chain.Script.Tests;

/// <summary>Where things are: found upwards from the test's own folder, whichever way the tests are started.</summary>
internal static class Repository
{
    /// <summary>The folder that holds the launcher.</summary>
    public static string Root { get; } = Find();

    /// <summary>A folder of reference material beside the repository; null where there is none.</summary>
    public static string? Shared(string name)
    {
        string folder = Path.Combine(Path.GetDirectoryName(Root)!, "shared", name);
        return Directory.Exists(folder) ? folder : null;
    }

    private static string Find()
    {
        for (string? folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "Chain.sln")))
                return folder;
        }
        throw new InvalidOperationException("the tests run outside of the repository");
    }
}
