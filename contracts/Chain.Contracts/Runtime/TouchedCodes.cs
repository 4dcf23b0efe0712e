using Chain.Primitives;

namespace Chain.Contracts;

/// <summary>
/// The codes that a transaction has touched and need not pay for again: the last used ones, as far as their weights together stay within a bound.
/// </summary>
/// <remarks>
/// The bound is what makes a touch paid for once worth its price: these codes fit into any <see cref="CodeCache"/> of a node, and it drops the least recently used
/// first, so it has them all. Were everything free that was touched once, a transaction could touch more than the cache holds and then have each of its calls
/// compile a code for nothing. It depends on the transaction alone, never on what a cache holds.
/// </remarks>
internal sealed class TouchedCodes
{
    /// <summary>The most weight of all together; the last used one is never forgotten.</summary>
    internal const long WeightMax = 16_000_000;

    /// <summary>What each takes besides its weight.</summary>
    private const long WeightOfAny = 3_000;

    private Hash256? last;
    private long lastWeight;
    private Dictionary<Hash256, LinkedListNode<(Hash256 Hash, long Weight)>>? found;
    private LinkedList<(Hash256 Hash, long Weight)>? byUse;
    private long weights;

    /// <summary>Whether the code is among them.</summary>
    internal bool Contains(Hash256 hash) => hash == last || found?.ContainsKey(hash) == true;

    /// <summary>Notes that a code is used now.</summary>
    internal void Use(Hash256 hash, long weight)
    {
        if (hash == last)
            return;
        // Most transactions touch one code: the books are opened with the second.
        if (last is { } first && found is null)
        {
            found = [];
            byUse = [];
            Enter(first, lastWeight);
        }
        last = hash;
        lastWeight = weight;
        if (found is not null)
            Enter(hash, weight);
    }

    private void Enter(Hash256 hash, long weight)
    {
        if (found!.TryGetValue(hash, out LinkedListNode<(Hash256 Hash, long Weight)>? node))
        {
            byUse!.Remove(node);
            byUse.AddFirst(node);
            return;
        }
        found.Add(hash, byUse!.AddFirst((hash, weight)));
        weights += weight + WeightOfAny;
        while (weights > WeightMax && byUse.Count > 1)
        {
            (Hash256 oldest, long itsWeight) = byUse.Last!.Value;
            byUse.RemoveLast();
            found.Remove(oldest);
            weights -= itsWeight + WeightOfAny;
        }
    }
}
