using Chain.Primitives;
using Chain.Primitives.Crypto;
using Chain.Wallet.Keys;

namespace Chain.Wallet.Keystore;

/// <summary>A key in a store, as far as it shows without its password.</summary>
/// <param name="Name">Its name.</param>
/// <param name="PublicKey">The key that its file says it holds; proved when it is opened.</param>
/// <param name="Path">Where in its phrase's tree it is, when known.</param>
/// <param name="IsWeak">Whether its file is protected less than new files are.</param>
/// <param name="IsReadableByOthers">Whether other users of this machine may read the file.</param>
public sealed record KeyEntry(string Name, PublicKey PublicKey, DerivationPath? Path, bool IsWeak, bool IsReadableByOthers)
{
    /// <summary>The address of the account that the key controls.</summary>
    public Address Address => Address.OfKey(PublicKey);
}
