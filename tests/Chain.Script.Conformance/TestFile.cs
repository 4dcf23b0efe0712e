namespace Chain.Script.Conformance;

/// <summary>One file of test262 with what its front matter says.</summary>
/// <param name="Path">Relative to the checkout's <c>test</c> folder, with slashes.</param>
/// <param name="Source">The whole text.</param>
/// <param name="Flags">How to run it: onlyStrict, noStrict, module, raw, async …</param>
/// <param name="Features">What it needs.</param>
/// <param name="Includes">The harness files it uses.</param>
/// <param name="NegativePhase">"parse", "resolution" or "runtime" when an error is expected; else null.</param>
/// <param name="NegativeType">The name of the expected error.</param>
internal sealed record TestFile(
    string Path, string Source, IReadOnlyList<string> Flags, IReadOnlyList<string> Features, IReadOnlyList<string> Includes, string? NegativePhase, string? NegativeType)
{
    public bool IsModule => Flags.Contains("module");

    public bool IsRaw => Flags.Contains("raw");

    /// <summary>Reads the front matter: the little of YAML that test262 uses (scalars, flow lists, block lists, one nested map).</summary>
    public static TestFile Read(string path, string source)
    {
        int start = source.IndexOf("/*---", StringComparison.Ordinal);
        int end = start < 0 ? -1 : source.IndexOf("---*/", start, StringComparison.Ordinal);
        string[] lines = end < 0 ? [] : source[(start + 5)..end].Split(["\r\n", "\n", "\r"], StringSplitOptions.None);
        return new TestFile(path, source, List(lines, "flags"), List(lines, "features"), List(lines, "includes"), Nested(lines, "negative", "phase"), Nested(lines, "negative", "type"));
    }

    private static IReadOnlyList<string> List(string[] lines, string key)
    {
        int at = Array.FindIndex(lines, line => line.StartsWith(key + ":", StringComparison.Ordinal));
        if (at < 0)
            return [];
        string rest = lines[at][(key.Length + 1)..].Trim();
        if (rest.StartsWith('['))
        {
            while (!rest.Contains(']', StringComparison.Ordinal) && ++at < lines.Length)
                rest += " " + lines[at].Trim();
            return rest.Trim('[', ']', ' ').Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        }
        return [.. lines.Skip(at + 1).TakeWhile(line => line.TrimStart().StartsWith("- ", StringComparison.Ordinal)).Select(line => line.Trim()[2..].Trim())];
    }

    private static string? Nested(string[] lines, string key, string inner)
    {
        int at = Array.FindIndex(lines, line => line.StartsWith(key + ":", StringComparison.Ordinal));
        return at < 0
            ? null
            : lines.Skip(at + 1).TakeWhile(line => line.StartsWith(' '))
                .Select(line => line.Trim()).Where(line => line.StartsWith(inner + ":", StringComparison.Ordinal))
                .Select(line => line[(inner.Length + 1)..].Trim()).FirstOrDefault();
    }
}
