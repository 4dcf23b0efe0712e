using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Chain.Wallet.Keystore;

/// <summary>The encrypted 32 bytes of a key file: derive a key from the password, check the checksum, decrypt with AES-128 in counter mode.</summary>
/// <param name="Kdf">Password to key.</param>
/// <param name="Iv">The counter's start, 16 bytes.</param>
/// <param name="Ciphertext">32 bytes.</param>
/// <param name="Checksum">A digest of the second half of the derived key and the ciphertext. Of any length: one that is not 32 bytes never fits.</param>
/// <param name="IsWeb3">Whether the checksum is Keccak-256, as in version 3, or SHA-256, as in version 4.</param>
internal sealed record EncryptedSecret(KeyDerivationFunction Kdf, byte[] Iv, byte[] Ciphertext, byte[] Checksum, bool IsWeb3)
{
    public const int SecretLength = 32;
    public const int IvLength = 16;

    /// <summary>Encrypts 32 bytes under a new salt and a new counter.</summary>
    public static EncryptedSecret Create(ReadOnlySpan<byte> secret, ReadOnlySpan<byte> password, ulong scryptN)
    {
        var kdf = new KeyDerivationFunction.Scrypt(scryptN, 8, 1, RandomNumberGenerator.GetBytes(32));
        byte[] iv = RandomNumberGenerator.GetBytes(IvLength);
        byte[] ciphertext = new byte[SecretLength];
        byte[] checksum = new byte[SHA256.HashSizeInBytes];
        Span<byte> key = stackalloc byte[KeyDerivationFunction.KeyLength];
        if (!kdf.TryDerive(password, key))
            throw new InsufficientMemoryException("There is not enough memory to encrypt the key.");
        ApplyCounterMode(key[..16], iv, secret, ciphertext);
        HashChecksum(key[16..], ciphertext, isWeb3: false, checksum);
        CryptographicOperations.ZeroMemory(key);
        return new(kdf, iv, ciphertext, checksum, IsWeb3: false);
    }

    /// <summary>Decrypts into 32 bytes that the caller zeroes. The same work is done whether the checksum is short, damaged or of another password.</summary>
    public KeyFileError TryDecrypt(ReadOnlySpan<byte> password, Span<byte> secret)
    {
        Span<byte> key = stackalloc byte[KeyDerivationFunction.KeyLength];
        Span<byte> expected = stackalloc byte[SHA256.HashSizeInBytes];
        if (!Kdf.TryDerive(password, key))
            return KeyFileError.KdfTooExpensive;
        HashChecksum(key[16..], Ciphertext, IsWeb3, expected);
        bool fits = CryptographicOperations.FixedTimeEquals(expected, Checksum);
        if (fits)
            ApplyCounterMode(key[..16], Iv, Ciphertext, secret);
        CryptographicOperations.ZeroMemory(key);
        return fits ? KeyFileError.None : KeyFileError.WrongPassword;
    }

    private static void HashChecksum(ReadOnlySpan<byte> halfKey, ReadOnlySpan<byte> ciphertext, bool isWeb3, Span<byte> digest)
    {
        Span<byte> message = [.. halfKey, .. ciphertext];
        if (isWeb3)
            Keccak256.Hash(message, digest);
        else
            SHA256.HashData(message, digest);
        CryptographicOperations.ZeroMemory(message);
    }

    /// <summary>XORs two blocks with the encrypted counter, which counts up as one number of 128 bits.</summary>
    private static void ApplyCounterMode(ReadOnlySpan<byte> key, ReadOnlySpan<byte> iv, ReadOnlySpan<byte> input, Span<byte> output)
    {
        using Aes aes = Aes.Create();
        aes.SetKey(key);
        UInt128 counter = BinaryPrimitives.ReadUInt128BigEndian(iv);
        Span<byte> stream = stackalloc byte[SecretLength];
        for (int at = 0; at < SecretLength; at += IvLength, counter++)
            BinaryPrimitives.WriteUInt128BigEndian(stream[at..], counter);
        aes.EncryptEcb(stream, stream, PaddingMode.None);
        for (int i = 0; i < SecretLength; i++)
            output[i] = (byte)(input[i] ^ stream[i]);
        CryptographicOperations.ZeroMemory(stream);
    }
}
