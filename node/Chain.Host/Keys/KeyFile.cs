using System.Security.Cryptography;
using Chain.Host.Output;
using Chain.Primitives.Crypto;
using Chain.Storage.Files;
using Microsoft.Win32.SafeHandles;

namespace Chain.Host.Keys;

/// <summary>A private key in a file of its own: 64 hexadecimal digits and a new line, readable by its owner only.</summary>
/// <remarks>Not encrypted: a node signs without anybody there to type a password. Whoever reads the file is the node; keep its folder as you would keep the machine.</remarks>
internal static class KeyFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Makes a key and writes it to a file that must not exist yet.</summary>
    public static PrivateKey Create(string path)
    {
        if (File.Exists(path))
            throw new HostException(ExitCode.KeyProblem, "KEY_EXISTS", $"{path} exists already.", "A key is never overwritten: move the file away if you are sure.");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        Span<byte> secret = stackalloc byte[32];
        PrivateKey? key;
        do
            RandomNumberGenerator.Fill(secret);
        while (!PrivateKey.TryCreate(secret, out key));
        string text = Convert.ToHexStringLower(secret) + "\n";
        CryptographicOperations.ZeroMemory(secret);
        using (SafeFileHandle file = NativeFile.CreateNew(path))
        {
            // Before the first byte of the key is in it.
            File.SetUnixFileMode(path, OwnerOnly);
            NativeFile.Write(file, path, System.Text.Encoding.ASCII.GetBytes(text), 0);
            NativeFile.Sync(file, path);
        }
        NativeFile.SyncDirectory(Path.GetDirectoryName(path)!);
        return key;
    }

    /// <summary>Reads a key; refuses files that others may read, and anything that is not a key.</summary>
    public static PrivateKey Read(string path)
    {
        if (!File.Exists(path))
            throw new HostException(ExitCode.KeyProblem, "KEY_MISSING", $"The key file {path} is not there.", "Restore it from your copy, or make a new home: chain-node init");
        UnixFileMode others = File.GetUnixFileMode(path) & ~(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        if (others != UnixFileMode.None)
            throw new HostException(ExitCode.KeyProblem, "KEY_READABLE", $"The key file {path} is readable by others.", $"chmod 600 {path}");
        string text = File.ReadAllText(path).Trim();
        Span<byte> secret = stackalloc byte[32];
        bool isHex = text.Length == 64 && Convert.FromHexString(text, secret, out _, out int written) == System.Buffers.OperationStatus.Done && written == 32;
        if (!isHex || !PrivateKey.TryCreate(secret, out PrivateKey? key))
            throw new HostException(ExitCode.KeyProblem, "KEY_DAMAGED", $"The key file {path} does not hold a key.", "It must hold 64 hexadecimal digits. Restore it from your copy.");
        CryptographicOperations.ZeroMemory(secret);
        return key;
    }
}
