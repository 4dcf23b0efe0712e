using Chain.Network;
using Chain.Node;
using Chain.Node.Face;
using Chain.Types;

namespace Chain.Simulation;

/// <summary>Whole nodes under one seed: the product's driver, pool, execution and stores; simulated time, links, disks, workers and clients.</summary>
internal sealed class NodeWorld
{
    private const long PhaseTwoLimitMs = 120_000;
    private const ulong ProgressHeights = 3;

    private bool _isPhaseOne = true;

    /// <summary>A world whose knobs the seed draws, with the usual clients.</summary>
    public NodeWorld(ulong seed, TextWriter? output)
        : this(seed, output, null, static (knobs, rng) => new NodeLedger(knobs, rng))
    {
    }

    /// <summary>A world with other knobs, and other clients.</summary>
    public NodeWorld(ulong seed, TextWriter? output, NodeKnobs? knobs, Func<NodeKnobs, Rng, NodeLedger> clients)
    {
        Rng = new Rng(seed);
        Knobs = knobs ?? NodeKnobs.Draw(Rng.Fork());
        Trace = new Trace(output);
        Ledger = clients(Knobs, Rng.Fork());
        Watch = new NodeWatch(this);
        Links = new SimLinks(this);
        var nodes = new List<SimDriver>();
        for (int key = 0; key < Knobs.StakesInCoins.Length; key++)
        {
            if (key == Knobs.Silent)
                continue;
            nodes.Add(new SimDriver(this, nodes.Count, key, key != Knobs.Twin));
            if (key == Knobs.Twin)
                nodes.Add(new SimDriver(this, nodes.Count, key, isCorrect: false));
        }
        for (int i = 0; i < Knobs.Observers; i++)
            nodes.Add(new SimDriver(this, nodes.Count, -1, isCorrect: true));
        Nodes = nodes;
    }

    public Clock Clock { get; } = new();

    public Rng Rng { get; }

    public NodeKnobs Knobs { get; }

    public Trace Trace { get; }

    public NodeLedger Ledger { get; }

    public NodeWatch Watch { get; }

    public SimLinks Links { get; }

    public IReadOnlyList<SimDriver> Nodes { get; }

    public int Steps { get; private set; }

    public long HealingMs { get; private set; }

    public bool MayCrash => _isPhaseOne;

    public void Run()
    {
        Trace.Add(0, Knobs.ToString());
        foreach (SimDriver node in Nodes)
        {
            node.ClockOffsetMs = Knobs.SkewMs == 0 ? 0 : Rng.Between(-Knobs.SkewMs, Knobs.SkewMs);
            Start(node);
        }
        Reconnect();
        Submit();
        Every(Knobs.BreakEveryMs, () => Links.Break(Rng.Pick(Nodes), Rng.Pick(Nodes)));
        Every(Knobs.StallEveryMs, () => Links.Stall(Rng));
        Every(Knobs.PartitionEveryMs, Divide);
        Every(Knobs.CrashEveryMs, () => CrashFor(Rng.Pick(Nodes)));
        Every(Knobs.PauseEveryMs, () => Rng.Pick(Nodes).PausedUntil = Clock.Now + Rng.Between(1, Knobs.PauseMs));
        Every(Knobs.JumpEveryMs, () => Rng.Pick(Nodes).ClockOffsetMs = Rng.Between(-Knobs.JumpMs, Knobs.JumpMs));
        while (!Ledger.IsDone && Clock.Step(Knobs.PhaseOneMs))
            Steps++;
        Heal();
        Progress();
        foreach (SimDriver node in Nodes)
        {
            if (node.IsCorrect)
                Watch.CheckStore(node);
        }
    }

    public int InstanceOf(PeerId peer)
    {
        foreach (SimDriver node in Nodes)
        {
            if (node.Peer == peer)
                return node.Instance;
        }
        return -1;
    }

    public void CrashFor(SimDriver node)
    {
        if (!node.IsUp)
            return;
        node.Crash();
        Clock.After(Rng.Between(1, Knobs.DownMs), () => Start(node));
    }

    private void Start(SimDriver node)
    {
        if (node.IsUp)
            return;
        try
        {
            node.Start();
        }
        catch (PowerCut)
        {
            CrashFor(node);
            return;
        }
        if (node.IsCorrect)
            Watch.CheckStore(node);
    }

    private void Every(long periodMs, Action action)
    {
        if (periodMs == 0)
            return;
        Clock.After(Rng.Between(1, 2 * periodMs), () =>
        {
            if (!_isPhaseOne)
                return;
            action();
            Every(periodMs, action);
        });
    }

    private void Reconnect()
    {
        Links.Connect();
        Clock.After(300, Reconnect);
    }

    private void Divide()
    {
        Links.Divide(Rng);
        Clock.After(Rng.Between(1, Knobs.PartitionMs), Links.Rejoin);
    }

    // A client sends new transactions to one node, and now and then everything again that it has not seen in a block.
    private void Submit()
    {
        SimDriver node = Rng.Pick(Nodes);
        if (node.IsUp)
        {
            List<Transaction> batch = Ledger.Draw(Rng.Below(Knobs.BatchMax) + 1, node.Height);
            if (Rng.Below(5) == 0)
                batch = [.. Ledger.Unconfirmed];
            if (batch.Count > 0)
                node.Give(node.Life, new NodeInput.Submitted(new Submission([.. batch.Select(static transaction => transaction.Encoded)])));
        }
        Clock.After(Rng.Between(1, 2 * Knobs.SubmitEveryMs), Submit);
    }

    private void Heal()
    {
        _isPhaseOne = false;
        Links.Rejoin();
        Links.IsHealed = true;
        foreach (SimDriver node in Nodes)
        {
            node.PausedUntil = 0;
            node.ClockOffsetMs = Rng.Between(-100, 100);
            Start(node);
        }
    }

    private void Progress()
    {
        SimDriver[] core = [.. Nodes.Where(static node => node.IsCorrect)];
        ulong goal = core.Max(static node => node.Height) + ProgressHeights;
        long start = Clock.Now;
        while (core.Any(node => node.Height < goal))
        {
            if (!Clock.Step(start + PhaseTwoLimitMs))
                throw new SimulationFailure("progress", $"healed for {PhaseTwoLimitMs / 1000} s, and node {core.First(node => node.Height < goal).Instance} has not reached height {goal}: {string.Join("; ", Nodes.Select(static node => $"n{node.Instance} {node.Status?.Height} {node.Status?.Peers} peers {node.Status?.Consensus}"))}");
            Steps++;
        }
        HealingMs = Clock.Now - start;
    }
}
