namespace Chain.Types.Tests.Support;

/// <summary>Files at the top of the repository.</summary>
public static class RepositoryFile
{
    public static byte[] Read(string name)
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Chain.sln")))
            folder = folder.Parent;
        return File.ReadAllBytes(Path.Combine(folder!.FullName, name));
    }
}
