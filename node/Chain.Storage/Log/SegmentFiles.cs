using System.Globalization;
using Chain.Storage.Files;
using Microsoft.Win32.SafeHandles;

namespace Chain.Storage.Log;

/// <summary>The files of a log: their names, how they are made, and how they are read.</summary>
internal static class SegmentFiles
{
    /// <summary>No segment is larger; a file that is (or claims to be, by a hole) is not read into memory.</summary>
    public const long BytesMax = 1L << 30;

    private const string Extension = ".log";
    private const string NewExtension = ".new";

    public static string PathOf(string folder, ulong number) => Path.Combine(folder, number.ToString("D10", CultureInfo.InvariantCulture) + Extension);

    /// <summary>The numbers of the segments in the folder, ascending and without gaps. Files that were being made when a crash came are removed.</summary>
    public static List<ulong> List(string folder)
    {
        var numbers = new List<ulong>();
        try
        {
            foreach (string path in Directory.EnumerateFileSystemEntries(folder))
            {
                string name = Path.GetFileName(path);
                if (name.EndsWith(NewExtension, StringComparison.Ordinal))
                    File.Delete(path);
                else if (name.EndsWith(Extension, StringComparison.Ordinal) && ulong.TryParse(name[..^Extension.Length], NumberStyles.None, CultureInfo.InvariantCulture, out ulong number) && PathOf(folder, number) == Path.Combine(folder, name))
                    numbers.Add(number);
                else
                    throw new StorageFailure(StorageFault.Unreadable, path, "the file does not belong in the log's folder", "Move it away");
            }
        }
        catch (DirectoryNotFoundException e)
        {
            throw new StorageFailure(StorageFault.Missing, folder, "the log's folder does not exist", SegmentedLog.RestoreAdvice, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StorageFailure(StorageFault.Unreadable, folder, $"the log's folder cannot be read ({e.Message})", "Give the node's user the right to read and write it", e);
        }
        numbers.Sort();
        if (numbers.Count == 0)
            throw new StorageFailure(StorageFault.Missing, PathOf(folder, 0), "the log has no segment", SegmentedLog.RestoreAdvice);
        for (int i = 1; i < numbers.Count; i++)
        {
            if (numbers[i] != numbers[i - 1] + 1)
                throw new StorageFailure(StorageFault.Missing, PathOf(folder, numbers[i - 1] + 1), "a segment of the log is missing", SegmentedLog.RestoreAdvice);
        }
        return numbers;
    }

    /// <summary>A file of zeros under a temporary name, synced; <see cref="Publish"/> makes a segment of it.</summary>
    public static SafeFileHandle Prepare(string path, int bytes)
    {
        string temporary = path + NewExtension;
        try
        {
            File.Delete(temporary);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw NativeFile.WriteFailed(temporary, e);
        }
        SafeFileHandle file = NativeFile.CreateNew(temporary);
        try
        {
            byte[] zeros = new byte[Math.Min(bytes, 1 << 20)];
            for (int offset = 0; offset < bytes; offset += zeros.Length)
                NativeFile.Write(file, temporary, zeros.AsSpan(0, Math.Min(zeros.Length, bytes - offset)), offset);
            NativeFile.Sync(file, temporary);
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Writes the header and gives the file its name, durably. A name that is there is a whole segment.</summary>
    public static void Publish(SafeFileHandle file, string path, SegmentHeader header)
    {
        string temporary = path + NewExtension;
        NativeFile.Write(file, temporary, header.ToBytes(), 0);
        NativeFile.SyncData(file, temporary);
        try
        {
            File.Move(temporary, path, overwrite: false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw NativeFile.WriteFailed(path, e);
        }
        NativeFile.SyncDirectory(Path.GetDirectoryName(path)!);
    }

    /// <summary>The whole file, or its first bytes.</summary>
    public static byte[] ReadAll(string path, int? bytes = null)
    {
        using SafeFileHandle file = NativeFile.OpenReadOnly(path);
        long length = bytes ?? Length(file, path);
        if (length > BytesMax)
            throw new StorageFailure(StorageFault.TooLarge, path, $"the file claims {length} bytes, more than a segment may have", SegmentedLog.RestoreAdvice);
        byte[] buffer = new byte[length];
        int read = NativeFile.Read(file, path, buffer, 0);
        return read == length ? buffer : throw SegmentedLog.Damaged(path, read, null, "the file is shorter than it was");
    }

    private static long Length(SafeFileHandle file, string path)
    {
        try
        {
            return RandomAccess.GetLength(file);
        }
        catch (Exception e) when (e is IOException or NotSupportedException or UnauthorizedAccessException)
        {
            throw new StorageFailure(StorageFault.Unreadable, path, $"it is not a file that can be read ({e.Message})", SegmentedLog.RestoreAdvice, e);
        }
    }
}
