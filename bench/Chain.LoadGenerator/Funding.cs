using Chain.Primitives;
using Chain.Primitives.Crypto;
using Chain.Primitives.Encoding;
using Chain.Protocol.V1;
using Chain.Types;

namespace Chain.LoadGenerator;

/// <summary>Makes and funds the sending accounts, before the clock starts.</summary>
internal static class Funding
{
    private const ulong GrainsEach = 10 * Amount.GrainsPerCoin;
    private const int Window = 16;

    /// <summary>Keys that are the same in every run: hash of a text and a number.</summary>
    public static IReadOnlyList<PrivateKey> Keys(int count, string salt)
    {
        var keys = new List<PrivateKey>(count);
        for (int i = 0; keys.Count < count; i++)
        {
            Hash256 secret = Hashing.Sha256(System.Text.Encoding.ASCII.GetBytes($"load generator {salt} {i}"));
            if (PrivateKey.TryCreate(secret.Span, out PrivateKey? key))
                keys.Add(key);
        }
        return keys;
    }

    /// <summary>Each funder pays its share of the accounts, a window of transactions at a time.</summary>
    public static async Task FundAsync(NodeClient node, IReadOnlyList<PrivateKey> funders, IReadOnlyList<PrivateKey> accounts, CancellationToken cancellation)
    {
        IEnumerable<Task> shares = funders.Select((funder, which) =>
            FundShareAsync(node, funder, [.. accounts.Where((_, i) => i % funders.Count == which)], cancellation));
        await Task.WhenAll(shares);
    }

    private static async Task FundShareAsync(NodeClient node, PrivateKey funder, IReadOnlyList<PrivateKey> accounts, CancellationToken cancellation)
    {
        ChainFacts chain = ChainFacts.Of(await node.StatusAsync(cancellation));
        PublicKey key = funder.GetPublicKey();
        string address = AddressText.Format(Address.OfKey(key), chain.AddressPrefix);
        ulong next = (await node.AccountAsync(address, 0, cancellation)).Sequence;
        ulong first = next;
        for (int done = 0; done < accounts.Count;)
        {
            int count = Math.Min(Window, accounts.Count - done);
            var batch = new List<ReadOnlyMemory<byte>>(count);
            for (int i = 0; i < count; i++)
            {
                Address to = Address.OfKey(accounts[done + i].GetPublicKey());
                UnsignedTransaction body = chain.Funding(to, Amount.FromGrains(GrainsEach), 0, first + (ulong)(done + i), key);
                batch.Add(body.Sign(key, funder.Sign(body.SigningDigest())).Encoded);
            }
            foreach (TransactionStatus status in await node.SubmitAsync(batch, cancellation))
            {
                if (status.State == TransactionState.Refused)
                    throw new InvalidOperationException($"Funding was refused: {status.Code} {status.Message}");
            }
            done += count;
            while (next < first + (ulong)done)
            {
                await Task.Delay(50, cancellation);
                next = (await node.AccountAsync(address, 0, cancellation)).Sequence;
            }
        }
    }
}
