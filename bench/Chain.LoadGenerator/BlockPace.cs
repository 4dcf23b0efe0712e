using Chain.Protocol.V1;
using Chain.Rpc;
using Block = Chain.Types.Block;

namespace Chain.LoadGenerator;

/// <summary>Times between blocks, by their headers: what proposers said and two thirds found timely.</summary>
/// <param name="SortedMs">The intervals, in milliseconds.</param>
/// <param name="Transactions">Transactions in the blocks.</param>
/// <param name="GasLimits">The sum of their gas limits.</param>
/// <param name="LateRounds">Blocks first proposed in a round after 0: their height's first proposer was too slow.</param>
public sealed record BlockPace(IReadOnlyList<double> SortedMs, long Transactions, ulong GasLimits, int LateRounds)
{
    /// <summary>Blocks seen.</summary>
    public int Blocks => SortedMs.Count + 1;

    /// <summary>An interval that so many percent of the others do not exceed.</summary>
    public double Percentile(int percent) => SortedMs.Count == 0 ? 0 : SortedMs[Math.Min(SortedMs.Count - 1, SortedMs.Count * percent / 100)];

    internal static async Task<BlockPace> MeasureAsync(NodeClient node, TimeSpan time, CancellationToken cancellation)
    {
        ulong height = (await node.StatusAsync(cancellation)).Height;
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        end.CancelAfter(time);
        var intervals = new List<double>();
        long transactions = 0;
        ulong gas = 0;
        int rounds = 0;
        ulong before = 0;
        try
        {
            await foreach (StreamBlocksResponse message in node.BlocksAsync(height + 1, end.Token))
            {
                if (Block.TryDecode(message.Block.Span, out Block? block, out _) != Primitives.Encoding.DecodeError.None)
                    throw new InvalidOperationException("The node streams a block that is none.");
                if (before != 0)
                    intervals.Add(block!.Header.TimeMs - before);
                before = block!.Header.TimeMs;
                transactions += block.Transactions.Count;
                rounds += block.Header.Round > 0 ? 1 : 0;
                foreach (Types.Transaction transaction in block.Transactions)
                    gas += transaction.Body.GasLimit;
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or RpcException && end.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            // The time is over.
        }
        intervals.Sort();
        return new BlockPace(intervals, transactions, gas, rounds);
    }
}
