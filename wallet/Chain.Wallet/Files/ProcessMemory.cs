using System.Runtime.InteropServices;

namespace Chain.Wallet.Files;

/// <summary>Keeps the memory of a process that opens keys to itself.</summary>
public static partial class ProcessMemory
{
    private const int SetDumpable = 4;
    private const int CoreLimit = 4;

    /// <summary>
    /// From here on a crash leaves no image of the memory behind, and other programs of the same user cannot attach to it. Root still can:
    /// whoever is root reads the keyboard, too. To be called before the first secret is read; best effort, as a system may forbid it.
    /// </summary>
    public static void KeepOutOfDumps()
    {
        // The limit is what people look for; the flag also covers systems that pipe cores into a program, which the limit does not.
        _ = setrlimit(CoreLimit, default);
        _ = prctl(SetDumpable, 0, 0, 0, 0);
    }

    [LibraryImport("libc")]
    private static partial int setrlimit(int resource, in Limit limit);

    [LibraryImport("libc")]
    private static partial int prctl(int option, nuint second, nuint third, nuint fourth, nuint fifth);

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct Limit
    {
        public readonly nuint Soft;
        public readonly nuint Hard;
    }
}
