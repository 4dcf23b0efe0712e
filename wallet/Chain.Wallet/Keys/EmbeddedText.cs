namespace Chain.Wallet.Keys;

/// <summary>Tables that are compiled into this library as text.</summary>
internal static class EmbeddedText
{
    /// <summary>The lines of a table that are neither empty nor begin with "#".</summary>
    public static IEnumerable<string> Lines(string name)
    {
        using Stream stream = typeof(EmbeddedText).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The table {name} is not compiled in.");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
                yield return line;
        }
    }
}
