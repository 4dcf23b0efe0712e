using Chain.Types;

namespace Chain.Mempool;

/// <summary>What became of an offered transaction: added, added in the place of another, or refused.</summary>
/// <param name="Refusal">Why it was refused; none when it was added.</param>
/// <param name="Replaced">The transaction whose slot it took, if any.</param>
public readonly record struct PoolAdmission(PoolRefusal Refusal, TransactionId? Replaced)
{
    /// <summary>True when the transaction is in the pool now and was not before.</summary>
    public bool IsAdded => Refusal == PoolRefusal.None;

    internal static PoolAdmission Refused(PoolRefusal refusal) => new(refusal, null);
}
