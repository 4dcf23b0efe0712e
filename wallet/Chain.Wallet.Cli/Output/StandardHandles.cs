using Microsoft.Win32.SafeHandles;

namespace Chain.Wallet.Cli.Output;

/// <summary>
/// Fills standard input, output and error with /dev/null where the caller closed them. Otherwise the next file or socket that is
/// opened would get the number 1, and the result would be written into it.
/// </summary>
internal sealed class StandardHandles : IDisposable
{
    private const int StandardError = 2;
    private readonly List<SafeFileHandle> _plugs = [];

    private StandardHandles()
    {
    }

    public static StandardHandles Plug()
    {
        var handles = new StandardHandles();
        while (true)
        {
            SafeFileHandle handle = File.OpenHandle("/dev/null", FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
            if (handle.DangerousGetHandle() > StandardError)
            {
                handle.Dispose();
                return handles;
            }
            handles._plugs.Add(handle);
        }
    }

    public void Dispose() => _plugs.ForEach(static plug => plug.Dispose());
}
