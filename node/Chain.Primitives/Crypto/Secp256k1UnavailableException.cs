namespace Chain.Primitives.Crypto;

/// <summary>The library libsecp256k1 cannot be loaded or does not compute correctly. The message says what to install.</summary>
public sealed class Secp256k1UnavailableException(string message) : Exception(message);
