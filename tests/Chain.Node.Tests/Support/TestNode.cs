using Chain.Execution;
using Chain.Network;
using Chain.Node.Face;
using Chain.Node.Seams;
using Chain.Primitives;
using Chain.Protocol.Peer.V1;
using Chain.State;
using Chain.Storage.KeyValue;
using Chain.Storage.Log;
using Chain.Storage.Signing;
using Chain.Storage.Stores;
using Chain.Types;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Chain.Node.Tests.Support;

/// <summary>A node on memory stores that outlive it: it can crash, losing what was not synced, and start again.</summary>
internal sealed class TestNode : ITimers, IWorkers, IPeerTransport
{
    private readonly TestWorld _world;
    private readonly int? _validator;
    private readonly Dictionary<TimerKey, ulong> _timers = [];
    private readonly HashSet<PeerId> _links = [];
    private readonly List<ExecutedBlock> _executed = [];
    private BlockSubscription? _blocks;
    private ulong _timerNumber;
    private int _life;

    public TestNode(TestWorld world, int index, int? validator)
    {
        _world = world;
        _validator = validator;
        Index = index;
        byte[] id = new byte[32];
        id[0] = (byte)(index + 1);
        Self = new PeerId(new Hash256(id));
        GenesisDocument genesis = world.Chain.Genesis;
        StateMemory = new MemoryStore(Schema.State.All);
        HistoryMemory = new MemoryStore(Schema.History.All);
        StateStore.Create(StateMemory, genesis.Hash, GenesisState.Build(genesis), Options);
        HistoryStore.Create(HistoryMemory, genesis.Hash);
        SignerState = new SignerStateMemory();
    }

    private static StateStoreOptions Options { get; } = new() { Threads = 1 };

    public int Index { get; }

    public PeerId Self { get; }

    public MemoryStore StateMemory { get; }

    public MemoryStore HistoryMemory { get; }

    public MemoryLog Log { get; set; } = new();

    public ISignerState SignerState { get; set; }

    public NodeDriver? Driver { get; private set; }

    public bool IsRunning => Driver is not null;

    /// <summary>The height that the running node's store has committed.</summary>
    public ulong StoredHeight => State?.Height ?? 0;

    public ulong Height => Driver?.Face.Status.Height ?? 0;

    public Exception? Failure { get; private set; }

    /// <summary>After so many more signatures power fails, just when the signer has remembered and before anything else; null for never.</summary>
    public int? SignaturesUntilCut { get; set; }

    /// <summary>Every block that any life of this node executed and published.</summary>
    public IReadOnlyList<ExecutedBlock> Executed
    {
        get
        {
            Collect();
            return _executed;
        }
    }

    public StateStore? State { get; private set; }

    public HistoryStore? History { get; private set; }

    public bool IsFrozen { get; set; }

    /// <summary>By how much the work that is started now is late; null for not at all.</summary>
    public Func<WorkKind, ulong>? WorkDelayMs { get; set; }

    /// <summary>The key that it signs with; null for the one that its validator is registered with.</summary>
    public Primitives.Crypto.PrivateKey? OtherKey { get; set; }

    /// <summary>An entry of the state that cannot be read from the disk, and what is thrown then; null for none.</summary>
    public (StateKey Key, Exception Failure)? StateFault { get; set; }

    /// <summary>Where the node logs; nowhere by default.</summary>
    public ILogger Logger { get; set; } = NullLogger.Instance;

    public PeerEvent.Disconnected? LastDisconnect { get; private set; }

    public List<(PeerId Peer, PeerDisconnectReason Reason, bool Ban)> Disconnects { get; } = [];

    public void Start()
    {
        _life++;
        State = StateStore.Open(new FaultyStore(StateMemory, () => StateFault), _world.Chain.Genesis.Hash, Options);
        History = HistoryStore.Open(HistoryMemory, _world.Chain.Genesis.Hash);
        ISigner? signer = _validator is { } index ? new KeySigner(OtherKey ?? TestChain.Key(1, index), new CuttingSignerState(SignerState, this)) : null;
        var settings = new NodeSettings { Validator = _validator is { } v ? _world.Chain.OperatorOf(v) : null };
        var seams = new NodeSeams(this, this, this, new SeededRandom((ulong)(Index + (_life * 100))), Log, new NodeStores(State, History), signer);
        Driver = new NodeDriver(_world.Chain.Genesis, settings, seams, Post, Logger, _world.NowMs);
        _blocks = Driver.Face.Subscribe(100_000);
        Guard(() => Driver.Start(_world.NowMs));
        foreach (TestNode other in _world.Nodes)
        {
            if (other != this && other.IsRunning)
                Link(other);
        }
    }

    /// <summary>Power cut: what was not synced is gone, except a part that the disk happened to write.</summary>
    public void Crash(int keptUnsynced = 0)
    {
        if (Driver is null)
            return;
        Collect();
        Driver = null;
        _life++;
        _timers.Clear();
        foreach (PeerId peer in _links.ToArray())
            Unlink(peer);
        Log.Crash(keptUnsynced);
        StateMemory.Crash();
        HistoryMemory.Crash();
    }

    public void Link(TestNode other)
    {
        if (_links.Contains(other.Self) || IsCut(other))
            return;
        _links.Add(other.Self);
        other._links.Add(Self);
        var endpoint = new PeerEndpoint("127.0.0.1", 7000 + Index);
        int mine = _life;
        int theirs = other._life;
        _world.After(1, () => Deliver(mine, new PeerEvent.Connected(other.Self, HelloOf(other), PeerDirection.Outbound, endpoint)));
        _world.After(1, () => other.Deliver(theirs, new PeerEvent.Connected(Self, HelloOf(this), PeerDirection.Inbound, endpoint)));
    }

    public void Unlink(PeerId peer)
    {
        if (!_links.Remove(peer))
            return;
        TestNode? other = _world.Nodes.FirstOrDefault(node => node.Self == peer);
        int mine = _life;
        _world.After(1, () => Deliver(mine, new PeerEvent.Disconnected(peer, PeerDisconnectReason.ConnectionLost)));
        if (other is null || !other._links.Remove(Self))
            return;
        int theirs = other._life;
        _world.After(1, () => other.Deliver(theirs, new PeerEvent.Disconnected(Self, PeerDisconnectReason.ConnectionLost)));
    }

    public SubmitResult Submit(Transaction transaction) => Submit([transaction])[0];

    public IReadOnlyList<SubmitResult> Submit(IReadOnlyList<Transaction> transactions) => SubmitBytes([.. transactions.Select(transaction => transaction.Encoded)]);

    public IReadOnlyList<SubmitResult> SubmitBytes(IReadOnlyList<ReadOnlyMemory<byte>> transactions)
    {
        var submission = new Submission(transactions);
        Give(new NodeInput.Submitted(submission));
        Assert.True(_world.RunUntil(() => submission.Answer.IsCompleted));
        return submission.Answer.GetAwaiter().GetResult();
    }

    /// <summary>A message from somebody who is no node.</summary>
    public void Receive(PeerId from, PeerChannel channel, ReadOnlyMemory<byte> payload) =>
        Give(new NodeInput.FromPeer(new PeerEvent.FrameReceived(from, channel, payload, (long)_world.NowMs)));

    public void Give(NodeInput input)
    {
        if (Driver is { } driver)
            Guard(() => driver.Handle(input, _world.NowMs));
    }

    // ---- seams ----

    public void Set(TimerKey timer, ulong delayMs)
    {
        ulong number = ++_timerNumber;
        _timers[timer] = number;
        int life = _life;
        _world.After(delayMs, () =>
        {
            if (life == _life && _timers.TryGetValue(timer, out ulong newest) && newest == number && _timers.Remove(timer))
                Give(new NodeInput.TimerFired(timer));
        });
    }

    public void Cancel(TimerKey timer) => _timers.Remove(timer);

    public void Run(WorkKind kind, ulong ticket, Func<object> work)
    {
        int life = _life;
        ulong delay = (kind == WorkKind.Store ? 20UL : 2UL) + (WorkDelayMs?.Invoke(kind) ?? 0);
        _world.After(delay, () =>
        {
            if (life == _life)
                Give(Do(ticket, work));
        });
    }

    // As the real workers do: what work throws comes back as an input, and the driver throws it.
    private static NodeInput Do(ulong ticket, Func<object> work)
    {
        try
        {
            return new NodeInput.WorkDone(ticket, work());
        }
        catch (Exception failure)
        {
            return new NodeInput.WorkFailed(ticket, failure);
        }
    }

    public Action<PeerId, PeerChannel, ReadOnlyMemory<byte>>? Sniff { get; set; }

    /// <summary>Every vote that any life of this node sent, its own and others'.</summary>
    public List<Vote> SentVotes { get; } = [];

    public bool TrySend(PeerId peer, PeerChannel channel, ReadOnlyMemory<byte> payload)
    {
        if (!_links.Contains(peer))
            return false;
        Sniff?.Invoke(peer, channel, payload);
        if (channel == PeerChannel.Consensus && ConsensusMessage.Parser.ParseFrom(payload.Span) is { MessageCase: ConsensusMessage.MessageOneofCase.Vote } message
            && Vote.TryDecode(message.Vote.Span, out Vote? vote) == Primitives.Encoding.DecodeError.None)
            SentVotes.Add(vote!);
        TestNode? other = _world.Nodes.FirstOrDefault(node => node.Self == peer);
        if (other is null || IsCut(other) || _world.Random.Below(1000) < _world.LossPerThousand)
            return true;
        int life = other._life;
        byte[] copy = payload.ToArray();
        ulong delay = _world.DelayMinMs + (ulong)_world.Random.Below(_world.DelaySpreadMs + 1);
        _world.After(delay, () => other.Deliver(life, new PeerEvent.FrameReceived(Self, channel, copy, (long)_world.NowMs)));
        return true;
    }

    /// <summary>Makes a stranger a peer.</summary>
    public void Connect(PeerId stranger)
    {
        _links.Add(stranger);
        Give(new NodeInput.FromPeer(new PeerEvent.Connected(
            stranger, new PeerHello(1, _world.Chain.Genesis.Hash, 0, null, "test"), PeerDirection.Inbound, new PeerEndpoint("127.0.0.1", 9))));
    }

    public void Disconnect(PeerId peer, PeerDisconnectReason reason, bool ban)
    {
        Disconnects.Add((peer, reason, ban));
        Unlink(peer);
    }

    public void Dial(PeerEndpoint endpoint)
    {
    }

    public void SetHeight(ulong height)
    {
    }

    private bool IsCut(TestNode other) => _world.Cut.Contains((Math.Min(Index, other.Index), Math.Max(Index, other.Index)));

    private static PeerHello HelloOf(TestNode node) => new(1, node._world.Chain.Genesis.Hash, node.Height, null, "test");

    private void Deliver(int life, PeerEvent happened)
    {
        if (life == _life)
            Give(new NodeInput.FromPeer(happened));
    }

    private bool Post(NodeInput input)
    {
        int life = _life;
        _world.After(0, () =>
        {
            if (life == _life)
                Give(input);
        });
        return true;
    }

    private void Guard(Action action)
    {
        try
        {
            action();
        }
        catch (NodeHaltedException halted)
        {
            Failure = halted;
            Crash();
        }
        catch (PowerCutException)
        {
            Crash();
        }
    }

    private void Collect()
    {
        while (_blocks?.Blocks.TryRead(out ExecutedBlock? block) == true)
            _executed.Add(block);
    }
}
