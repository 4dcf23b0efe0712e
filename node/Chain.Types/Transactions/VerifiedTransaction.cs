using Chain.Primitives;
using Chain.Primitives.Crypto;

namespace Chain.Types;

/// <summary>A transaction whose signature was checked and which is bound to this chain. The only way to get one is to check.</summary>
public sealed class VerifiedTransaction
{
    private VerifiedTransaction(Transaction transaction) => Transaction = transaction;

    /// <summary>The transaction.</summary>
    public Transaction Transaction { get; }

    /// <summary>Its signed part.</summary>
    public UnsignedTransaction Body => Transaction.Body;

    /// <summary>Its id.</summary>
    public TransactionId Id => Transaction.Id;

    /// <summary>Who pays.</summary>
    public Address Sender => Transaction.Sender;

    /// <summary>Checks the signature (about 40 µs) and the chain. Null when either is wrong.</summary>
    public static VerifiedTransaction? Verify(Transaction transaction, Hash256 genesisHash)
    {
        if (transaction.Body.GenesisHash != genesisHash)
            return null;
        return Secp256k1.Verify(transaction.Key, transaction.SigningDigest, transaction.Signature)
            ? new VerifiedTransaction(transaction)
            : null;
    }
}
