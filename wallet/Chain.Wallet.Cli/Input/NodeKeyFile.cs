using System.Security.Cryptography;
using Chain.Primitives.Crypto;

namespace Chain.Wallet.Cli.Input;

/// <summary>Reads a key that a node keeps in its home. Such files are not encrypted, as nodes sign without anybody present; their mode guards them.</summary>
internal static class NodeKeyFile
{
    /// <summary>Where a node keeps its consensus key, below its home.</summary>
    public static readonly string ConsensusKey = Path.Combine("keys", "consensus.key");

    /// <summary>The key of a file, or the consensus key of the node home that a directory is. The caller disposes it.</summary>
    /// <exception cref="WalletException">There is none, others may read it, or it is damaged. Nothing of its content is repeated.</exception>
    public static PrivateKey Read(string path)
    {
        string file = Directory.Exists(path) ? Path.Combine(path, ConsensusKey) : path;
        byte[] content = SecretSource.SecretFile(file);
        try
        {
            return Parse(content) ?? throw new WalletException(
                ProblemKind.Key, "node-key", $"'{Display.Safe(file)}' is no key file of a node", "such a file holds 64 hexadecimal digits", $"give a node's home, or a file such as {ConsensusKey} in it");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(content);
        }
    }

    /// <summary>64 hexadecimal digits, and a line's end.</summary>
    private static PrivateKey? Parse(ReadOnlySpan<byte> content)
    {
        ReadOnlySpan<byte> digits = content.TrimEnd("\r\n"u8);
        Span<byte> secret = stackalloc byte[PrivateKey.Length];
        bool isHex = digits.Length == 2 * PrivateKey.Length
            && Convert.FromHexString(digits, secret, out _, out int written) == System.Buffers.OperationStatus.Done && written == secret.Length;
        PrivateKey? key = null;
        if (isHex)
            PrivateKey.TryCreate(secret, out key);
        CryptographicOperations.ZeroMemory(secret);
        return key;
    }
}
