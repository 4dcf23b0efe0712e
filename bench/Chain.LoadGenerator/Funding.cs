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

    private static Task FundShareAsync(NodeClient node, PrivateKey funder, IReadOnlyList<PrivateKey> accounts, CancellationToken cancellation)
    {
        PublicKey key = funder.GetPublicKey();
        return SendAsync(node, funder, accounts.Count, Window, (chain, sequence, i) => chain.Funding(Address.OfKey(accounts[i].GetPublicKey()), Amount.FromGrains(GrainsEach), 0, sequence, key), cancellation);
    }

    /// <summary>Sends so many transactions of one account, a window of them at a time, and returns when all are in blocks.</summary>
    public static async Task SendAsync(
        NodeClient node, PrivateKey funder, int total, int window, Func<ChainFacts, ulong, int, UnsignedTransaction> write, CancellationToken cancellation)
    {
        ChainFacts chain = ChainFacts.Of(await node.StatusAsync(cancellation));
        PublicKey key = funder.GetPublicKey();
        string address = AddressText.Format(Address.OfKey(key), chain.AddressPrefix);
        ulong next = (await node.AccountAsync(address, 0, cancellation)).Sequence;
        ulong first = next;
        for (int done = 0; done < total;)
        {
            int count = Math.Min(window, total - done);
            var batch = new List<ReadOnlyMemory<byte>>(count);
            for (int i = 0; i < count; i++)
            {
                UnsignedTransaction body = write(chain, first + (ulong)(done + i), done + i);
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
