namespace Chain.Script.Conformance;

/// <summary>A checkout of test262: its files and its harness.</summary>
internal sealed class Checkout
{
    private readonly string _root;
    private readonly Dictionary<string, string> _harness = new(StringComparer.Ordinal);

    private Checkout(string root) => _root = root;

    /// <summary>Null when the folder is not a checkout of test262.</summary>
    public static Checkout? Open(string root)
    {
        if (!File.Exists(Path.Combine(root, "harness", "assert.js")) || !Directory.Exists(Path.Combine(root, "test")))
            return null;
        var checkout = new Checkout(Path.GetFullPath(root));
        string harness = Path.Combine(checkout._root, "harness");
        foreach (string file in Directory.EnumerateFiles(harness, "*.js", SearchOption.AllDirectories))
            checkout._harness.Add(Path.GetRelativePath(harness, file).Replace('\\', '/'), File.ReadAllText(file));
        return checkout;
    }

    /// <summary>The paths of all tests below test/, in ordinal order. Files that only serve other files are none.</summary>
    public IReadOnlyList<string> Paths()
    {
        string tests = Path.Combine(_root, "test");
        return [.. Directory.EnumerateFiles(tests, "*.js", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(tests, file).Replace('\\', '/'))
            .Where(path => !path.Contains("_FIXTURE", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)];
    }

    public TestFile Read(string path) => TestFile.Read(path, File.ReadAllText(Path.Combine(_root, "test", path)));

    /// <summary>The harness that a file needs, in the order in which it is to run; the same text for the same files.</summary>
    public string Harness(TestFile file)
    {
        IEnumerable<string> names = new[] { "assert.js", "sta.js" }.Concat(file.Includes.Where(name => name is not ("assert.js" or "sta.js")));
        return string.Concat(names.Select(name => _harness.TryGetValue(name, out string? text) ? text + "\n" : throw new InvalidDataException($"{file.Path} includes {name}, which the checkout has not")));
    }
}
