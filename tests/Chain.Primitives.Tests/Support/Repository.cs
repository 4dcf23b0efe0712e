namespace Chain.Primitives.Tests.Support;

/// <summary>The working tree that the tests were built from.</summary>
public static class Repository
{
    /// <summary>The folder that holds Chain.sln.</summary>
    public static string Root { get; } = Find();

    private static string Find()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Chain.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests do not run inside the repository.");
    }
}
