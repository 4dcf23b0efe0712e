namespace Chain.Wallet.Keys;

/// <summary>Why a text is not an extended key of BIP-32.</summary>
public enum ExtendedKeyError
{
    /// <summary>It is one.</summary>
    None = 0,

    /// <summary>Not base 58, or not 82 bytes.</summary>
    Form,

    /// <summary>The checksum does not fit: mistyped or cut.</summary>
    Checksum,

    /// <summary>Neither "xprv" nor "xpub", or not the one that was asked for.</summary>
    Version,

    /// <summary>A master key with a parent or an index.</summary>
    MasterWithParent,

    /// <summary>The key bytes do not fit the version: a private key where a public one belongs, or the other way round.</summary>
    KeyForm,

    /// <summary>A private key of 0 or ≥ n, or a public key off the curve.</summary>
    KeyRange,
}
