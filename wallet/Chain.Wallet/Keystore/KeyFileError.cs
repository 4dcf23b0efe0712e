namespace Chain.Wallet.Keystore;

/// <summary>Why a key file cannot be read or opened.</summary>
public enum KeyFileError
{
    /// <summary>It can.</summary>
    None = 0,

    /// <summary>Larger than a key file ever is.</summary>
    TooLarge,

    /// <summary>Not JSON: cut, damaged, or something else.</summary>
    NotJson,

    /// <summary>A field is missing or not of its kind.</summary>
    Field,

    /// <summary>Neither version 4 (ERC-2335) nor version 3 (Web3).</summary>
    Version,

    /// <summary>A cipher other than aes-128-ctr.</summary>
    Cipher,

    /// <summary>A key derivation other than scrypt and pbkdf2 with hmac-sha256.</summary>
    Kdf,

    /// <summary>Key derivation parameters that RFC 7914 does not allow, such as N = 262144 with r = 1.</summary>
    KdfParameters,

    /// <summary>Key derivation so cheap that the file protects nothing.</summary>
    KdfTooWeak,

    /// <summary>Key derivation that would take too much memory or time.</summary>
    KdfTooExpensive,

    /// <summary>Salt, initialization vector or ciphertext have the wrong length.</summary>
    Length,

    /// <summary>The checksum does not fit: a wrong password, or a damaged file. Nobody can tell which.</summary>
    WrongPassword,

    /// <summary>The decrypted number is no private key: 0 or ≥ n.</summary>
    KeyRange,

    /// <summary>The decrypted key is not the one that the file says it holds.</summary>
    KeyMismatch,
}
