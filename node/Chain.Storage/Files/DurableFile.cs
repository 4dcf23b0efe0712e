using Microsoft.Win32.SafeHandles;

namespace Chain.Storage.Files;

/// <summary>Files and folders that are whole or not there, also after a power cut.</summary>
public static class DurableFile
{
    /// <summary>Makes a folder (and those above it) that only its owner may enter; nothing happens when it exists.</summary>
    public static void CreateFolder(string folder)
    {
        try
        {
            if (Directory.Exists(folder))
                return;
            string? parent = Path.GetDirectoryName(Path.GetFullPath(folder));
            if (parent is not null)
                CreateFolder(parent);
            if (OperatingSystem.IsWindows())
                Directory.CreateDirectory(folder);
            else
                Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            if (parent is not null)
                NativeFile.SyncDirectory(parent);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw NativeFile.IsFull(e)
                ? NativeFile.WriteFailed(folder, e)
                : new StorageFailure(StorageFault.Unreadable, folder, $"the folder cannot be made ({e.Message})", "Give the node's user the right to write there", e);
        }
    }

    /// <summary>Writes a whole file: under a temporary name, synced, renamed over the old one, and the rename synced.</summary>
    public static void Replace(string path, ReadOnlySpan<byte> bytes)
    {
        string temporary = path + ".new";
        try
        {
            File.Delete(temporary);
            using (SafeFileHandle file = NativeFile.CreateNew(temporary))
            {
                NativeFile.Write(file, temporary, bytes, 0);
                NativeFile.Sync(file, temporary);
            }
            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw NativeFile.WriteFailed(path, e);
        }
        NativeFile.SyncDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
    }

    /// <summary>Deletes a file and makes that durable.</summary>
    public static void Delete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw NativeFile.WriteFailed(path, e);
        }
        NativeFile.SyncDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
    }

    /// <summary>Makes the names in a folder durable, and its own name in the folder above.</summary>
    public static void SyncFolderAndParent(string folder)
    {
        NativeFile.SyncDirectory(folder);
        string? parent = Path.GetDirectoryName(Path.GetFullPath(folder));
        if (parent is not null)
            NativeFile.SyncDirectory(parent);
    }
}
