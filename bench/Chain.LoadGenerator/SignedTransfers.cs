using Chain.Primitives;
using Chain.Primitives.Crypto;
using Chain.Types;

namespace Chain.LoadGenerator;

/// <summary>Transfers signed before the clock starts: signing costs as much as verifying, and would be measured with it.</summary>
internal sealed class SignedTransfers
{
    private readonly ReadOnlyMemory<byte>[] _encoded;
    private readonly TransactionId[] _ids;

    private SignedTransfers(ReadOnlyMemory<byte>[] encoded, TransactionId[] ids)
    {
        _encoded = encoded;
        _ids = ids;
    }

    public int Count => _encoded.Length;

    public int TransactionBytes => _encoded.Length == 0 ? 0 : _encoded[0].Length;

    public ReadOnlyMemory<byte> Encoded(int index) => _encoded[index];

    public TransactionId Id(int index) => _ids[index];

    /// <summary>
    /// Round k holds the k-th transaction of every sender, so that no sender is far ahead of what is included. Each pays one
    /// grain to another sender, whose account exists already.
    /// </summary>
    public static SignedTransfers Sign(ChainFacts chain, IReadOnlyList<PrivateKey> senders, int count)
    {
        Address[] addresses = [.. senders.Select(key => Address.OfKey(key.GetPublicKey()))];
        PublicKey[] keys = [.. senders.Select(key => key.GetPublicKey())];
        var encoded = new ReadOnlyMemory<byte>[count];
        var ids = new TransactionId[count];
        Parallel.For(0, count, index =>
        {
            int sender = index % senders.Count;
            Address to = addresses[(int)(((uint)index * 2_654_435_761u) % (uint)addresses.Length)];
            UnsignedTransaction body = chain.Transfer(to, Amount.FromGrains(1), 0, (ulong)(index / senders.Count), keys[sender]);
            Transaction transaction = body.Sign(keys[sender], senders[sender].Sign(body.SigningDigest()));
            encoded[index] = transaction.Encoded;
            ids[index] = transaction.Id;
        });
        return new SignedTransfers(encoded, ids);
    }
}
