namespace Chain.Simulation;

/// <summary>The network between instances: delay, loss, duplication, reordering (each message has its own delay), cuts by direction, and clogs.</summary>
internal sealed class SimNetwork(Clock clock, Rng rng, Knobs knobs, int instances)
{
    private readonly bool[,] _cut = new bool[instances, instances];
    private readonly long[,] _clogged = new long[instances, instances];

    /// <summary>In the second phase the network between core nodes is good.</summary>
    public bool IsHealed { get; set; }

    public void Send(int from, int to, Action deliver)
    {
        if (_cut[from, to] || (!IsHealed && rng.Happens(knobs.LossPpm)))
            return;
        int copies = !IsHealed && rng.Happens(knobs.DuplicatePpm) ? 2 : 1;
        for (int i = 0; i < copies; i++)
            clock.After(Math.Max(Delay(), _clogged[from, to] - clock.Now), deliver);
    }

    public void Heal()
    {
        Array.Clear(_cut);
        Array.Clear(_clogged);
    }

    /// <summary>Changes what is connected: a split in two or three, a star with one side deaf, single links, or clogs. Then, after a while, all is well again.</summary>
    public void Disturb()
    {
        Heal();
        int kind = rng.Below(5);
        var group = new int[instances];
        for (int i = 0; i < instances; i++)
            group[i] = rng.Below(kind == 1 ? 3 : 2);
        for (int i = 0; i < instances; i++)
        {
            for (int j = 0; j < instances; j++)
            {
                _cut[i, j] = kind switch
                {
                    0 or 1 => group[i] != group[j],
                    2 => group[i] < group[j],
                    3 => rng.Below(3) == 0,
                    _ => false,
                };
                if (kind == 4 && rng.Below(2) == 0)
                    _clogged[i, j] = clock.Now + knobs.PartitionMs;
            }
        }
    }

    private long Delay()
    {
        if (IsHealed)
            return rng.Between(1, 40);
        return !IsHealed && rng.Happens(knobs.SpikePpm) ? knobs.SpikeMs : rng.Between(knobs.DelayMinMs, Math.Max(knobs.DelayMinMs, knobs.DelayMaxMs));
    }
}
