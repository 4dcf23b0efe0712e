using Chain.Wallet.Cli.Output;
using Chain.Wallet.Files;

namespace Chain.Wallet.Cli.Input;

/// <summary>Files that the user names. "-" is standard input.</summary>
internal static class InputFile
{
    /// <summary>Reads a file of bounded size.</summary>
    /// <exception cref="WalletException">It is not there, or cannot be read; the message names it.</exception>
    public static byte[] Read(string path, int bytesMax)
    {
        string shown = Display.Safe(path.Length <= 200 ? path : path[..200] + "…");
        try
        {
            if (path == "-")
            {
                using Stream input = StandardHandles.HasInput ? Console.OpenStandardInput() : Stream.Null;
                return DurableFile.ReadBounded(input, "standard input", bytesMax);
            }
            if (Directory.Exists(path))
                throw new WalletException(ProblemKind.Usage, "file", $"'{shown}' is a directory, not a file");
            return DurableFile.TryRead(path, bytesMax) ?? throw new WalletException(ProblemKind.NotFound, "file-missing", $"there is no file '{shown}'", path.StartsWith('~') ? "'~' was not expanded, as it stood in quotes" : null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new WalletException(new(ProblemKind.Usage, "file", $"'{shown}' cannot be read", Display.Safe(e.Message)), e);
        }
    }

    /// <summary>Writes a file that is not there yet.</summary>
    /// <exception cref="WalletException">It exists, or cannot be written.</exception>
    public static void WriteNew(string path, ReadOnlySpan<byte> content)
    {
        string shown = Display.Safe(path.Length <= 200 ? path : path[..200] + "…");
        try
        {
            if (!DurableFile.TryCreate(path, content))
                throw new WalletException(ProblemKind.Usage, "file-exists", $"'{shown}' exists already, and is not overwritten", null, "name another file");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new WalletException(new(ProblemKind.Usage, "file", $"'{shown}' cannot be written", Display.Safe(e.Message)), e);
        }
    }
}
