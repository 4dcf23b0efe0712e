using System.Globalization;
using Chain.Primitives;
using Chain.Types;

namespace Chain.Simulation;

/// <summary>Everything that a seed decides before the run: who takes part, what the network and the disks do, who lies. Each is off in a part of the seeds.</summary>
internal sealed record Knobs
{
    public required ulong[] Powers { get; init; }

    public required int Observers { get; init; }

    /// <summary>Byzantine validators by key, with what they do.</summary>
    public required SortedDictionary<int, Behaviour> Byzantine { get; init; }

    public required ChainParameters Parameters { get; init; }

    public required long PhaseOneMs { get; init; }

    public required long DelayMinMs { get; init; }

    public required long DelayMaxMs { get; init; }

    public required int LossPpm { get; init; }

    public required int DuplicatePpm { get; init; }

    public required int SpikePpm { get; init; }

    public required long SpikeMs { get; init; }

    public required long PartitionEveryMs { get; init; }

    public required long PartitionMs { get; init; }

    public required long CrashEveryMs { get; init; }

    public required long DownMs { get; init; }

    public required int CrashInEffectsPpm { get; init; }

    public required long PauseEveryMs { get; init; }

    public required long PauseMs { get; init; }

    public required long SkewMs { get; init; }

    public required long JumpEveryMs { get; init; }

    public required long JumpMs { get; init; }

    /// <summary>How often a proposal comes without the means to assemble its block, which then has to be asked for.</summary>
    public required int BodyApartPpm { get; init; }

    public required long BuildMs { get; init; }

    public required long JudgeMs { get; init; }

    public required long StoreMs { get; init; }

    public required long GossipMs { get; init; }

    public required bool SetsChange { get; init; }

    /// <summary>How many correct validators stay down in the second phase, as far as more than two thirds remain.</summary>
    public required bool CoreIsMinimal { get; init; }

    public static Knobs Draw(Rng rng, bool isTwinsFork)
    {
        int count = isTwinsFork ? rng.Below(5) + 3 : rng.Below(10) + 1;
        ulong[] powers = Draw(rng, count);
        return new Knobs
        {
            Powers = powers,
            Observers = rng.Below(3) == 0 ? 1 : 0,
            Byzantine = isTwinsFork ? DrawTwins(rng, powers) : DrawByzantine(rng, powers),
            Parameters = DrawParameters(rng),
            PhaseOneMs = rng.Between(5_000, 25_000),
            DelayMinMs = rng.Between(0, 50),
            DelayMaxMs = 50 + Zero(rng, 3, 600),
            LossPpm = (int)Zero(rng, 3, 400_000),
            DuplicatePpm = (int)Zero(rng, 3, 200_000),
            SpikePpm = (int)Zero(rng, 2, 50_000),
            SpikeMs = rng.Between(500, 8_000),
            PartitionEveryMs = Zero(rng, 3, 5_000),
            PartitionMs = rng.Between(200, 8_000),
            CrashEveryMs = Zero(rng, 2, 6_000),
            DownMs = rng.Between(1, 4_000),
            CrashInEffectsPpm = (int)Zero(rng, 2, 6_000),
            PauseEveryMs = Zero(rng, 2, 6_000),
            PauseMs = rng.Between(10, 5_000),
            SkewMs = Zero(rng, 2, 3_000),
            JumpEveryMs = Zero(rng, 2, 8_000),
            JumpMs = rng.Between(1, 20_000),
            BodyApartPpm = (int)Zero(rng, 2, 1_000_000),
            BuildMs = Zero(rng, 2, 100),
            JudgeMs = Zero(rng, 2, 150),
            StoreMs = Zero(rng, 2, 1_500),
            GossipMs = rng.Between(100, 900),
            SetsChange = rng.Below(3) == 0,
            CoreIsMinimal = rng.Below(2) == 0,
        };
    }

    public override string ToString()
    {
        IEnumerable<string> liars = Byzantine.Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key}:{pair.Value}"));
        return string.Create(CultureInfo.InvariantCulture, $"validators [{string.Join(',', Powers)}] byzantine [{string.Join("; ", liars)}] delay {DelayMinMs}-{DelayMaxMs} loss {LossPpm} ppm partition {PartitionEveryMs}/{PartitionMs} crash {CrashEveryMs}/{DownMs}/{CrashInEffectsPpm} pause {PauseEveryMs}/{PauseMs} skew {SkewMs} jump {JumpEveryMs}/{JumpMs}");
    }

    // 0 in one of `oneIn` draws, else up to max.
    private static long Zero(Rng rng, int oneIn, long max) => rng.Below(oneIn) == 0 ? 0 : rng.Between(1, max);

    private static ulong[] Draw(Rng rng, int count)
    {
        int shape = rng.Below(3);
        var powers = new ulong[count];
        for (int i = 0; i < count; i++)
        {
            powers[i] = shape switch
            {
                0 => 1,
                1 => (ulong)rng.Between(1, 10),
                _ => 1ul << rng.Below(12),
            };
        }
        return powers;
    }

    // As much byzantine power as stays below a third, or less.
    private static SortedDictionary<int, Behaviour> DrawByzantine(Rng rng, ulong[] powers)
    {
        var byzantine = new SortedDictionary<int, Behaviour>();
        if (rng.Below(3) == 0)
            return byzantine;
        ulong total = powers.Aggregate(0ul, static (sum, power) => sum + power);
        ulong taken = 0;
        int[] order = [.. Enumerable.Range(0, powers.Length)];
        rng.Shuffle(order);
        foreach (int key in order)
        {
            if ((taken + powers[key]) * 3 >= total)
                continue;
            taken += powers[key];
            byzantine[key] = rng.Below(4) switch
            {
                0 => Behaviour.Twin,
                1 => Behaviour.Silent,
                _ => (Behaviour)(rng.Below(256) << 2),
            };
        }
        return byzantine;
    }

    private static SortedDictionary<int, Behaviour> DrawTwins(Rng rng, ulong[] powers)
    {
        var byzantine = new SortedDictionary<int, Behaviour>();
        ulong total = powers.Aggregate(0ul, static (sum, power) => sum + power);
        ulong taken = 0;
        int[] order = [.. Enumerable.Range(0, powers.Length)];
        rng.Shuffle(order);
        foreach (int key in order)
        {
            if (taken * 3 > total || powers.Length - byzantine.Count == 2)
                break;
            taken += powers[key];
            byzantine[key] = Behaviour.Twin;
        }
        return byzantine;
    }

    private static ChainParameters DrawParameters(Rng rng) => new()
    {
        BlockIntervalMs = (ulong)rng.Between(50, 1_000),
        HeartbeatMs = 10_000,
        ProposeTimeoutMs = (ulong)rng.Between(200, 1_500),
        ProposeTimeoutDeltaMs = (ulong)rng.Between(100, 500),
        VoteTimeoutMs = (ulong)rng.Between(100, 1_000),
        VoteTimeoutDeltaMs = (ulong)rng.Between(100, 500),
        PrecisionMs = 500,
        MessageDelayMs = 2_000,
        ExpiryWindow = 1_000,
        BlockGasMax = 200_000_000,
        BlockBytesMax = 4 << 20,
        BlockTransactionsMax = 12_000,
        BaseFeeMin = 1_000,
        ValidatorsMax = 100,
        StakeMin = Amount.FromGrains(Amount.GrainsPerCoin),
        UnbondingMs = 60_000,
        UnbondingBlocks = 100,
        EvidenceMs = 30_000,
        EvidenceBlocks = 50,
    };
}
