using System.Runtime.InteropServices;

namespace Chain.Wallet.Files;

/// <summary>Writes to an open descriptor such as standard output. The streams of .NET's console say nothing when the reader has gone, and a file stream would not move the position that processes share.</summary>
public static class Descriptor
{
    /// <summary>Writes everything. False when nobody reads any more.</summary>
    /// <exception cref="IOException">Anything else went wrong, such as a full disk.</exception>
    public static bool TryWrite(int descriptor, ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            nint written = LibC.write(descriptor, bytes, bytes.Length);
            if (written >= 0)
            {
                bytes = bytes[(int)written..];
                continue;
            }
            int error = Marshal.GetLastPInvokeError();
            if (error == LibC.BrokenPipeError)
                return false;
            if (error != LibC.InterruptedError)
                throw new IOException(Marshal.GetPInvokeErrorMessage(error));
        }
        return true;
    }
}
