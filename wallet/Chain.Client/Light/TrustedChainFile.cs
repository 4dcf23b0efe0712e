using System.Security.Cryptography;
using Chain.Primitives;
using Chain.Types;

namespace Chain.Client.Light;

/// <summary>Keeps the trusted point of a chain in a file, so that verification goes on where it ended. Losing the file costs time, not safety.</summary>
/// <remarks>The file is as trusted as the wallet's own: who can write it can choose what is believed. Damage is found by its hash, and answered by starting from genesis.</remarks>
public sealed class TrustedChainFile(string path)
{
    private const int HashLength = 32;
    private const int BytesMax = 64 * 1024;

    /// <summary>The point kept for this genesis; its beginning when there is no file, or one that is damaged or of another chain.</summary>
    public TrustedChain Load(GenesisDocument genesis)
    {
        TrustedChain? kept = TryRead();
        return kept is not null && kept.GenesisHash == genesis.Hash ? kept : TrustedChain.FromGenesis(genesis);
    }

    /// <summary>Replaces the file whole: a reader sees the old point or the new one. An older point than the file's is not written.</summary>
    public void Save(TrustedChain chain)
    {
        if (TryRead() is { } kept && kept.GenesisHash == chain.GenesisHash && kept.Height >= chain.Height)
            return;
        byte[] body = chain.Encode();
        string directory = Path.GetDirectoryName(Path.GetFullPath(path))!;
        CreatePrivate(directory);
        string temporary = Path.Combine(directory, $".{Path.GetFileName(path)}.{Environment.ProcessId}.{Environment.CurrentManagedThreadId}.new");
        File.WriteAllBytes(temporary, [.. SHA256.HashData(body), .. body]);
        File.Move(temporary, path, overwrite: true);
    }

    // Who can write here can choose what is believed; often these are also the first folders of a wallet's home, where keys will be.
    private static void CreatePrivate(string directory)
    {
        if (Directory.Exists(directory))
            return;
        CreatePrivate(Path.GetDirectoryName(directory)!);
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(directory);
        else
            Directory.CreateDirectory(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private TrustedChain? TryRead()
    {
        if (!File.Exists(path))
            return null;
        byte[] bytes = File.ReadAllBytes(path);
        if (bytes.Length is < HashLength or > BytesMax)
            return null;
        ReadOnlySpan<byte> body = bytes.AsSpan(HashLength);
        return new Hash256(SHA256.HashData(body)) == new Hash256(bytes.AsSpan(0, HashLength)) ? TrustedChain.TryDecode(body) : null;
    }
}
