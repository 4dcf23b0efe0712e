using Chain.Primitives;
using Chain.Primitives.Crypto;

namespace Chain.Storage.Signing;

/// <summary>Whose signatures a signer state is about: a key on a chain.</summary>
public readonly record struct SignerIdentity(PublicKey Key, Hash256 GenesisHash);
