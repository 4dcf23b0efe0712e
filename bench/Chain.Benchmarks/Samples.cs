using Chain.Primitives;
using Chain.Primitives.Crypto;
using Chain.Types;

namespace Chain.Benchmarks;

/// <summary>Data to measure with, the same in every run.</summary>
internal static class Samples
{
    public static Hash256 GenesisHash { get; } = Hashing.Sha256("benchmark chain"u8);

    public static PrivateKey Key(int index)
    {
        Invariant.Holds(PrivateKey.TryCreate(Hashing.Sha256(BitConverter.GetBytes(index)).Span, out PrivateKey? key), "a hash is a key but for one in 2^128");
        return key;
    }

    /// <summary>Signed transfers, each from a sender of its own.</summary>
    public static Transaction[] Transfers(int count)
    {
        var transactions = new Transaction[count];
        Parallel.For(0, count, i =>
        {
            using PrivateKey key = Key(i);
            var action = new TransactionAction.Transfer(Address.OfKey(key.GetPublicKey()), Amount.FromGrains(1));
            UnsignedTransaction.TryCreate(GenesisHash, 0, 0, 100, 13_500, 1_000_000, 0, "", action, out UnsignedTransaction? body);
            transactions[i] = body!.Sign(key.GetPublicKey(), key.Sign(body.SigningDigest()));
        });
        return transactions;
    }
}
