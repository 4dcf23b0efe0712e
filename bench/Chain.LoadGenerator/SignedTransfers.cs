using Chain.Primitives;
using Chain.Primitives.Crypto;
using Chain.Types;

namespace Chain.LoadGenerator;

/// <summary>Transfers signed before the clock starts: signing costs as much as verifying, and would be measured with it.</summary>
internal sealed class SignedTransfers
{
    private readonly ReadOnlyMemory<byte>[] _encoded;
    private readonly TransactionId[] _ids;

    private SignedTransfers(ReadOnlyMemory<byte>[] encoded, TransactionId[] ids, ulong gas)
    {
        TransactionGas = gas;
        _encoded = encoded;
        _ids = ids;
    }

    public int Count => _encoded.Length;

    public int TransactionBytes => _encoded.Length == 0 ? 0 : _encoded[0].Length;

    public ulong TransactionGas { get; }

    public ReadOnlyMemory<byte> Encoded(int index) => _encoded[index];

    public TransactionId Id(int index) => _ids[index];

    /// <summary>
    /// Round k holds the k-th transaction of every sender, so that no sender is far ahead of what is included. Each pays one
    /// grain, or one unit of the token, to another sender, whose account exists already.
    /// </summary>
    public static SignedTransfers Sign(ChainFacts chain, IReadOnlyList<PrivateKey> senders, int count, TokenContract? token)
    {
        Address[] addresses = [.. senders.Select(key => Address.OfKey(key.GetPublicKey()))];
        PublicKey[] keys = [.. senders.Select(key => key.GetPublicKey())];
        var encoded = new ReadOnlyMemory<byte>[count];
        var ids = new TransactionId[count];
        ulong gas = 0;
        Parallel.For(0, count, index =>
        {
            int sender = index % senders.Count;
            int to = (int)(((uint)index * 2_654_435_761u) % (uint)addresses.Length);
            // A token may refuse a transfer to oneself.
            if (to == sender)
                to = (to + 1) % addresses.Length;
            ulong sequence = (ulong)(index / senders.Count);
            UnsignedTransaction body = token is null
                ? chain.Transfer(addresses[to], Amount.FromGrains(1), 0, sequence, keys[sender])
                : chain.Act(token.Transfer(addresses[to], 1), sequence, token.TransferGas);
            if (index == 0)
                gas = body.GasLimit;
            Transaction transaction = body.Sign(keys[sender], senders[sender].Sign(body.SigningDigest()));
            encoded[index] = transaction.Encoded;
            ids[index] = transaction.Id;
        });
        return new SignedTransfers(encoded, ids, gas);
    }
}
