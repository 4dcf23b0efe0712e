using Chain.Primitives;

namespace Chain.Types;

/// <summary>An account that exists from the start.</summary>
public sealed record GenesisAccount(Address Address, Amount Balance);
