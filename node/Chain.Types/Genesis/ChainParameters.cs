using Chain.Primitives;
using Chain.Primitives.Encoding;

namespace Chain.Types;

/// <summary>The parameters of a chain. They come from genesis, all of them: code has no defaults for them.</summary>
public sealed record ChainParameters
{
    /// <summary>The least time between two blocks' times.</summary>
    public required ulong BlockIntervalMs { get; init; }

    /// <summary>The most time without a block.</summary>
    public required ulong HeartbeatMs { get; init; }

    /// <summary>How long round 0 waits for a proposal.</summary>
    public required ulong ProposeTimeoutMs { get; init; }

    /// <summary>What each further round adds to it.</summary>
    public required ulong ProposeTimeoutDeltaMs { get; init; }

    /// <summary>How long round 0 waits for more votes after two thirds of any.</summary>
    public required ulong VoteTimeoutMs { get; init; }

    /// <summary>What each further round adds to it.</summary>
    public required ulong VoteTimeoutDeltaMs { get; init; }

    /// <summary>How far clocks of correct validators may differ.</summary>
    public required ulong PrecisionMs { get; init; }

    /// <summary>How long a proposal may travel in round 0; the window grows with the round.</summary>
    public required ulong MessageDelayMs { get; init; }

    /// <summary>How far ahead a transaction's expiry height may lie.</summary>
    public required ulong ExpiryWindow { get; init; }

    /// <summary>The sum of gas limits in a block.</summary>
    public required ulong BlockGasMax { get; init; }

    /// <summary>The sum of bytes of a block's transactions.</summary>
    public required ulong BlockBytesMax { get; init; }

    /// <summary>Transactions in a block.</summary>
    public required ulong BlockTransactionsMax { get; init; }

    /// <summary>The base fee of the first block and the least one ever: grains per 10⁶ gas.</summary>
    public required ulong BaseFeeMin { get; init; }

    /// <summary>Active validators.</summary>
    public required ulong ValidatorsMax { get; init; }

    /// <summary>The least self-stake at registration, and the least delegation.</summary>
    public required Amount StakeMin { get; init; }

    /// <summary>How long unbonding takes.</summary>
    public required ulong UnbondingMs { get; init; }

    /// <summary>How many blocks unbonding takes at the least; both must have passed.</summary>
    public required ulong UnbondingBlocks { get; init; }

    /// <summary>How old evidence may be. It expires when blocks and time have both passed; shorter than unbonding.</summary>
    public required ulong EvidenceMs { get; init; }

    /// <summary>See <see cref="EvidenceMs"/>.</summary>
    public required ulong EvidenceBlocks { get; init; }

    /// <summary>The values in field order, for codec, JSON and tests: one list, so that none is forgotten.</summary>
    public static IReadOnlyList<ParameterField> Fields { get; } =
    [
        new("blockIntervalMs", 1, 60_000, p => p.BlockIntervalMs),
        new("heartbeatMs", 1, 3_600_000, p => p.HeartbeatMs),
        new("proposeTimeoutMs", 1, 3_600_000, p => p.ProposeTimeoutMs),
        new("proposeTimeoutDeltaMs", 1, 3_600_000, p => p.ProposeTimeoutDeltaMs),
        new("voteTimeoutMs", 1, 3_600_000, p => p.VoteTimeoutMs),
        new("voteTimeoutDeltaMs", 1, 3_600_000, p => p.VoteTimeoutDeltaMs),
        new("precisionMs", 1, 3_600_000, p => p.PrecisionMs),
        new("messageDelayMs", 1, 3_600_000, p => p.MessageDelayMs),
        new("expiryWindow", 10, 1_000_000, p => p.ExpiryWindow),
        new("blockGasMax", 1_000_000, ProtocolLimits.GasMax, p => p.BlockGasMax),
        new("blockBytesMax", ProtocolLimits.TransactionBytesMax, ProtocolLimits.BlockBytesMax, p => p.BlockBytesMax),
        new("blockTransactionsMax", 1, ProtocolLimits.BlockTransactionsMax, p => p.BlockTransactionsMax),
        new("baseFeeMin", 1, 1_000_000_000_000, p => p.BaseFeeMin),
        new("validatorsMax", 1, ProtocolLimits.ValidatorsMax, p => p.ValidatorsMax),
        new("stakeMin", Amount.GrainsPerCoin, Amount.MaxSupply, p => p.StakeMin.Grains, IsAmount: true),
        new("unbondingMs", 1, 31_536_000_000, p => p.UnbondingMs),
        new("unbondingBlocks", 1, 1_000_000_000, p => p.UnbondingBlocks),
        new("evidenceMs", 1, 31_536_000_000, p => p.EvidenceMs),
        new("evidenceBlocks", 1, 1_000_000_000, p => p.EvidenceBlocks),
    ];

    /// <summary>Checks ranges and agreement; the names of what is wrong, or nothing.</summary>
    public IReadOnlyList<string> Problems()
    {
        var problems = new List<string>();
        foreach (ParameterField field in Fields)
        {
            ulong value = field.Read(this);
            if (value < field.Min || value > field.Max)
                problems.Add($"{field.Name} is {value}, allowed is {field.Min} to {field.Max}");
        }
        if (EvidenceMs >= UnbondingMs)
            problems.Add("evidenceMs must be less than unbondingMs, or a fault could be proved after the stake has left");
        if (EvidenceBlocks >= UnbondingBlocks)
            problems.Add("evidenceBlocks must be less than unbondingBlocks, or a fault could be proved after the stake has left");
        if (HeartbeatMs < BlockIntervalMs)
            problems.Add("heartbeatMs must be at least blockIntervalMs");
        return problems;
    }

    /// <summary>The parameters in the order of <see cref="Fields"/>.</summary>
    /// <exception cref="InvariantException">Not as many values as fields.</exception>
    public static ChainParameters? FromValues(IReadOnlyList<ulong> values)
    {
        Invariant.Holds(values.Count == Fields.Count, "there is a value for each parameter");
        if (!Amount.TryCreate(values[14], out Amount stakeMin))
            return null;
        var parameters = new ChainParameters
        {
            BlockIntervalMs = values[0],
            HeartbeatMs = values[1],
            ProposeTimeoutMs = values[2],
            ProposeTimeoutDeltaMs = values[3],
            VoteTimeoutMs = values[4],
            VoteTimeoutDeltaMs = values[5],
            PrecisionMs = values[6],
            MessageDelayMs = values[7],
            ExpiryWindow = values[8],
            BlockGasMax = values[9],
            BlockBytesMax = values[10],
            BlockTransactionsMax = values[11],
            BaseFeeMin = values[12],
            ValidatorsMax = values[13],
            StakeMin = stakeMin,
            UnbondingMs = values[15],
            UnbondingBlocks = values[16],
            EvidenceMs = values[17],
            EvidenceBlocks = values[18],
        };
        return parameters;
    }

    internal byte[] Encode()
    {
        var writer = new WireWriter(160);
        for (int i = 0; i < Fields.Count; i++)
            writer.UInt64(i + 1, Fields[i].Read(this));
        return writer.ToArray();
    }

    internal static DecodeError TryDecode(ReadOnlySpan<byte> bytes, out ChainParameters? parameters)
    {
        var reader = new WireReader(bytes);
        var values = new ulong[Fields.Count];
        for (int i = 0; i < values.Length; i++)
            values[i] = reader.UInt64(i + 1);
        DecodeError error = reader.End();
        parameters = error == DecodeError.None ? FromValues(values) : null;
        if (error == DecodeError.None && (parameters is null || parameters.Problems().Count > 0))
        {
            parameters = null;
            return DecodeError.Range;
        }
        return error;
    }
}
