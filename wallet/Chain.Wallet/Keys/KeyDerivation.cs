using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Chain.Primitives.Crypto;

namespace Chain.Wallet.Keys;

/// <summary>From a phrase to a key: BIP-39's seed, BIP-32's master key, BIP-44's path.</summary>
public static class KeyDerivation
{
    /// <summary>The key of a phrase at a path. False when the passphrase has characters without a fixed normal form.</summary>
    public static bool TryDerive(Mnemonic mnemonic, ReadOnlySpan<char> passphrase, DerivationPath path, [NotNullWhen(true)] out PrivateKey? key)
    {
        key = null;
        Span<byte> seed = stackalloc byte[Mnemonic.SeedLength];
        try
        {
            if (!mnemonic.TryToSeed(passphrase, seed) || !ExtendedPrivateKey.TryFromSeed(seed, out ExtendedPrivateKey? master))
                return false;
            using (master)
            {
                if (!master.TryDerive(path, out ExtendedPrivateKey? descendant))
                    return false;
                key = descendant.DetachKey();
                return true;
            }
        }
        finally
        {
            CryptographicOperations.ZeroMemory(seed);
        }
    }
}
