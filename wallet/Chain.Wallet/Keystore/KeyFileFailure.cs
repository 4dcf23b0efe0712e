namespace Chain.Wallet.Keystore;

/// <summary>Why a key file was refused, and where. Never repeats what the file holds.</summary>
/// <param name="Error">The reason.</param>
/// <param name="Where">The field or the place in the text; empty when the reason is not about one.</param>
public readonly record struct KeyFileFailure(KeyFileError Error, string Where)
{
    /// <summary>A sentence for people.</summary>
    public override string ToString() => Error switch
    {
        KeyFileError.None => "The key file is good.",
        KeyFileError.TooLarge => $"The file is larger than the {KeyFile.BytesMax} bytes that a key file may have.",
        KeyFileError.NotJson => $"The key file is damaged or not a key file: {Where}.",
        KeyFileError.Field => $"The key file is damaged or not a key file: {Where} is missing or not of its kind.",
        KeyFileError.Version => "The key file has a version other than 4 (ERC-2335) and 3 (Web3).",
        KeyFileError.Cipher => "The key file uses a cipher other than aes-128-ctr.",
        KeyFileError.Kdf => "The key file uses a key derivation other than scrypt and pbkdf2 with hmac-sha256.",
        KeyFileError.KdfParameters => "The key file's scrypt parameters are outside RFC 7914 (N must be a power of two below 2^(16 r)). Re-encrypt it with r = 8 in the program that made it.",
        KeyFileError.KdfTooWeak => "The key file's key derivation is so cheap that it protects nothing. Re-encrypt it in the program that made it.",
        KeyFileError.KdfTooExpensive => "The key file's key derivation would take too much memory or time.",
        KeyFileError.Length => $"The key file is damaged: {Where} has the wrong length.",
        KeyFileError.WrongPassword => "The password is wrong, or the key file is damaged.",
        KeyFileError.KeyRange => "The key file opens, but what it holds is not a private key.",
        KeyFileError.KeyMismatch => "The key file opens, but holds another key than it says: it is damaged or was tampered with.",
        _ => throw new InvalidOperationException($"Unknown key file error {Error}."),
    };
}
