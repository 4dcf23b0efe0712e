namespace Chain.Wallet.Names;

/// <summary>A name that the user gave to somebody's address.</summary>
public sealed record BookEntry(string Name, string Address);
