using Chain.Primitives;

namespace Chain.Contracts;

/// <summary>What contracts see of the block they run in, and of the chain.</summary>
/// <param name="Height">The block's height.</param>
/// <param name="TimeMs">The block's time, milliseconds since 1970.</param>
/// <param name="AddressPrefix">How the network's addresses begin.</param>
/// <param name="GenesisHash">What names the chain.</param>
public sealed record ContractContext(ulong Height, ulong TimeMs, string AddressPrefix, Hash256 GenesisHash);
