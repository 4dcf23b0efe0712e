using System.Security.Cryptography;
using Chain.Primitives.Crypto;
using Chain.Primitives.Json;

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
                ProblemKind.Key, "node-key", $"'{Display.Safe(file)}' is no key file of a node", "it lacks a private key, or names another public key than its own", $"give a node's home, or a file such as {ConsensusKey} in it");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(content);
        }
    }

    private static PrivateKey? Parse(byte[] content)
    {
        if (!StrictJson.TryRead(content, JsonReadOptions.Strict, out JsonValue? value, out _) || value is not JsonObject file)
            return null;
        if (!file.TryGet("privateKey", out JsonValue? secretValue) || secretValue is not JsonText { Value.Length: 2 * PrivateKey.Length } secretText)
            return null;
        Span<byte> secret = stackalloc byte[PrivateKey.Length];
        bool isHex = Convert.FromHexString(secretText.Value, secret, out _, out int written) == System.Buffers.OperationStatus.Done && written == secret.Length;
        bool isKey = PrivateKey.TryCreate(secret, out PrivateKey? key) && isHex;
        CryptographicOperations.ZeroMemory(secret);
        if (isKey && file.TryGet("publicKey", out JsonValue? named) && named is JsonText { Value: { } text } && text == key!.GetPublicKey().ToString())
            return key;
        key?.Dispose();
        return null;
    }
}
