using System.Runtime.InteropServices;
using Chain.Types;

namespace Chain.Node.Executing;

/// <summary>
/// Transactions whose signature was checked lately, by id, so that none is checked twice on its way from a client or a peer
/// through the pool into a block. A table of fixed size in which a newer one takes an older one's place; any thread may use it.
/// A miss costs a check and never changes a result.
/// </summary>
internal sealed class VerifiedTransactions
{
    private const int SlotsLog2 = 15;

    // Larger ones are rare and would make the table's memory depend on what strangers send.
    private const int BytesMax = 1024;

    private readonly VerifiedTransaction?[] _slots = new VerifiedTransaction?[1 << SlotsLog2];

    public VerifiedTransaction? Find(TransactionId id)
    {
        VerifiedTransaction? found = Volatile.Read(ref _slots[IndexOf(id)]);
        return found is not null && found.Id == id ? found : null;
    }

    public void Add(VerifiedTransaction transaction)
    {
        if (transaction.Transaction.Encoded.Length <= BytesMax)
            Volatile.Write(ref _slots[IndexOf(transaction.Id)], transaction);
    }

    /// <summary>The transaction as verified, from the table or by checking it now; null when its signature or chain is wrong.</summary>
    public VerifiedTransaction? Verify(Transaction transaction, Primitives.Hash256 genesisHash, out bool isNew)
    {
        VerifiedTransaction? known = Find(transaction.Id);
        isNew = known is null;
        if (known is not null)
            return known;
        VerifiedTransaction? verified = VerifiedTransaction.Verify(transaction, genesisHash);
        if (verified is not null)
            Add(verified);
        return verified;
    }

    private static int IndexOf(TransactionId id) => (int)(MemoryMarshal.Read<uint>(id.Value.Span) >> (32 - SlotsLog2));
}
