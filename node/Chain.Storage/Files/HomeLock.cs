using System.Globalization;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Chain.Storage.Files;

/// <summary>The lock of a node's home: two processes never share one. It goes with the process, however that ends.</summary>
public sealed class HomeLock : IDisposable
{
    /// <summary>Name of the lock file in the home.</summary>
    public const string FileName = "lock";

    private readonly SafeFileHandle _file;

    private HomeLock(SafeFileHandle file) => _file = file;

    /// <summary>Takes the lock.</summary>
    /// <exception cref="StorageFailure">Another process has it; the failure names that process where it can be read.</exception>
    public static HomeLock Take(string home)
    {
        string path = Path.Combine(home, FileName);
        SafeFileHandle file = NativeFile.OpenOrCreate(path);
        try
        {
            FileOwnership.RequireOwn(path);
            if (!NativeFile.TryLock(file, path))
                throw new StorageFailure(StorageFault.Locked, home, $"another process{Owner(file, path)} uses this home", "Stop it first, or give this node another home");
            byte[] pid = Encoding.ASCII.GetBytes(Environment.ProcessId.ToString(CultureInfo.InvariantCulture).PadRight(12) + "\n");
            NativeFile.Write(file, path, pid, 0);
            return new HomeLock(file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Releases the lock. The file stays: deleting it would let two processes lock two files of the same name.</summary>
    public void Dispose() => _file.Dispose();

    private static string Owner(SafeFileHandle file, string path)
    {
        Span<byte> text = stackalloc byte[16];
        int length = NativeFile.Read(file, path, text, 0);
        return int.TryParse(Encoding.ASCII.GetString(text[..length]).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out int pid) ? $" (pid {pid})" : "";
    }
}
