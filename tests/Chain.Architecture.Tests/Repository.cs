using System.Xml.Linq;

namespace Chain.Architecture.Tests;

/// <summary>The tree that the tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string Configuration { get; } = Path.GetFileName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));

    public static IEnumerable<string> ProjectFiles() =>
        new[] { "node", "contracts", "wallet", "tests", "bench" }
            .Select(folder => Path.Combine(Root, folder))
            .Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.csproj", SearchOption.AllDirectories))
            .Order(StringComparer.Ordinal);

    public static IEnumerable<string> SourceFiles(params string[] folders) =>
        folders.Select(folder => Path.Combine(Root, folder))
            .Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories))
            .Order(StringComparer.Ordinal);

    public static string? Property(string projectFile, string name) =>
        XDocument.Load(projectFile).Descendants(name).FirstOrDefault()?.Value;

    public static IReadOnlyList<string> PureProjects() =>
        [.. ProjectFiles().Where(file => Property(file, "Pure") == "true").Select(file => Path.GetFileNameWithoutExtension(file))];

    public static string Assembly(string project) =>
        Path.Combine(Root, "artifacts", "bin", project, Configuration, $"{project}.dll");

    private static string FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Chain.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests run outside of the repository.");
    }
}
