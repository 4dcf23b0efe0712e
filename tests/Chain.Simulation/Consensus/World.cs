using Chain.Primitives;

namespace Chain.Simulation;

/// <summary>One run: nodes, network, faults and checkers under one seed, in one thread.</summary>
internal sealed class World
{
    private const long PhaseTwoLimitMs = 900_000;
    private const int ProgressHeights = 3;

    private readonly SimNetwork _network;
    private readonly SortedSet<int> _leftDown = [];
    private bool _isPhaseOne = true;

    public World(ulong seed, Mutation mutation, bool isTwinsFork, TextWriter? output)
    {
        Rng = new Rng(seed);
        Knobs = Knobs.Draw(Rng.Fork(), isTwinsFork);
        HasTooManyTwins = isTwinsFork;
        Trace = new Trace(output);
        Watch = new Watch(this);
        Truth = new ChainTruth(Knobs, Rng.Fork());
        var nodes = new List<SimNode>();
        for (int key = 0; key < Knobs.Powers.Length; key++)
            AddValidator(nodes, key, mutation);
        for (int i = 0; i < Knobs.Observers; i++)
            nodes.Add(new SimNode(this, nodes.Count, -1, isCorrect: true, mutation));
        Nodes = nodes;
        _network = new SimNetwork(Clock, Rng.Fork(), Knobs, nodes.Count);
    }

    /// <summary>A third or more of the power is faulty: the run looks for a fork, and two quorums in one round are no surprise.</summary>
    public bool HasTooManyTwins { get; }

    public Clock Clock { get; } = new();

    public Rng Rng { get; }

    public Knobs Knobs { get; }

    public Trace Trace { get; }

    public Crypto Crypto { get; } = new();

    public ChainTruth Truth { get; }

    public Watch Watch { get; }

    public IReadOnlyList<SimNode> Nodes { get; }

    public int Steps { get; private set; }

    /// <summary>How long the second phase took, in simulated milliseconds.</summary>
    public long HealingMs { get; private set; }

    public bool MayCrash => _isPhaseOne;

    public void Run()
    {
        Trace.Add(0, Knobs.ToString());
        foreach (SimNode node in Nodes)
        {
            node.ClockOffsetMs = Knobs.SkewMs == 0 ? 0 : Rng.Between(-Knobs.SkewMs, Knobs.SkewMs);
            node.Start();
        }
        Every(Knobs.PartitionEveryMs, Disturb);
        Every(Knobs.CrashEveryMs, () => CrashFor(Rng.Pick(Nodes)));
        Every(Knobs.PauseEveryMs, () => Rng.Pick(Nodes).PausedUntil = Clock.Now + Rng.Between(1, Knobs.PauseMs));
        Every(Knobs.JumpEveryMs, () => Rng.Pick(Nodes).ClockOffsetMs = Rng.Between(-Knobs.JumpMs, Knobs.JumpMs));
        while (Clock.Step(Knobs.PhaseOneMs))
            Steps++;
        Heal();
        Progress();
    }

    public void CrashFor(SimNode node)
    {
        if (!node.IsUp)
            return;
        node.Crash();
        Clock.After(Rng.Between(1, Knobs.DownMs), () => Restart(node));
    }

    public void Send(SimNode from, int to, Message message) => _network.Send(from.Instance, to, () => Nodes[to].Receive(from.Instance, message));

    public void SendToAll(SimNode from, Message message)
    {
        foreach (SimNode node in Nodes)
        {
            if (node != from)
                Send(from, node.Instance, message);
        }
    }

    public void SendToSome(SimNode from, Message message, int count)
    {
        for (int i = 0; i < count && Nodes.Count > 1; i++)
        {
            int to = Rng.Below(Nodes.Count - 1);
            Send(from, to >= from.Instance ? to + 1 : to, message);
        }
    }

    public int KeyOf(Address address)
    {
        for (int key = 0; key < Knobs.Powers.Length; key++)
        {
            if (Crypto.Address(key) == address)
                return key;
        }
        return -1;
    }

    private void AddValidator(List<SimNode> nodes, int key, Mutation mutation)
    {
        Behaviour behaviour = Knobs.Byzantine.GetValueOrDefault(key);
        if (behaviour.HasFlag(Behaviour.Silent))
            return;
        if (behaviour.HasFlag(Behaviour.Twin))
        {
            nodes.Add(new SimNode(this, nodes.Count, key, isCorrect: false, mutation));
            nodes.Add(new SimNode(this, nodes.Count, key, isCorrect: false, mutation));
        }
        else if (behaviour != Behaviour.None)
        {
            nodes.Add(new ByzantineNode(this, nodes.Count, key, behaviour));
        }
        else
        {
            nodes.Add(new SimNode(this, nodes.Count, key, !Knobs.Byzantine.ContainsKey(key), mutation));
        }
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

    private void Disturb()
    {
        _network.Disturb();
        Clock.After(Rng.Between(1, Knobs.PartitionMs), () =>
        {
            if (_isPhaseOne)
                _network.Heal();
        });
    }

    private void Restart(SimNode node)
    {
        if (!node.IsUp && !_leftDown.Contains(node.Instance))
            node.Start();
    }

    // A core of more than two thirds is well from here on: up, connected, with clocks that agree. The byzantine go on as before.
    private void Heal()
    {
        _isPhaseOne = false;
        _network.Heal();
        _network.IsHealed = true;
        if (Knobs.CoreIsMinimal && !Knobs.SetsChange)
            LeaveDown();
        foreach (SimNode node in Nodes)
        {
            node.PausedUntil = 0;
            if (node.IsCorrect)
                node.ClockOffsetMs = Rng.Between(-100, 100);
            if (_leftDown.Contains(node.Instance))
            {
                if (node.IsUp)
                    node.Crash();
            }
            else if (!node.IsUp)
            {
                node.Start();
            }
        }
    }

    private void LeaveDown()
    {
        ulong total = 0;
        ulong up = 0;
        foreach (ulong power in Knobs.Powers)
            total += power;
        foreach (SimNode node in Nodes)
            up += node.IsCorrect && node.Key >= 0 ? Knobs.Powers[node.Key] : 0;
        foreach (SimNode node in Nodes)
        {
            if (!node.IsCorrect || node.Key < 0 || Rng.Below(2) == 0 || (up - Knobs.Powers[node.Key]) * 3 <= total * 2)
                continue;
            up -= Knobs.Powers[node.Key];
            _leftDown.Add(node.Instance);
        }
    }

    private void Progress()
    {
        SimNode[] core = [.. Nodes.Where(node => node.IsCorrect && !_leftDown.Contains(node.Instance))];
        int goal = core.Max(node => node.Chain.Count) + ProgressHeights;
        long start = Clock.Now;
        while (core.Any(node => node.Chain.Count < goal))
        {
            if (!Clock.Step(start + PhaseTwoLimitMs))
                throw new SimulationFailure("progress", $"healed for {PhaseTwoLimitMs / 1000} s, and node {core.First(node => node.Chain.Count < goal).Instance} has not reached height {goal}");
            Steps++;
        }
        HealingMs = Clock.Now - start;
    }
}
