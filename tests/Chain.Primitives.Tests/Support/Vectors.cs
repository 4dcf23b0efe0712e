using System.Text.Json;

namespace Chain.Primitives.Tests.Support;

/// <summary>The public test vectors, which lie beside the repository on machines that have them. Without them a test passes on its own small set.</summary>
public static class Vectors
{
    /// <summary>The folder of the vectors; null when it is not there.</summary>
    public static string? Root { get; } = Find();

    /// <summary>A JSON file of the vectors; null when they are not there.</summary>
    public static JsonDocument? Load(string path) => Root is null ? null : JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Root, path)));

    /// <summary>All files below a folder of the vectors, sorted; none when they are not there.</summary>
    public static IReadOnlyList<string> Files(string folder, string pattern = "*.json") =>
        Root is null ? [] : [.. Directory.GetFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    /// <summary>The text of a property.</summary>
    public static string Text(this JsonElement element, string name) => element.GetProperty(name).GetString()!;

    /// <summary>The bytes that a property writes in hexadecimal.</summary>
    public static byte[] Hex(this JsonElement element, string name) => Convert.FromHexString(element.Text(name));

    private static string? Find()
    {
        string vectors = Path.GetFullPath(Path.Combine(Repository.Root, "..", "shared", "vectors"));
        return Directory.Exists(vectors) ? vectors : null;
    }
}
