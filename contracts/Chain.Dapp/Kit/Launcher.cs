namespace Chain.Dapp.Kit;

/// <summary>How a person in some folder types the launcher of this repository.</summary>
internal static class Launcher
{
    /// <summary>"./chain", "../chain", or a path from the root.</summary>
    public static string From(string folder)
    {
        string root = Environment.GetEnvironmentVariable("CHAIN_ROOT") is { Length: > 0 } given ? given : Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "..", ".."));
        string relative = Path.GetRelativePath(Path.GetFullPath(folder), Path.Combine(root, "chain"));
        bool isFar = relative.Split('/').Count(part => part == "..") > 3;
        return isFar ? Path.Combine(root, "chain") : relative.StartsWith("..", StringComparison.Ordinal) ? relative : $"./{relative}";
    }
}
