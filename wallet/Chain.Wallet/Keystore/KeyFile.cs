using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Chain.Primitives.Crypto;
using Chain.Wallet.Keys;

namespace Chain.Wallet.Keystore;

/// <summary>One encrypted key. New files have ERC-2335's shape (version 4); Web3 v3 files of other programs can be opened as well.</summary>
/// <remarks>
/// Version 4's checksum does not cover the counter's start, so a damaged file could decrypt to a wrong key; therefore version 4
/// files must name their public key, and the decrypted key is compared with it. The file's uuid is never used for anything.
/// </remarks>
public sealed class KeyFile
{
    /// <summary>Larger files are not read.</summary>
    public const int BytesMax = 64 * 1024;

    private readonly EncryptedSecret _secret;
    private readonly byte[]? _web3Address;

    internal KeyFile(EncryptedSecret secret, PublicKey? publicKey, byte[]? web3Address, DerivationPath? path)
    {
        _secret = secret;
        _web3Address = web3Address;
        PublicKey = publicKey;
        Path = path;
    }

    /// <summary>The key that the file says it holds; null in Web3 v3 files, which do not say.</summary>
    public PublicKey? PublicKey { get; }

    /// <summary>Where in its phrase's tree the key is; null when the file does not say. Only a note.</summary>
    public DerivationPath? Path { get; }

    /// <summary>True for a Web3 v3 file of another program.</summary>
    public bool IsWeb3 => _secret.IsWeb3;

    /// <summary>True when the file is opened but costs an attacker less than it should: worth storing anew.</summary>
    public bool IsWeak => _secret.Kdf.IsWeak;

    /// <summary>Encrypts a key: scrypt with N = 2¹⁷, r = 8, p = 1 (128 MiB, about 0.4 s), AES-128-CTR, SHA-256.</summary>
    public static KeyFile Create(PrivateKey key, Password password, DerivationPath? path = null) =>
        Create(key, password, path, KeyDerivationFunction.Scrypt.StandardN);

    /// <summary>Reads a file of either version, without opening it.</summary>
    public static bool TryParse(ReadOnlySpan<byte> json, [NotNullWhen(true)] out KeyFile? file, out KeyFileFailure failure)
    {
        file = null;
        if (json.Length > BytesMax)
        {
            failure = new(KeyFileError.TooLarge, "");
            return false;
        }
        return KeyFileJson.TryRead(json, out file, out failure);
    }

    /// <summary>Opens the file.</summary>
    public bool TryUnlock(Password password, [NotNullWhen(true)] out PrivateKey? key, out KeyFileFailure failure)
    {
        key = null;
        Span<byte> secret = stackalloc byte[EncryptedSecret.SecretLength];
        KeyFileError error = _secret.TryDecrypt(IsWeb3 ? password.Typed : password.Normalized, secret);
        if (error == KeyFileError.None && !PrivateKey.TryCreate(secret, out key))
            error = KeyFileError.KeyRange;
        CryptographicOperations.ZeroMemory(secret);
        if (key is not null && !IsNamed(key.GetPublicKey()))
        {
            error = KeyFileError.KeyMismatch;
            key.Dispose();
            key = null;
        }
        failure = new(error, "");
        return key is not null;
    }

    /// <summary>The file's bytes. Only files of version 4 are written.</summary>
    public byte[] ToJson() => KeyFileJson.Write(_secret, PublicKey ?? throw new InvalidOperationException("A Web3 file is not written."), Path);

    internal static KeyFile Create(PrivateKey key, Password password, DerivationPath? path, ulong scryptN)
    {
        if (password.IsEmpty)
            throw new ArgumentException("A key is not stored under an empty password.", nameof(password));
        Span<byte> secret = stackalloc byte[EncryptedSecret.SecretLength];
        try
        {
            key.CopyTo(secret);
            return new(EncryptedSecret.Create(secret, password.Normalized, scryptN), key.GetPublicKey(), null, path);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
        }
    }

    private bool IsNamed(PublicKey publicKey) =>
        (PublicKey is null || PublicKey == publicKey)
        && (_web3Address is null || _web3Address.AsSpan().SequenceEqual(Web3Address.Of(publicKey)));
}
