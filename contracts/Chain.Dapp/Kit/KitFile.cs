namespace Chain.Dapp.Kit;

/// <summary>A file of contracts/kit, which this program carries with it.</summary>
internal static class KitFile
{
    /// <summary>Its text, by the path below contracts/kit.</summary>
    public static string Read(string path)
    {
        using Stream stream = typeof(KitFile).Assembly.GetManifestResourceStream($"kit/{path}") ?? throw new InvalidOperationException($"contracts/kit has no file '{path}'.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
