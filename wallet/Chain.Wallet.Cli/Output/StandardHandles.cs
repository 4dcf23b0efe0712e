using System.Globalization;
using Microsoft.Win32.SafeHandles;

namespace Chain.Wallet.Cli.Output;

/// <summary>Which of standard input, output and error the caller really gave.</summary>
/// <remarks>
/// A closed one is dangerous: the next file, socket or pipe that is opened gets its number, so that the result would be written into
/// a file of ours, or a read would wait for ever on a pipe of the runtime. Descriptors that came from the caller never have the
/// close-on-exec flag, as they would not have come; those that this process opened always have it. That tells them apart. Numbers that are
/// still free are filled with /dev/null.
/// </remarks>
internal static class StandardHandles
{
    private const int StandardError = 2;
    private const uint CloseOnExec = 0x80000;
    private static readonly List<SafeFileHandle> s_plugs = [];

    /// <summary>Whether there is a standard input.</summary>
    public static bool HasInput { get; private set; } = true;

    /// <summary>Whether there is a standard output.</summary>
    public static bool HasOutput { get; private set; } = true;

    /// <summary>Whether there is a standard error.</summary>
    public static bool HasError { get; private set; } = true;

    /// <summary>To be called before anything is read or written.</summary>
    public static void Examine()
    {
        (HasInput, HasOutput, HasError) = (IsFromCaller(0), IsFromCaller(1), IsFromCaller(StandardError));
        if (HasInput && HasOutput && HasError)
            return;
        while (true)
        {
            SafeFileHandle handle = File.OpenHandle("/dev/null", FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
            if (handle.DangerousGetHandle() > StandardError)
            {
                handle.Dispose();
                return;
            }
            s_plugs.Add(handle);
        }
    }

    private static bool IsFromCaller(int descriptor)
    {
        string path = string.Create(CultureInfo.InvariantCulture, $"/proc/self/fdinfo/{descriptor}");
        if (!File.Exists(path))
            return false;
        string? line = File.ReadLines(path).FirstOrDefault(static line => line.StartsWith("flags:", StringComparison.Ordinal));
        return line is not null && (Convert.ToUInt32(line["flags:".Length..].Trim(), 8) & CloseOnExec) == 0;
    }
}
