using System.Globalization;

namespace Chain.Simulation;

/// <summary>What a seed decides for a run of whole nodes. Frames are never lost on a link that stands (the transport's contract): links break, and stall.</summary>
internal sealed record NodeKnobs
{
    public required ulong[] StakesInCoins { get; init; }

    /// <summary>A validator that runs twice, or −1.</summary>
    public required int Twin { get; init; }

    /// <summary>A validator that does not run, or −1.</summary>
    public required int Silent { get; init; }

    public required int Observers { get; init; }

    public required long PhaseOneMs { get; init; }

    public required long DelayMaxMs { get; init; }

    public required long BreakEveryMs { get; init; }

    public required long PartitionEveryMs { get; init; }

    public required long PartitionMs { get; init; }

    public required long StallEveryMs { get; init; }

    public required long StallMs { get; init; }

    public required long CrashEveryMs { get; init; }

    public required long DownMs { get; init; }

    public required int CrashInEffectsPpm { get; init; }

    public required long PauseEveryMs { get; init; }

    public required long PauseMs { get; init; }

    public required long SkewMs { get; init; }

    public required long JumpEveryMs { get; init; }

    public required long JumpMs { get; init; }

    public required long WorkMs { get; init; }

    public required long StoreMs { get; init; }

    public required long SubmitEveryMs { get; init; }

    public required int BatchMax { get; init; }

    /// <summary>Four equal validators, and nothing that goes wrong: for runs that are about transactions.</summary>
    public static NodeKnobs Calm { get; } = new()
    {
        StakesInCoins = [1_000, 1_000, 1_000, 1_000],
        Twin = -1,
        Silent = -1,
        Observers = 0,
        PhaseOneMs = 86_400_000,
        DelayMaxMs = 20,
        BreakEveryMs = 0,
        PartitionEveryMs = 0,
        PartitionMs = 0,
        StallEveryMs = 0,
        StallMs = 0,
        CrashEveryMs = 0,
        DownMs = 0,
        CrashInEffectsPpm = 0,
        PauseEveryMs = 0,
        PauseMs = 0,
        SkewMs = 0,
        JumpEveryMs = 0,
        JumpMs = 0,
        WorkMs = 5,
        StoreMs = 5,
        SubmitEveryMs = 200,
        BatchMax = 30,
    };

    public static NodeKnobs Draw(Rng rng)
    {
        int count = rng.Below(3) == 0 ? rng.Below(7) + 1 : 4;
        ulong[] stakes = [.. Enumerable.Range(0, count).Select(_ => rng.Below(2) == 0 ? 1_000ul : (ulong)rng.Between(1_000, 3_000))];
        int suspect = rng.Below(count);
        ulong total = stakes.Aggregate(0ul, static (sum, stake) => sum + stake);
        // Delegations of the run move a few coins only: what is well below a third stays below.
        bool mayLie = stakes[suspect] * 31 < total * 10;
        int kind = rng.Below(3);
        return new NodeKnobs
        {
            StakesInCoins = stakes,
            Twin = mayLie && kind == 0 ? suspect : -1,
            Silent = mayLie && kind == 1 ? suspect : -1,
            Observers = rng.Below(2),
            PhaseOneMs = rng.Between(3_000, 12_000),
            DelayMaxMs = Zero(rng, 3, 300) + 1,
            BreakEveryMs = Zero(rng, 2, 2_000),
            PartitionEveryMs = Zero(rng, 2, 4_000),
            PartitionMs = rng.Between(300, 5_000),
            StallEveryMs = Zero(rng, 2, 2_000),
            StallMs = rng.Between(100, 4_000),
            CrashEveryMs = Zero(rng, 2, 4_000),
            DownMs = rng.Between(1, 3_000),
            CrashInEffectsPpm = (int)Zero(rng, 2, 3_000),
            PauseEveryMs = Zero(rng, 2, 4_000),
            PauseMs = rng.Between(10, 3_000),
            SkewMs = Zero(rng, 2, 1_000),
            JumpEveryMs = Zero(rng, 2, 6_000),
            JumpMs = rng.Between(1, 5_000),
            WorkMs = Zero(rng, 2, 60),
            StoreMs = Zero(rng, 2, 800),
            SubmitEveryMs = rng.Between(50, 1_500),
            BatchMax = rng.Below(30) + 1,
        };
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"stakes [{string.Join(',', StakesInCoins)}] twin {Twin} silent {Silent} observers {Observers} delay {DelayMaxMs} break {BreakEveryMs} partition {PartitionEveryMs}/{PartitionMs} stall {StallEveryMs}/{StallMs} crash {CrashEveryMs}/{DownMs}/{CrashInEffectsPpm} pause {PauseEveryMs}/{PauseMs} skew {SkewMs} jump {JumpEveryMs}/{JumpMs} work {WorkMs} store {StoreMs}");

    private static long Zero(Rng rng, int oneIn, long max) => rng.Below(oneIn) == 0 ? 0 : rng.Between(1, max);
}
