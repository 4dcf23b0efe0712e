using Chain.Primitives;
using Chain.Types;

namespace Chain.Execution;

/// <summary>What of genesis rules every block: the chain's name and its parameters, and the prefix of its addresses as text, which contracts see.</summary>
public sealed record ChainRules(Hash256 GenesisHash, ChainParameters Parameters, string AddressPrefix)
{
    /// <summary>The rules of a chain.</summary>
    public static ChainRules Of(GenesisDocument genesis) => new(genesis.Hash, genesis.Parameters, genesis.AddressPrefix);
}
