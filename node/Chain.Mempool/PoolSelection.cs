using Chain.Types;

namespace Chain.Mempool;

/// <summary>The order in which a proposer takes transactions: by the tip that is really paid, ties by arrival, each lane from its head.</summary>
internal static class PoolSelection
{
    /// <summary>True when a block with this base fee may contain the entry at the head of its lane.</summary>
    public static bool IsIncludable(PoolEntry entry, ulong baseFee) => entry.Transaction.Body.MaxFee >= baseFee;

    /// <summary>Every ready transaction that the base fee allows. One that it does not allow holds back those after it in its lane.</summary>
    public static IEnumerable<VerifiedTransaction> InOrder(IReadOnlyList<PoolLane> lanes, ulong baseFee)
    {
        var heads = new List<((PoolLane Lane, int Place), (ulong Tip, ulong Arrival))>(lanes.Count);
        foreach (PoolLane lane in lanes)
        {
            if (lane.Ready > 0 && IsIncludable(lane.Entries[0], baseFee))
                heads.Add(((lane, 0), Priority(lane.Entries[0], baseFee)));
        }
        var queue = new PriorityQueue<(PoolLane Lane, int Place), (ulong Tip, ulong Arrival)>(heads, BestFirst.Instance);
        while (queue.TryDequeue(out (PoolLane Lane, int Place) head, out _))
        {
            yield return head.Lane.Entries[head.Place].Transaction;
            int next = head.Place + 1;
            if (next < head.Lane.Ready && IsIncludable(head.Lane.Entries[next], baseFee))
                queue.Enqueue((head.Lane, next), Priority(head.Lane.Entries[next], baseFee));
        }
    }

    private static (ulong Tip, ulong Arrival) Priority(PoolEntry entry, ulong baseFee) =>
        (FeeMath.EffectiveTip(entry.Transaction.Body.MaxFee, entry.Transaction.Body.Tip, baseFee), entry.Arrival);

    private sealed class BestFirst : IComparer<(ulong Tip, ulong Arrival)>
    {
        public static BestFirst Instance { get; } = new();

        public int Compare((ulong Tip, ulong Arrival) x, (ulong Tip, ulong Arrival) y)
        {
            int byTip = y.Tip.CompareTo(x.Tip);
            return byTip != 0 ? byTip : x.Arrival.CompareTo(y.Arrival);
        }
    }
}
