using System.Globalization;
using Chain.Consensus;
using Chain.Node.Agreeing;
using Chain.Node.Seams;
using Chain.Primitives;
using Chain.Primitives.Encoding;
using Chain.Storage.Log;
using Chain.Types;

namespace Chain.Simulation;

/// <summary>One running instance: the real consensus core under the product's runner, and around them the smallest driver that keeps the product driver's contract.</summary>
internal class SimNode
{
    private const int LaterMax = 400;
    private const uint ProposalRoundsAheadMax = 64;

    private readonly Dictionary<BlockId, Header> _bodies = [];
    private readonly SortedSet<BlockId> _wanted = [];
    private readonly List<(int From, Message Message)> _later = [];
    private SimMachine? _machine;
    private int _epoch;

    public SimNode(World world, int instance, int key, bool isCorrect, Mutation mutation)
    {
        World = world;
        Instance = instance;
        Key = key;
        IsCorrect = isCorrect;
        Mutation = mutation;
        Disk = new SimDisk(MaybePowerCut, mutation == Mutation.SendBeforePersist ? action => After(300, action) : null);
    }

    public int Instance { get; }

    /// <summary>The key it votes with; −1 for an observer.</summary>
    public int Key { get; }

    public bool IsCorrect { get; }

    public ConsensusState State => _machine!.State;

    public bool IsUp { get; private set; }

    public long ClockOffsetMs { get; set; }

    public long PausedUntil { get; set; }

    /// <summary>Decided blocks from height 1, stored or not.</summary>
    public List<(Header Header, Commit Commit)> Chain { get; } = [];

    protected World World { get; }

    protected Mutation Mutation { get; }

    protected SimDisk Disk { get; }

    protected IReadOnlyDictionary<BlockId, Header> Bodies => _bodies;

    protected Header? Parent => Chain.Count == 0 ? null : Chain[^1].Header;

    protected ulong LocalTimeMs => (ulong)(1_000_000_000_000 + World.Clock.Now + ClockOffsetMs);

    /// <summary>Starts for the first time, or again after a crash: from what the disk holds.</summary>
    public void Start()
    {
        IsUp = true;
        _epoch++;
        Chain.Clear();
        Chain.AddRange(Disk.Stored);
        _bodies.Clear();
        _wanted.Clear();
        _later.Clear();
        _machine = new SimMachine(
            this, Disk, Key < 0 ? null : MakeSigner(), ConsensusState.Create(World.Knobs.Parameters, Key < 0 ? null : Crypto.Address(Key), MutatedRules.For(Mutation)));
        World.Watch.Restarted(this);
        foreach (LogRecord record in Disk.Replay((ulong)Chain.Count + 1))
            Replay(record);
        StoreLater();
        Handle(new Input.Resumed());
        StartNextLater();
        After(World.Rng.Below((int)World.Knobs.GossipMs + 1), Gossip);
    }

    public void Crash()
    {
        IsUp = false;
        _epoch++;
        Disk.Crash(World.Rng);
        World.Trace.Add(World.Clock.Now, $"n{Instance} crash");
    }

    public void Receive(int from, Message message)
    {
        if (!IsUp)
            return;
        if (PausedUntil > World.Clock.Now)
        {
            After(PausedUntil - World.Clock.Now, () => Receive(from, message));
            return;
        }
        switch (message)
        {
            case Message.OfVote vote:
                OnVote(from, vote);
                break;
            case Message.OfProposal proposal:
                OnProposal(from, proposal);
                break;
            case Message.OfPolka polka:
                OnPolka(from, polka);
                break;
            case Message.GetBlock get when BodyFor(get) is { } header:
                World.Send(this, from, new Message.Body(header));
                break;
            case Message.Body body:
                OnBody(body.Header);
                break;
            case Message.Decided decided:
                OnDecided(decided);
                break;
            case Message.RoundState state:
                OnRoundState(from, state);
                break;
            default:
                break;
        }
    }

    // ---- what a byzantine instance does differently ----

    protected virtual ISigner MakeSigner() => new KeySigner(Crypto.PrivateKey(Key), Disk);

    protected virtual void SendVote(Vote vote) => World.SendToAll(this, new Message.OfVote(vote));

    protected virtual void SendProposal(Proposal proposal) =>
        World.SendToAll(this, new Message.OfProposal(proposal, !World.Rng.Happens(World.Knobs.BodyApartPpm)));

    protected virtual Header MakeHeader(uint round) =>
        World.Truth.MakeHeader(State.Height, round, LocalTimeMs, Parent, (int)(World.Rng.Next() & 0xFFFFFF), isValid: true);

    protected virtual Header? BodyFor(Message.GetBlock get) => _bodies.GetValueOrDefault(get.BlockId);

    protected virtual Message.Decided DecidedFor(ulong height) => new(Chain[(int)height - 1].Header, Chain[(int)height - 1].Commit);

    protected virtual void OnGossip()
    {
    }

    protected void Learn(Header header) => _bodies[header.ComputeId()] = header;

    /// <summary>Does something later, unless the node has crashed meanwhile; a paused node does it when it goes on.</summary>
    protected void After(long delayMs, Action action)
    {
        int epoch = _epoch;
        World.Clock.After(delayMs, () =>
        {
            if (epoch != _epoch || !IsUp)
                return;
            if (PausedUntil > World.Clock.Now)
                After(PausedUntil - World.Clock.Now, action);
            else
                action();
        });
    }

    // ---- the core and its effects ----

    public Transition Next(ConsensusState before, Input input)
    {
        Transition transition = RoundMachine.Apply(before, input);
        transition = transition with { State = MutatedRules.Spoil(Mutation, before, transition.State) };
        if (World.Trace.IsVerbose)
            World.Trace.Show(World.Clock.Now, Show(transition.State, input));
        World.Trace.Add((ulong)World.Clock.Now);
        World.Trace.Add(((ulong)Instance << 32) ^ ((ulong)transition.State.Step << 24) ^ transition.State.Round ^ (transition.State.Height << 40) ^ (ulong)transition.Effects.Count);
        World.Watch.Applied(this, before, input, transition);
        return transition;
    }

    public void CarryOut(Effect effect)
    {
        MaybePowerCut();
        switch (effect)
        {
            case Effect.BroadcastVote broadcast:
                World.Watch.Sent(this, broadcast.Vote);
                SendVote(broadcast.Vote);
                break;
            case Effect.BroadcastProposal broadcast:
                World.Watch.Sent(this, broadcast.Proposal);
                SendProposal(broadcast.Proposal);
                break;
            case Effect.BuildBlock build:
                Build(build.Height, build.Round);
                break;
            case Effect.ScheduleTimeout timeout:
                After((long)timeout.DelayMs, () => Handle(new Input.TimeoutElapsed(timeout.Kind, timeout.Height, timeout.Round)));
                break;
            case Effect.RequestBlock request:
                _wanted.Add(request.BlockId);
                if (_bodies.TryGetValue(request.BlockId, out Header? header))
                    Judge(header);
                else
                    World.SendToSome(this, new Message.GetBlock(request.Height, request.BlockId), 2);
                break;
            case Effect.Decide decide:
                Decided(_bodies[decide.BlockId], decide.Commit);
                StoreLater();
                StartNextLater();
                break;
            case Effect.ReportEvidence report:
                World.Watch.Accused(this, report.Evidence);
                break;
            case Effect.Halt:
                World.Watch.Halted(this);
                break;
            default:
                throw new InvariantException($"every effect is carried out, also {effect.GetType().Name}");
        }
    }

    protected void Handle(Input input)
    {
        try
        {
            _machine!.Apply(input);
        }
        catch (PowerCut)
        {
            World.CrashFor(this);
        }
    }

    private void MaybePowerCut()
    {
        if (IsCorrect && World.MayCrash && World.Rng.Happens(World.Knobs.CrashInEffectsPpm))
            throw new PowerCut();
    }

    private void Replay(LogRecord record)
    {
        if (record.Type == (byte)LogRecordKind.Block)
        {
            Invariant.Holds(Header.TryDecode(record.Payload.Span, out Header? body) == DecodeError.None, "the log is readable");
            Learn(body!);
            return;
        }
        DecodeError error = InputCodec.TryDecode(record.Payload.Span, World.Truth.SetAt(InputCodec.HeightOf(record.Payload.Span)), Crypto.Genesis, out Input? input);
        Invariant.Holds(error == DecodeError.None, "the log is readable");
        if (_machine!.Replay(input!).OfType<Effect.Decide>().FirstOrDefault() is { } decide)
            Decided(_bodies[decide.BlockId], decide.Commit);
    }

    // ---- heights ----

    private void Decided(Header header, Commit commit)
    {
        // Given again after a restart that happened between the decision and its storing.
        if (header.Height <= (ulong)Chain.Count)
            return;
        Invariant.Holds(header.Height == (ulong)Chain.Count + 1, "heights are decided in order");
        Chain.Add((header, commit));
        _wanted.Clear();
        World.Trace.Add(World.Clock.Now, string.Create(CultureInfo.InvariantCulture, $"n{Instance} decided {header.Height} in round {commit.Round} {Short(header.ComputeId())}"));
        World.Watch.Decided(this, header, commit);
    }

    private void StoreLater() => After(World.Knobs.StoreMs, Store);

    private void Store()
    {
        while (Disk.Stored.Count < Chain.Count)
            Disk.Store(Chain[Disk.Stored.Count].Header, Chain[Disk.Stored.Count].Commit);
        StartNextLater();
        foreach (BlockId id in _bodies.Where(pair => pair.Value.Height + 3 < (ulong)Chain.Count).Select(pair => pair.Key).ToList())
            _bodies.Remove(id);
    }

    private void StartNextLater() => After((long)World.Knobs.Parameters.BlockIntervalMs, StartNext);

    // At most two decided heights are not stored.
    private void StartNext()
    {
        ulong height = (ulong)Chain.Count + 1;
        if (State.Height >= height || Chain.Count - Disk.Stored.Count > 2)
            return;
        Handle(new Input.StartHeight(height, World.Truth.SetAt(height)));
        (int From, Message Message)[] later = [.. _later];
        _later.Clear();
        foreach ((int from, Message message) in later)
            Receive(from, message);
    }

    /// <summary>False for what is not of this height. What is of the next one is kept, and is a reason to begin it.</summary>
    private bool IsNow(int from, ulong height, Message message)
    {
        if (height == State.Height && State.Step != Step.Idle)
            return true;
        if (height != (ulong)Chain.Count + 1 || height <= State.Height)
            return false;
        if (_later.Count < LaterMax)
            _later.Add((from, message));
        After(0, StartNext);
        return false;
    }

    // ---- messages ----

    private void OnVote(int from, Message.OfVote message)
    {
        Vote vote = message.Vote;
        bool isLast = vote.Height + 1 == State.Height && vote.Height >= 1;
        if (!isLast && !IsNow(from, vote.Height, message))
            return;
        if (World.Crypto.Verify(vote, World.Truth.SetAt(vote.Height)) is { } verified)
            Handle(new Input.VoteReceived(verified));
    }

    private void OnProposal(int from, Message.OfProposal message)
    {
        Proposal proposal = message.Proposal;
        if (!IsNow(from, proposal.Height, message) || proposal.Round > State.Round + ProposalRoundsAheadMax)
            return;
        if (World.Crypto.Verify(proposal, World.Truth.SetAt(proposal.Height)) is not { } verified)
            return;
        if (message.HasBody)
            OnBody(proposal.Header);
        Handle(new Input.ProposalReceived(verified, LocalTimeMs));
    }

    private void OnPolka(int from, Message.OfPolka message)
    {
        if (IsNow(from, message.Certificate.Height, message) && World.Crypto.Verify(message.Certificate, World.Truth.SetAt(State.Height)) is { } polka)
            Handle(new Input.PolkaReceived(polka));
    }

    private void OnBody(Header header)
    {
        Learn(header);
        if (_wanted.Contains(header.ComputeId()))
            Judge(header);
    }

    private void Judge(Header header)
    {
        if (header.Height != (ulong)Chain.Count + 1 || !_wanted.Remove(header.ComputeId()))
            return;
        After(World.Knobs.JudgeMs, () =>
        {
            if (header.Height != (ulong)Chain.Count + 1)
                return;
            Disk.Append(header);
            Handle(new Input.BlockJudged(header, World.Truth.IsValid(header, Parent)));
        });
    }

    private void Build(ulong height, uint round)
    {
        if (State.Height != height || State.Round != round)
            return;
        // A block is later than its parent: a clock that is behind waits.
        long wait = Parent is { } parent ? (long)parent.TimeMs - (long)LocalTimeMs + 1 : 0;
        if (wait > 0)
        {
            After(wait, () => Build(height, round));
            return;
        }
        Header header = MakeHeader(round);
        After(World.Knobs.BuildMs, () =>
        {
            if (State.Height != height)
                return;
            Learn(header);
            Disk.Append(header);
            Handle(new Input.BlockBuilt(round, header));
        });
    }

    // A block that comes by sync: through the core when the height is open here, else it is stored at once.
    private void OnDecided(Message.Decided message)
    {
        Header header = message.Header;
        ulong height = (ulong)Chain.Count + 1;
        if (header.Height != height || message.Commit.Height != height || message.Commit.BlockId != header.ComputeId())
            return;
        if (World.Crypto.Verify(message.Commit, World.Truth.SetAt(height)) is not { } commit)
            return;
        if (State.Height == height && State.IsOpen)
        {
            // The core may have asked for this block before, when nobody had it.
            OnBody(header);
            Handle(new Input.CommitReceived(commit));
            return;
        }
        if (State.Height >= height)
            return;
        if (!World.Truth.IsValid(header, Parent))
        {
            World.Watch.Halted(this);
            return;
        }
        Decided(header, message.Commit);
        Store();
        StartNextLater();
    }

    private void Gossip()
    {
        OnGossip();
        foreach (BlockId id in _wanted)
            World.SendToSome(this, new Message.GetBlock(State.Height, id), 2);
        RoundLog? log = State.Log(State.Round);
        World.SendToAll(this, new Message.RoundState(
            (ulong)Chain.Count + 1, State.Round, State.Height == (ulong)Chain.Count + 1 ? State.Step : Step.Idle, log?.Prevotes.Bitmap() ?? [], log?.Precommits.Bitmap() ?? [], log?.Proposal is not null, State.ValidRound));
        After(World.Knobs.GossipMs, Gossip);
    }

    // Tells a peer what it lacks.
    private void OnRoundState(int to, Message.RoundState peer)
    {
        for (ulong height = peer.Height; height < peer.Height + 20 && height <= (ulong)Chain.Count; height++)
            World.Send(this, to, DecidedFor(height));
        if (peer.Height != State.Height || !State.IsOpen || peer.Step == Step.Idle)
            return;
        if (State.Polka((uint)Math.Max(0, State.ValidRound)) is { } polka && State.ValidRound > peer.ValidRound)
            World.Send(this, to, new Message.OfPolka(polka));
        if (State.Log(peer.Round) is { } log)
            SendMissing(to, peer, log);
        if (State.Round > peer.Round && State.Log(State.Round) is { } ahead)
        {
            SendVotes(to, ahead.Prevotes, []);
            SendVotes(to, ahead.Precommits, []);
        }
    }

    private void SendMissing(int to, Message.RoundState peer, RoundLog log)
    {
        SendVotes(to, log.Prevotes, peer.Prevotes);
        SendVotes(to, log.Precommits, peer.Precommits);
        if (log.Proposal?.Proposal is not { } proposal)
            return;
        if (!peer.HasProposal)
            World.Send(this, to, new Message.OfProposal(proposal, _bodies.ContainsKey(proposal.BlockId)));
        if (peer.Step == Step.Propose && proposal.ValidRound >= 0 && State.Polka((uint)proposal.ValidRound) is { } polka)
            World.Send(this, to, new Message.OfPolka(polka));
        // A polka that the peer does not see, as it dropped or lost a vote of it.
        if (State.Polka(peer.Round) is { } current && peer.Step <= Step.Prevote)
            World.Send(this, to, new Message.OfPolka(current));
    }

    private void SendVotes(int to, VoteSet votes, byte[] known)
    {
        for (int i = 0; i < votes.Count; i++)
        {
            bool isKnown = i / 8 < known.Length && (known[i / 8] & (1 << (i % 8))) != 0;
            if (!isKnown && votes.First(i) is { } vote)
                World.Send(this, to, new Message.OfVote(vote));
        }
    }

    private string Show(ConsensusState state, Input input)
    {
        string what = input switch
        {
            Input.StartHeight start => $"start {start.Height}",
            Input.BlockBuilt built => $"built {Short(built.Header.ComputeId())} round {built.Round}",
            Input.ProposalReceived received => $"proposal {Short(received.Proposal.Proposal.BlockId)} round {received.Proposal.Proposal.Round} valid round {received.Proposal.Proposal.ValidRound}",
            Input.BlockJudged judged => $"judged {Short(judged.Header.ComputeId())} {judged.IsValid}",
            Input.VoteReceived received => Show(received.Vote.Vote),
            Input.PolkaReceived received => $"polka {Short(received.Polka.BlockId)} round {received.Polka.Round}",
            Input.CommitReceived received => $"commit {Short(received.Commit.Commit.BlockId)} round {received.Commit.Commit.Round}",
            Input.TimeoutElapsed elapsed => $"timeout {elapsed.Kind} {elapsed.Height}/{elapsed.Round}",
            Input.OwnVoteSigned signed => "own " + Show(signed.Vote),
            Input.OwnProposalSigned signed => $"own proposal {Short(signed.Proposal.BlockId)} round {signed.Proposal.Round} valid round {signed.Proposal.ValidRound}",
            _ => input.GetType().Name,
        };
        return string.Create(CultureInfo.InvariantCulture, $"n{Instance} {state.Height}/{state.Round} {state.Step} locked {state.LockedRound} valid {state.ValidRound}: {what}");
    }

    private string Show(Vote vote) =>
        string.Create(CultureInfo.InvariantCulture, $"{vote.Kind} {vote.Height}/{vote.Round} {Short(vote.BlockId)} valid round {vote.ValidRound} by {World.KeyOf(vote.Validator)}");

    private static string Short(BlockId id) => id.IsNil ? "nil" : id.ToString()[..6];
}
