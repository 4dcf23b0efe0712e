using Chain.Primitives;
using Chain.Types;

namespace Chain.Node.Tests.Support;

/// <summary>Nodes in one thread with virtual time: what is due next happens next, and nothing else decides the order.</summary>
internal sealed class TestWorld : IDisposable
{
    private readonly PriorityQueue<Action, (ulong AtMs, ulong Number)> _due = new();
    private readonly List<TestNode> _nodes = [];
    private ulong _number;

    public TestWorld(TestChain chain, ulong seed = 1, long beginsMs = 10_000)
    {
        Chain = chain;
        Random = new Chain.Node.Seams.SeededRandom(seed);
        NowMs = (ulong)((long)chain.Genesis.TimeMs + beginsMs);
    }

    public TestChain Chain { get; }

    public Chain.Node.Seams.SeededRandom Random { get; }

    public ulong NowMs { get; private set; }

    public IReadOnlyList<TestNode> Nodes => _nodes;

    /// <summary>Pairs (smaller index first) that cannot reach each other.</summary>
    public HashSet<(int, int)> Cut { get; } = [];

    /// <summary>Messages in a thousand that are lost.</summary>
    public int LossPerThousand { get; set; }

    public ulong DelayMinMs { get; set; } = 1;

    public int DelaySpreadMs { get; set; } = 4;

    public static TestWorld WithValidators(int count, ulong seed = 1)
    {
        var world = new TestWorld(new TestChain(count), seed);
        for (int i = 0; i < count; i++)
            world.AddNode(i);
        return world;
    }

    public TestNode AddNode(int? validator)
    {
        var node = new TestNode(this, _nodes.Count, validator);
        _nodes.Add(node);
        return node;
    }

    public void StartAll()
    {
        foreach (TestNode node in _nodes)
            node.Start();
    }

    public void After(ulong delayMs, Action action) => _due.Enqueue(action, (NowMs + delayMs, _number++));

    /// <summary>Lets time pass.</summary>
    public void Run(ulong ms)
    {
        ulong end = NowMs + ms;
        while (_due.TryPeek(out _, out (ulong AtMs, ulong) next) && next.AtMs <= end)
            Step();
        NowMs = end;
    }

    /// <summary>Lets time pass until the condition holds; false when it does not within the time.</summary>
    public bool RunUntil(Func<bool> condition, ulong maxMs = 60_000)
    {
        ulong end = NowMs + maxMs;
        while (!condition())
        {
            if (!_due.TryPeek(out _, out (ulong AtMs, ulong) next) || next.AtMs > end)
                return false;
            Step();
        }
        return true;
    }

    public bool RunToHeight(ulong height, ulong maxMs = 60_000) => RunUntil(() => _nodes.All(node => !node.IsRunning || node.Height >= height), maxMs);

    /// <summary>Every running node has the same block and state at every height that it kept.</summary>
    public void RequireAgreement()
    {
        var ids = new SortedDictionary<ulong, (BlockId Id, Hash256 Root)>();
        foreach (TestNode node in _nodes)
        {
            foreach (Face.ExecutedBlock block in node.Executed)
            {
                if (ids.TryGetValue(block.Height, out (BlockId Id, Hash256 Root) other))
                    Assert.Equal(other, (block.Block.Id, block.StateRoot));
                else
                    ids.Add(block.Height, (block.Block.Id, block.StateRoot));
            }
        }
    }

    public void Dispose()
    {
        foreach (TestNode node in _nodes)
            node.Crash();
    }

    private void Step()
    {
        _due.TryDequeue(out Action? action, out (ulong AtMs, ulong) at);
        NowMs = Math.Max(NowMs, at.AtMs);
        action!();
    }
}
