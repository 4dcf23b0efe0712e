using Chain.Primitives;

namespace Chain.Wallet.Files;

/// <summary>Files that are whole or not there: written under a temporary name, synced, renamed, and the directory synced. All are mode 0600.</summary>
public static class DurableFile
{
    /// <summary>Readable and writable by the owner alone.</summary>
    public const UnixFileMode PrivateFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Usable by the owner alone.</summary>
    public const UnixFileMode PrivateDirectory = PrivateFile | UnixFileMode.UserExecute;

    /// <summary>Replaces a file, or creates it. A crash leaves the old file or the new one, never a part.</summary>
    /// <exception cref="IOException">The disk refused; the old file is unchanged.</exception>
    public static void Replace(string path, ReadOnlySpan<byte> content)
    {
        string temporary = WriteTemporary(path, content);
        RenameOrDelete(temporary, path, overwrite: true);
    }

    /// <summary>Creates a file that must not exist yet. False when it does.</summary>
    /// <exception cref="IOException">The disk refused; nothing was created.</exception>
    public static bool TryCreate(string path, ReadOnlySpan<byte> content)
    {
        if (File.Exists(path))
            return false;
        string temporary = WriteTemporary(path, content);
        try
        {
            RenameOrDelete(temporary, path, overwrite: false);
            return true;
        }
        catch (IOException) when (File.Exists(path))
        {
            return false;
        }
    }

    /// <summary>Removes a file durably. Nothing happens when it is not there.</summary>
    public static void Delete(string path)
    {
        File.Delete(path);
        LibC.SyncDirectory(DirectoryOf(path));
    }

    /// <summary>Gives a file another name in a directory that exists, durably.</summary>
    public static void Move(string from, string to)
    {
        File.Move(from, to, overwrite: true);
        LibC.SyncDirectory(DirectoryOf(to));
    }

    /// <summary>Reads a file of bounded size; null when it is not there.</summary>
    /// <exception cref="IOException">It is larger than <paramref name="bytesMax"/>, or cannot be read.</exception>
    public static byte[]? TryRead(string path, int bytesMax)
    {
        try
        {
            using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return ReadBounded(stream, path, bytesMax);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Creates a directory for the owner alone, and those above it that are missing: .NET would open these to others.</summary>
    public static void CreateDirectory(string path)
    {
        var missing = new Stack<string>();
        for (string? at = Path.GetFullPath(path); at is not null && !Directory.Exists(at); at = Path.GetDirectoryName(at))
            missing.Push(at);
        foreach (string directory in missing)
            Directory.CreateDirectory(directory, PrivateDirectory);
    }

    /// <summary>Reads to the end, at most so many bytes: pipes and devices have no length to ask for.</summary>
    public static byte[] ReadBounded(Stream stream, string path, int bytesMax)
    {
        using var content = new MemoryStream();
        var buffer = new byte[Math.Min(bytesMax + 1, 64 * 1024)];
        while (true)
        {
            int read = stream.Read(buffer);
            if (read == 0)
                return content.ToArray();
            content.Write(buffer.AsSpan(0, read));
            if (content.Length > bytesMax)
                throw new IOException($"'{path}' is larger than the {bytesMax} bytes that it may have");
        }
    }

    private static string WriteTemporary(string path, ReadOnlySpan<byte> content)
    {
        CreateDirectory(DirectoryOf(path));
        string temporary = Path.Combine(DirectoryOf(path), $".{Path.GetRandomFileName()}.tmp");
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None, UnixCreateMode = PrivateFile, BufferSize = 0 };
            using FileStream stream = new(temporary, options);
            stream.Write(content);
            LibC.Sync(stream.SafeFileHandle, temporary);
        }
        catch (ArgumentOutOfRangeException tooLarge)
        {
            // What .NET makes of a limit on the size of files.
            File.Delete(temporary);
            throw new IOException($"'{path}' could not be written: a limit on the size of files is reached", tooLarge);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
        return temporary;
    }

    private static void RenameOrDelete(string temporary, string path, bool overwrite)
    {
        try
        {
            File.Move(temporary, path, overwrite);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
        LibC.SyncDirectory(DirectoryOf(path));
    }

    private static string DirectoryOf(string path)
    {
        string? directory = Path.GetDirectoryName(Path.GetFullPath(path));
        Invariant.Holds(directory is not null, "a file lies in a directory");
        return directory!;
    }
}
