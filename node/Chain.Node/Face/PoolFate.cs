using Chain.Types;

namespace Chain.Node.Face;

/// <summary>What the pool knows of a transaction. Included ones are found in the history, which has the last word.</summary>
/// <param name="Kind">Its fate.</param>
/// <param name="Code">For refused ones the name of the refusal; else empty.</param>
/// <param name="ReplacedBy">For replaced ones by what.</param>
/// <param name="Transaction">The transaction while it is pooled.</param>
public sealed record PoolFate(PoolFateKind Kind, string Code, TransactionId ReplacedBy, Transaction? Transaction);
