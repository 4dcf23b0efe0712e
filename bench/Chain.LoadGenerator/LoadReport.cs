namespace Chain.LoadGenerator;

/// <summary>What a load run measured.</summary>
public sealed record LoadReport
{
    /// <summary>Seconds from the first submission to the last block that was counted.</summary>
    public required double Seconds { get; init; }

    /// <summary>Transactions offered and taken by a node.</summary>
    public required long Accepted { get; init; }

    /// <summary>Refusals, offered again later.</summary>
    public required long Refused { get; init; }

    /// <summary>Transactions seen in blocks.</summary>
    public required long Included { get; init; }

    /// <summary>Included transactions whose receipts were looked at afterwards, spread over the run.</summary>
    public required int Checked { get; init; }

    /// <summary>Those of them that failed on chain.</summary>
    public required int Failed { get; init; }

    /// <summary>Blocks with them.</summary>
    public required int Blocks { get; init; }

    /// <summary>Included transactions a second.</summary>
    public double PerSecond => Included / Math.Max(Seconds, 0.001);

    /// <summary>Milliseconds from submission to "final" at the observed node, sorted.</summary>
    public required IReadOnlyList<double> LatenciesMs { get; init; }

    /// <summary>Bytes of one transaction.</summary>
    public required int TransactionBytes { get; init; }

    /// <summary>The gas limit of one transaction.</summary>
    public required ulong TransactionGas { get; init; }

    /// <summary>True when the signed transactions did not last for the whole time.</summary>
    public required bool RanDry { get; init; }

    /// <summary>The most common refusal, for those who wonder.</summary>
    public required string CommonRefusal { get; init; }

    /// <summary>A percentile of the latencies in milliseconds, 0 when there are none.</summary>
    public double Latency(double percentile) =>
        LatenciesMs.Count == 0 ? 0 : LatenciesMs[Math.Min(LatenciesMs.Count - 1, (int)(LatenciesMs.Count * percentile / 100))];
}
