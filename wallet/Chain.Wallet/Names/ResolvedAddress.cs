using Chain.Primitives;

namespace Chain.Wallet.Names;

/// <summary>What a text on the command line stands for.</summary>
/// <param name="Address">The address.</param>
/// <param name="Text">The address as people write it.</param>
/// <param name="Name">The name that led to it, or null.</param>
/// <param name="Source">Where it was found.</param>
public sealed record ResolvedAddress(Address Address, string Text, string? Name, NameSource Source);
