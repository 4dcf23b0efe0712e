using Chain.Primitives;
using Chain.Primitives.Crypto;

namespace Chain.Types;

/// <summary>A validator from the start. Its stake is apart from the operator's balance. The possession is signed for a genesis hash of zero, as the hash covers it.</summary>
public sealed record GenesisValidator(Address Operator, PublicKey ConsensusKey, Signature Possession, Amount SelfStake);
