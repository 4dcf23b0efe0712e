using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Chain.Wallet.Files;

/// <summary>An exclusive lock between processes (flock). The kernel lets go of it when the holder ends, however it ends.</summary>
/// <remarks>The lock file stays: deleting it while another process waits would split the waiters into two groups.</remarks>
public sealed class FileLock : IDisposable
{
    private readonly SafeFileHandle _file;

    private FileLock(SafeFileHandle file) => _file = file;

    /// <summary>Waits for the lock. Waiters are served about in the order they came.</summary>
    /// <exception cref="IOException">The lock file cannot be opened.</exception>
    public static async Task<FileLock> AcquireAsync(string path, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        SafeFileHandle file = Open(path);
        Task<FileLock> waiting = Task.Run(() => Wait(file, path), CancellationToken.None);
        try
        {
            return await waiting.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // The wait itself cannot be called off: whoever gets the lock later gives it back at once.
            _ = waiting.ContinueWith(static late => late.Result.Dispose(), CancellationToken.None, TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);
            throw;
        }
    }

    /// <summary>Waits for the lock on this thread.</summary>
    /// <exception cref="IOException">The lock file cannot be opened.</exception>
    public static FileLock Acquire(string path) => Wait(Open(path), path);

    /// <summary>Lets go.</summary>
    public void Dispose() => _file.Dispose();

    private static SafeFileHandle Open(string path)
    {
        DurableFile.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        return LibC.OpenLockFile(path);
    }

    private static FileLock Wait(SafeFileHandle file, string path)
    {
        while (LibC.flock(file, LibC.LockExclusive) != 0)
        {
            int error = Marshal.GetLastPInvokeError();
            if (error == LibC.InterruptedError)
                continue;
            file.Dispose();
            throw new IOException($"'{path}' cannot be locked: {Marshal.GetPInvokeErrorMessage(error)}");
        }
        return new FileLock(file);
    }
}
