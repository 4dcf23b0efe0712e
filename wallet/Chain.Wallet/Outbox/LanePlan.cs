namespace Chain.Wallet.Outbox;

/// <summary>The pure part of giving out slots: which place of a lane is free, and which lane to take.</summary>
public static class LanePlan
{
    /// <summary>Transactions that wait in one lane before the next lane is taken. Opening a lane costs gas once; waiting behind few others costs nothing, and stays far inside the window of sequences that a pool takes of one lane (1,024).</summary>
    public const int LaneWaitingMax = 16;

    /// <summary>More than any pool holds of one lane: what a node claims beyond it is not believed.</summary>
    private const ulong PoolWindowMax = 4096;

    /// <summary>
    /// The first free place: not below what the chain has used, not taken by an open transaction of this wallet, and not by one
    /// that waits in the node's pool and is not ours. Places whose transaction has expired are free again.
    /// </summary>
    /// <param name="lane">The lane.</param>
    /// <param name="open">Open transactions of this wallet in that lane.</param>
    /// <param name="view">What the node says of it.</param>
    public static SlotChoice FirstFree(uint lane, IEnumerable<OpenSlot> open, LaneView view)
    {
        var taken = new HashSet<ulong>(open.Where(slot => slot.Lane == lane && !IsOver(slot, view)).Select(static slot => slot.Sequence));
        ulong pending = Math.Min(view.PendingSequence, view.Sequence + PoolWindowMax);
        ulong foreign = 0;
        ulong sequence = view.Sequence;
        while (taken.Contains(sequence) || sequence < pending)
        {
            foreign += taken.Contains(sequence) ? 0UL : 1UL;
            sequence++;
        }
        return new SlotChoice(lane, sequence, view, foreign);
    }

    /// <summary>True when the node's answer settles the transaction: its place was used, or its last height has passed.</summary>
    public static bool IsOver(OpenSlot slot, LaneView view) => slot.Sequence < view.Sequence || slot.ExpiryHeight <= view.Height;

    /// <summary>Lanes in the order in which they should be tried: those with room, lowest first; when all are full, the emptiest first.</summary>
    public static IReadOnlyList<uint> Order(IEnumerable<OpenSlot> open, uint lanesMax)
    {
        var waiting = new int[lanesMax];
        foreach (OpenSlot slot in open.Where(slot => slot.Lane < lanesMax))
            waiting[slot.Lane]++;
        IEnumerable<uint> lanes = Enumerable.Range(0, (int)lanesMax).Select(static lane => (uint)lane);
        return [.. lanes.OrderBy(lane => waiting[lane] < LaneWaitingMax ? 0 : waiting[lane]).ThenBy(static lane => lane)];
    }
}
