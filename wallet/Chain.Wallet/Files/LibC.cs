using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Chain.Wallet.Files;

/// <summary>The few calls of the C library for which .NET has no equal: its flush swallows errors, and it cannot open directories or lock whole files in wait.</summary>
internal static partial class LibC
{
    public const int LockExclusive = 2;
    public const int InterruptedError = 4;
    public const int BrokenPipeError = 32;
    private const int ReadOnlyDirectoryCloseOnExec = 0x90000;
    private const int ReadWriteCreateCloseOnExec = 0x80042;
    private const int OwnerOnly = 0x180;

    /// <summary>Makes a file's bytes durable.</summary>
    public static void Sync(SafeHandle file, string path)
    {
        while (fsync(file) != 0)
        {
            int error = Marshal.GetLastPInvokeError();
            if (error != InterruptedError)
                throw new IOException($"'{path}' could not be written to the disk: {Marshal.GetPInvokeErrorMessage(error)}");
        }
    }

    /// <summary>Makes the names in a directory durable.</summary>
    public static void SyncDirectory(string path)
    {
        using SafeFileHandle handle = Open(path, ReadOnlyDirectoryCloseOnExec);
        Sync(handle, path);
    }

    /// <summary>Opens a lock file, creating it for the owner alone. Not through .NET, which takes a shared lock of its own on every file it opens and fails where we want to wait.</summary>
    public static SafeFileHandle OpenLockFile(string path) => Open(path, ReadWriteCreateCloseOnExec);

    private static SafeFileHandle Open(string path, int flags)
    {
        int descriptor = open(path, flags, OwnerOnly);
        return descriptor >= 0
            ? new SafeFileHandle(descriptor, ownsHandle: true)
            : throw new IOException($"'{path}' could not be opened: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}");
    }

    [LibraryImport("libc", SetLastError = true)]
    public static partial nint write(int descriptor, ReadOnlySpan<byte> bytes, nint count);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int flock(SafeHandle file, int operation);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int fsync(SafeHandle file);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int open(string path, int flags, int mode);
}
