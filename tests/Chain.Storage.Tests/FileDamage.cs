namespace Chain.Storage.Tests;

/// <summary>Damage done to files by tests.</summary>
internal static class FileDamage
{
    /// <summary>Overwrites bytes from an offset on, not beyond the file's end.</summary>
    public static void Overwrite(string path, long offset, int count, byte filler = 0xA5)
    {
        byte[] bytes = File.ReadAllBytes(path);
        for (long i = offset; i < offset + count && i < bytes.Length; i++)
            bytes[i] = filler;
        File.WriteAllBytes(path, bytes);
    }

    public static void Truncate(string path, long length)
    {
        using Microsoft.Win32.SafeHandles.SafeFileHandle file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite);
        RandomAccess.SetLength(file, length);
    }

    /// <summary>Copies a folder with everything in it.</summary>
    public static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (string file in Directory.EnumerateFiles(from))
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)), overwrite: true);
        foreach (string folder in Directory.EnumerateDirectories(from))
            Copy(folder, Path.Combine(to, Path.GetFileName(folder)));
    }
}
