using Chain.Types;

namespace Chain.Mempool;

/// <summary>What became of a transaction, as far as this pool knows.</summary>
/// <param name="Kind">What.</param>
/// <param name="Refusal">For refused ones why.</param>
/// <param name="ReplacedBy">For replaced ones by what.</param>
/// <param name="Height">For included ones in which block, for expired ones after which.</param>
public readonly record struct Fate(FateKind Kind, PoolRefusal Refusal, TransactionId ReplacedBy, ulong Height)
{
    internal static Fate Pooled => new(FateKind.Pooled, PoolRefusal.None, default, 0);

    internal static Fate Included(ulong height) => new(FateKind.Included, PoolRefusal.None, default, height);

    internal static Fate Expired(ulong height) => new(FateKind.Expired, PoolRefusal.None, default, height);

    internal static Fate Replaced(TransactionId by) => new(FateKind.Replaced, PoolRefusal.None, by, 0);

    internal static Fate Refused(PoolRefusal refusal) => new(FateKind.Refused, refusal, default, 0);
}
