using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Chain.Storage.Files;

/// <summary>Files through libc, because .NET's flush calls report success when fsync failed, and because its open follows links.</summary>
/// <remarks>
/// An error of fsync is final: the kernel may have dropped the pages that could not be written and reports it once. So nothing here tries
/// again, except when the call was interrupted by a signal; every other error is a fatal <see cref="StorageFailure"/>.
/// </remarks>
public static partial class NativeFile
{
    private const int ReadWrite = 0x2;
    private const int CreateFlag = 0x40;
    private const int Exclusive = 0x80;
    private const int CloseOnExec = 0x80000;
    private const int NoFollow = 0x20000;
    private const int DirectoryFlag = 0x10000;
    private const int OwnerOnly = 0x180;
    private const string NoRoom = "there is no room left: the disk, its inodes or a quota is used up";

    private const int Eintr = 4;
    private const int Eio = 5;
    private const int Enoent = 2;
    private const int Eacces = 13;
    private const int Eexist = 17;
    private const int Eperm = 1;
    private const int Enospc = 28;
    private const int Erofs = 30;
    private const int Eloop = 40;
    private const int Edquot = 122;
    private const int Ewouldblock = 11;

    /// <summary>Opens a file that exists, for reading and writing. A link in its place is refused.</summary>
    public static SafeFileHandle OpenExisting(string path) => Open(path, ReadWrite | CloseOnExec | NoFollow);

    /// <summary>Opens a file that exists, for reading only.</summary>
    public static SafeFileHandle OpenReadOnly(string path) => Open(path, CloseOnExec | NoFollow);

    /// <summary>Makes a file that does not exist, readable and writable by its owner alone.</summary>
    public static SafeFileHandle CreateNew(string path) => Open(path, ReadWrite | CreateFlag | Exclusive | CloseOnExec | NoFollow);

    /// <summary>Opens a file, making it when it does not exist.</summary>
    public static SafeFileHandle OpenOrCreate(string path) => Open(path, ReadWrite | CreateFlag | CloseOnExec | NoFollow);

    /// <summary>Makes a file's bytes and length durable.</summary>
    public static void Sync(SafeFileHandle file, string path)
    {
        int result;
        do
            result = fsync(Descriptor(file));
        while (result != 0 && Marshal.GetLastPInvokeError() == Eintr);
        if (result != 0)
            throw SyncFailed(path);
    }

    /// <summary>Makes a file's bytes durable; enough where the length does not change.</summary>
    public static void SyncData(SafeFileHandle file, string path)
    {
        int result;
        do
            result = fdatasync(Descriptor(file));
        while (result != 0 && Marshal.GetLastPInvokeError() == Eintr);
        if (result != 0)
            throw SyncFailed(path);
    }

    /// <summary>Makes the names in a folder durable: after files were made, renamed or deleted in it.</summary>
    public static void SyncDirectory(string path)
    {
        using SafeFileHandle directory = Open(path, DirectoryFlag | CloseOnExec);
        Sync(directory, path);
    }

    /// <summary>Takes the lock of an open file; false when another process holds it. It goes with the handle.</summary>
    public static bool TryLock(SafeFileHandle file, string path)
    {
        const int exclusiveNow = 2 | 4;
        int result;
        do
            result = flock(Descriptor(file), exclusiveNow);
        while (result != 0 && Marshal.GetLastPInvokeError() == Eintr);
        if (result == 0)
            return true;
        int error = Marshal.GetLastPInvokeError();
        return error == Ewouldblock ? false : throw Describe(path, error, "cannot be locked");
    }

    /// <summary>Writes bytes at an offset.</summary>
    public static void Write(SafeFileHandle file, string path, ReadOnlySpan<byte> bytes, long offset)
    {
        try
        {
            RandomAccess.Write(file, bytes, offset);
        }
        catch (Exception e) when (IsRefusedWrite(e))
        {
            throw WriteFailed(path, e);
        }
    }

    /// <summary>Reads bytes at an offset until the buffer is full or the file ends; returns how many.</summary>
    public static int Read(SafeFileHandle file, string path, Span<byte> buffer, long offset)
    {
        int total = 0;
        try
        {
            while (total < buffer.Length)
            {
                int count = RandomAccess.Read(file, buffer[total..], offset + total);
                if (count == 0)
                    break;
                total += count;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StorageFailure(StorageFault.Unreadable, path, $"cannot be read ({e.Message})", "Check the disk and the file's permissions", e);
        }
        return total;
    }

    /// <summary>A write that failed, as a failure of this project: full where the system says so.</summary>
    public static StorageFailure WriteFailed(string path, Exception cause) =>
        IsFull(cause)
            ? new StorageFailure(StorageFault.Full, path, NoRoom, "Free some and start again; nothing that was acknowledged is lost", cause)
            : new StorageFailure(StorageFault.WriteFailed, path, $"cannot be written ({cause.Message})", "Check the disk, then start again", cause);

    /// <summary>True for what .NET throws when the system refuses a write. A file size limit (EFBIG) comes as an argument out of range.</summary>
    internal static bool IsRefusedWrite(Exception e) => e is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException;

    /// <summary>True when the system says that bytes, inodes or a quota are used up.</summary>
    internal static bool IsFull(Exception cause) => (cause.HResult & 0xFFFF) is Enospc or Edquot || cause.Message.Contains("No space left", StringComparison.Ordinal);

    private static SafeFileHandle Open(string path, int flags)
    {
        int descriptor;
        do
            descriptor = open(path, flags, OwnerOnly);
        while (descriptor < 0 && Marshal.GetLastPInvokeError() == Eintr);
        return descriptor >= 0 ? new SafeFileHandle(descriptor, ownsHandle: true) : throw Describe(path, Marshal.GetLastPInvokeError(), "cannot be opened");
    }

    /// <summary>An error number of the system, as a failure of this project.</summary>
    internal static StorageFailure Describe(string path, int error, string what) => error switch
    {
        Enoent => new(StorageFault.Missing, path, "the file does not exist", "Restore it from a copy, or start over with `init` if this home was never used"),
        Eexist => new(StorageFault.AlreadyExists, path, "the file exists already", "Nothing was overwritten; move it away if it is not needed"),
        Eacces or Eperm or Erofs => new(StorageFault.Unreadable, path, $"{what}: {Marshal.GetPInvokeErrorMessage(error)}", "Give the node's user the right to read and write it"),
        Eloop => LinkInPlace(path),
        Enospc or Edquot => new(StorageFault.Full, path, NoRoom, "Free some and start again"),
        _ => new(StorageFault.Unreadable, path, $"{what}: {Marshal.GetPInvokeErrorMessage(error)}", "Check the disk and the path"),
    };

    internal static StorageFailure LinkInPlace(string path) => new(StorageFault.Unreadable, path, "a link stands where a file is expected", "Put the file itself there");

    private static StorageFailure SyncFailed(string path)
    {
        int error = Marshal.GetLastPInvokeError();
        return new StorageFailure(
            error is Enospc or Edquot ? StorageFault.Full : StorageFault.WriteFailed,
            path,
            $"could not be made durable: {(error == Eio ? "input/output error" : Marshal.GetPInvokeErrorMessage(error))}",
            "Check the disk, then start again; nothing that was acknowledged is lost");
    }

    private static int Descriptor(SafeFileHandle file) => (int)file.DangerousGetHandle();

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int open(string path, int flags, int mode);

    [LibraryImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int fsync(int descriptor);

    [LibraryImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int fdatasync(int descriptor);

    [LibraryImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int flock(int descriptor, int operation);
}
