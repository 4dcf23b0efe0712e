namespace Chain.Wallet.Keystore;

/// <summary>What a store holds: the keys, and the files that look like keys but cannot be read.</summary>
public sealed record KeyListing(IReadOnlyList<KeyEntry> Keys, IReadOnlyList<WalletProblem> Problems);
