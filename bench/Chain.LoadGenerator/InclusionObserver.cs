using System.Collections.Concurrent;
using System.Diagnostics;
using Chain.Primitives;
using Chain.Primitives.Crypto;
using Chain.Primitives.Encoding;
using Chain.Protocol.V1;
using Chain.Types;

namespace Chain.LoadGenerator;

/// <summary>Follows the blocks of one node: counts what is included and measures how long a sample of it took.</summary>
internal sealed class InclusionObserver
{
    private readonly ConcurrentDictionary<TransactionId, long> _submitted = new();
    private readonly List<double> _latenciesMs = [];
    private long _included;

    public long Included => Volatile.Read(ref _included);

    public int Blocks { get; private set; }

    /// <summary>When the newest counted block was seen, as a Stopwatch timestamp.</summary>
    public long LastBlockAt { get; private set; }

    public IReadOnlyList<double> SortedLatencies() => [.. _latenciesMs.Order()];

    /// <summary>Remembers when a transaction was sent, to measure it.</summary>
    public void Sample(TransactionId id, long timestamp) => _submitted.TryAdd(id, timestamp);

    /// <summary>Runs until cancelled.</summary>
    public async Task FollowAsync(NodeClient node, ulong fromHeight, CancellationToken cancellation)
    {
        try
        {
            await foreach (StreamBlocksResponse block in node.BlocksAsync(fromHeight, cancellation))
                Count(block.Block.Span);
        }
        catch (Exception exception) when (cancellation.IsCancellationRequested && exception is OperationCanceledException or Rpc.RpcException)
        {
            return;
        }
    }

    // Only the ids are needed, so the transactions are hashed and not decoded.
    private void Count(ReadOnlySpan<byte> encodedBlock)
    {
        long now = Stopwatch.GetTimestamp();
        var reader = new WireReader(encodedBlock);
        reader.Bytes(1, ProtocolLimits.HeaderBytesMax);
        int count = 0;
        while (reader.Item(2, ProtocolLimits.TransactionBytesMax, out ReadOnlySpan<byte> transaction))
        {
            count++;
            var id = new TransactionId(Hashing.Tagged(DomainTag.Transaction, transaction));
            if (_submitted.TryRemove(id, out long sent))
                _latenciesMs.Add(Stopwatch.GetElapsedTime(sent, now).TotalMilliseconds);
        }
        if (count == 0)
            return;
        Blocks++;
        LastBlockAt = now;
        Interlocked.Add(ref _included, count);
    }
}
