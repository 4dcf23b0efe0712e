using Chain.Execution;
using Chain.Network;
using Chain.Node;
using Chain.Node.Face;
using Chain.Node.Seams;
using Chain.Primitives;
using Chain.Primitives.Crypto;
using Chain.Storage;
using Chain.Storage.KeyValue;
using Chain.Storage.Log;
using Chain.Storage.Signing;
using Chain.Storage.Stores;
using Chain.Types;

namespace Chain.Simulation;

/// <summary>One running instance of the product's driver on simulated seams. Its memory stores outlive a crash, without what was not synced.</summary>
internal sealed class SimDriver : ITimers, IWorkers
{
    private static readonly StateStoreOptions StateOptions = new() { Threads = 1 };
    private static readonly SnapshotLimits NoAge = new(4_096, TimeSpan.FromDays(1), TimeProvider.System);

    private readonly NodeWorld _world;
    private readonly Dictionary<TimerKey, long> _timers = [];
    private readonly Queue<NodeInput> _held = new();
    private readonly Dictionary<(ulong, uint, SigningStep), Hash256> _signed = [];
    private readonly MemoryStore _stateMemory = new(Schema.State.All, NoAge);
    private readonly MemoryStore _historyMemory = new(Schema.History.All, NoAge);
    private readonly MemoryLog _log = new();
    private readonly SignerStateMemory _signerState = new();
    private BlockSubscription? _blocks;
    private NodeDriver? _driver;
    private long _timerNumber;
    private long _storeFreeAt;
    private int _life;

    public SimDriver(NodeWorld world, int instance, int key, bool isCorrect)
    {
        _world = world;
        Instance = instance;
        Key = key;
        IsCorrect = isCorrect;
        Peer = new PeerId(Hashing.Sha256([(byte)instance, 0x77]));
        GenesisDocument genesis = world.Ledger.Genesis;
        StateStore.Create(_stateMemory, genesis.Hash, GenesisState.Build(genesis), StateOptions);
        HistoryStore.Create(_historyMemory, genesis.Hash);
    }

    public int Instance { get; }

    /// <summary>The consensus key it votes with; −1 for an observer.</summary>
    public int Key { get; }

    public bool IsCorrect { get; }

    public PeerId Peer { get; }

    public bool IsUp => _driver is not null;

    public int Life => _life;

    public long ClockOffsetMs { get; set; }

    public long PausedUntil { get; set; }

    public ulong Height => _driver?.Face.Status.Height ?? 0;

    public StateStore? State { get; private set; }

    public HistoryStore? History { get; private set; }

    public NodeStatus? Status => _driver?.Face.Status;

    private ulong NowMs => (ulong)(1_700_000_100_000 + _world.Clock.Now + ClockOffsetMs);

    public void Start()
    {
        _life++;
        GenesisDocument genesis = _world.Ledger.Genesis;
        State = StateStore.Open(_stateMemory, genesis.Hash, StateOptions);
        History = HistoryStore.Open(_historyMemory, genesis.Hash);
        ISigner? signer = Key < 0 ? null : new WatchedSigner(new KeySigner(Crypto.PrivateKey(Key), _signerState), _signed);
        var settings = new NodeSettings { Validator = Key < 0 ? null : NodeLedger.OperatorAddress(Key), PoolTransactionsMax = 1_000 };
        var seams = new NodeSeams(this, this, new SimTransport(_world, this), new SeededRandom(_world.Rng.Next()), _log, new NodeStores(State, History), signer);
        try
        {
            _driver = new NodeDriver(genesis, settings, seams, Post, new TraceLogger(_world, Instance), NowMs);
        }
        catch (StorageFailure failure) when (!IsCorrect && failure.Fault == StorageFault.Inconsistent)
        {
            // A twin that finds what the other one signed refuses to start, as it should.
            _world.Trace.Add(_world.Clock.Now, $"n{Instance} refuses to start");
            return;
        }
        _blocks = _driver.Face.Subscribe(1_000_000);
        _driver.Start(NowMs);
        Collect();
    }

    /// <summary>Power is gone: of what was not synced a random beginning is left.</summary>
    public void Crash()
    {
        if (_driver is null)
            return;
        Collect();
        _driver = null;
        _life++;
        _storeFreeAt = 0;
        _timers.Clear();
        _held.Clear();
        _world.Links.BreakAll(this);
        _log.Crash(_world.Rng.Below(20));
        _stateMemory.Crash();
        _historyMemory.Crash();
        _world.Trace.Add(_world.Clock.Now, $"n{Instance} crash");
    }

    /// <summary>Gives an input to the driver, unless that life of it has ended; a paused node takes it when it goes on.</summary>
    public void Give(int life, NodeInput input)
    {
        if (life != _life || _driver is null)
            return;
        // What came while it was paused keeps its order, also when the pause grows or ends early.
        _held.Enqueue(input);
        if (_held.Count == 1)
            TakeHeld(life);
    }

    private void TakeHeld(int life)
    {
        while (life == _life && _driver is not null && _held.TryPeek(out NodeInput? input))
        {
            if (PausedUntil > _world.Clock.Now)
            {
                _world.Clock.After(Math.Min(20, PausedUntil - _world.Clock.Now), () => TakeHeld(life));
                return;
            }
            Take(input);
            if (life == _life)
                _held.Dequeue();
        }
    }

    private void Take(NodeInput input)
    {
        if (_driver is null)
            return;
        _world.Trace.Add(((ulong)_world.Clock.Now << 16) ^ ((ulong)Instance << 8) ^ (ulong)input.GetType().Name.Length ^ (_driver.Face.Status.Height << 40));
        if (_world.Trace.IsVerbose)
            _world.Trace.Show(_world.Clock.Now, Describe(input));
        // A frame bears the time of its arrival on this node's clock.
        if (input is NodeInput.FromPeer { Event: PeerEvent.FrameReceived frame })
            input = new NodeInput.FromPeer(frame with { ReceivedAtMs = (long)NowMs });
        try
        {
            _driver.Handle(input, NowMs);
        }
        catch (PowerCut)
        {
            _world.CrashFor(this);
            return;
        }
        catch (NodeHaltedException halted)
        {
            throw new SimulationFailure("no correct node halts", $"node {Instance}: {halted.Message}");
        }
        Collect();
    }

    /// <summary>Where a send may be the last thing that a node does.</summary>
    public void MaybePowerCut()
    {
        if (IsCorrect && _world.MayCrash && _world.Rng.Happens(_world.Knobs.CrashInEffectsPpm))
            throw new PowerCut();
    }

    public void Set(TimerKey timer, ulong delayMs)
    {
        long number = ++_timerNumber;
        _timers[timer] = number;
        int life = _life;
        _world.Clock.After((long)Math.Min(delayMs, 1UL << 40), () =>
        {
            if (life == _life && _timers.TryGetValue(timer, out long newest) && newest == number && _timers.Remove(timer))
                Give(life, new NodeInput.TimerFired(timer));
        });
    }

    public void Cancel(TimerKey timer) => _timers.Remove(timer);

    // Store work runs one after the other; the rest in any order.
    public void Run(WorkKind kind, ulong ticket, Func<object> work)
    {
        int life = _life;
        NodeKnobs knobs = _world.Knobs;
        long delay = _world.Rng.Between(0, kind == WorkKind.Store ? knobs.StoreMs : knobs.WorkMs);
        if (kind == WorkKind.Store)
        {
            _storeFreeAt = Math.Max(_storeFreeAt, _world.Clock.Now) + delay;
            delay = _storeFreeAt - _world.Clock.Now;
        }
        _world.Clock.After(delay, () =>
        {
            if (life == _life && _driver is not null)
                Give(life, new NodeInput.WorkDone(ticket, work()));
        });
    }

    private bool Post(NodeInput input)
    {
        int life = _life;
        _world.Clock.After(0, () => Give(life, input));
        return true;
    }

    private void Collect()
    {
        while (_blocks?.Blocks.TryRead(out ExecutedBlock? block) == true)
            _world.Watch.Executed(this, block);
    }

    private string Describe(NodeInput input) => input switch
    {
        NodeInput.FromPeer { Event: PeerEvent.FrameReceived frame } => $"n{Instance} {frame.Channel} frame of {frame.Payload.Length} bytes from n{_world.InstanceOf(frame.Peer)}",
        NodeInput.TimerFired fired => $"n{Instance} timer {fired.Timer}",
        _ => $"n{Instance} {input.GetType().Name}",
    };
}
