using Chain.Primitives;
using Chain.Primitives.Crypto;

namespace Chain.Types;

/// <summary>A member of a validator set.</summary>
/// <param name="Operator">The account that registered it and by which it is named everywhere.</param>
/// <param name="ConsensusKey">The key that signs its votes and proposals.</param>
/// <param name="Power">Bonded coins, whole; at least 1.</param>
public sealed record Validator(Address Operator, PublicKey ConsensusKey, ulong Power);
