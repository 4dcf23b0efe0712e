using System.Runtime.ExceptionServices;
using Chain.Execution;
using Chain.Network;
using Chain.Node.Accusing;
using Chain.Node.Agreeing;
using Chain.Node.Driving;
using Chain.Node.Executing;
using Chain.Node.Face;
using Chain.Node.Gossip;
using Chain.Node.Peers;
using Chain.Node.Pooling;
using Chain.Node.Proposing;
using Chain.Node.Recovering;
using Chain.Node.Seams;
using Chain.Node.Sync;
using Chain.Protocol;
using Chain.Protocol.Peer.V1;
using Chain.Types;
using Google.Protobuf;
using Microsoft.Extensions.Logging;
using DecidedBlock = Chain.Types.DecidedBlock;

namespace Chain.Node;

/// <summary>
/// A node: one synchronous machine over its seams. <see cref="Handle"/> takes one input at a time, on one thread, and does everything that follows from it;
/// what takes long is handed to workers and comes back as an input. The same inputs at the same times, with the same seams, give the same node.
/// </summary>
/// <remarks>
/// The way of a block: <see cref="HeightStarter"/> starts a height, <see cref="ConsensusHost"/> decides it, <see cref="ExecutionPipeline"/>
/// executes and stores it, and this class ties the ends together in <see cref="Settle"/>. A failure that must stop the node leaves as an exception.
/// </remarks>
public sealed class NodeDriver
{
    private const ulong TickMs = 200;
    private const int TicksPerRoundState = 5;

    private readonly DriverContext _context;
    private readonly ChainRules _rules;
    private readonly PeerBook _peers;
    private readonly Dialer _dialer;
    private readonly ExecutionPipeline _pipeline;
    private readonly BlockArchive _archive;
    private readonly PoolGate _pool;
    private readonly EvidencePool _evidence;
    private readonly CandidateDesk _desk;
    private readonly ConsensusHost _host;
    private readonly RoundGossip _rounds;
    private readonly ConsensusGossip _gossip;
    private readonly TransactionGossip _transactions;
    private readonly TransactionIntake _intake;
    private readonly SyncFetcher _fetcher;
    private readonly SyncServer _server;
    private readonly HeightStarter _starter;
    private readonly StatusView _status;
    private (ulong Height, uint Round, Consensus.Step Step) _told;
    private bool _wasCatchingUp;
    private ulong _decidedHeight;
    private int _ticks;

    /// <summary>Opens a node on its stores: recovers what a crash left, and stands ready. Nothing is sent before <see cref="Start"/>.</summary>
    /// <param name="genesis">The chain.</param>
    /// <param name="settings">The operator's choices.</param>
    /// <param name="seams">The world.</param>
    /// <param name="post">Puts an input of the API into the queue in front of <see cref="Handle"/>; false when that is full.</param>
    /// <param name="logger">Where to log.</param>
    /// <param name="nowMs">The time.</param>
    /// <exception cref="Storage.StorageFailure">The stores, the log and the signer do not fit each other, or are damaged.</exception>
    public NodeDriver(GenesisDocument genesis, NodeSettings settings, NodeSeams seams, Func<NodeInput, bool> post, ILogger logger, ulong nowMs)
    {
        _context = new DriverContext(genesis, seams, settings, logger) { NowMs = nowMs };
        _rules = ChainRules.Of(genesis);
        var known = new VerifiedTransactions();
        _peers = new PeerBook(_context);
        _dialer = new Dialer(_context, settings.Peers);
        _archive = new BlockArchive(seams.Stores.History);
        _pipeline = new ExecutionPipeline(_context, _rules, Recovery.Align(_context));
        OpenHeight open = Recovery.Replay(_context, _pipeline, known);
        Recovery.CheckSigner(_context, _pipeline.Tip, open);
        _decidedHeight = _pipeline.Tip.Height;
        _pool = new PoolGate(_context, _pipeline);
        _evidence = new EvidencePool(_context, _rules);
        _desk = new CandidateDesk(_context, _peers, _pipeline, known, _pool.Find);
        _host = new ConsensusHost(_context, _desk, new BlockAssembler(_context, _pipeline, _pool, _evidence, _rules), new Announcer(_peers));
        _rounds = new RoundGossip(_context, _peers, _host, _desk, _pipeline, _archive);
        _gossip = new ConsensusGossip(_context, _peers, _host, _desk, _pipeline, _evidence, _rounds);
        _transactions = new TransactionGossip(_context, _peers, _pool);
        _intake = new TransactionIntake(_context, _peers, _pool, known, _transactions);
        _fetcher = new SyncFetcher(_context, _peers, known);
        _server = new SyncServer(_context, _peers, _archive);
        _starter = new HeightStarter(_context, _pipeline, _pool, _evidence, _gossip.Future);
        _status = new StatusView(_context, _peers, _pipeline, _archive, _pool, _host, _fetcher);
        if (open.Inputs.Count > 0)
            _host.Replay(open.Height, _pipeline.Tip.Validators, open.Inputs, open.Blocks);
        _gossip.Future.Reset(_host.State.IsOpen ? _host.State.Height + 1 : _pipeline.Tip.NextHeight);
        Face = new NodeHandle(genesis, CurrentStatus(), post);
        NodeLog.Recovered(logger, _pipeline.Tip.Height, _pipeline.Tip.Version.Root.ToString(), open.Inputs.Count, open.Height, open.Executed);
    }

    /// <summary>The node as the API sees it.</summary>
    public NodeHandle Face { get; }

    /// <summary>What the node counts.</summary>
    public NodeCounters Counters => _context.Counters;

    /// <summary>Begins to take part: what was outstanding is asked for again, timers run. Called once.</summary>
    public void Start(ulong nowMs)
    {
        _context.NowMs = nowMs;
        _context.Transport.SetHeight(_pipeline.Tip.Height);
        _context.Timers.Set(new TimerKey(TimerKind.Second), TickMs);
        _dialer.DialDue();
        if (_host.State.IsOpen || _host.State.Step == Consensus.Step.Decided)
            _host.Resume();
        if (_status.Describe().Halted is { } why)
            NodeLog.StandsStill(_context.Logger, why);
        Settle();
    }

    /// <summary>Takes one input and does everything that follows from it.</summary>
    /// <exception cref="Storage.StorageFailure">The disk failed: the process ends.</exception>
    /// <exception cref="NodeHaltedException">The network decided a block that is invalid here: the process ends.</exception>
    public void Handle(NodeInput input, ulong nowMs)
    {
        _context.NowMs = nowMs;
        _context.Counters.Inputs++;
        switch (input)
        {
            case NodeInput.WorkDone done:
                _context.Work.Complete(done.Ticket, done.Result);
                break;
            case NodeInput.WorkFailed failed:
                ExceptionDispatchInfo.Throw(failed.Failure);
                break;
            case NodeInput.TimerFired fired:
                OnTimer(fired.Timer);
                break;
            case NodeInput.FromPeer fromPeer:
                OnPeer(fromPeer.Event);
                break;
            case NodeInput.Submitted submitted:
                _intake.Submit(submitted.Submission);
                break;
            case NodeInput.Asked asked:
                _pool.Answer(asked.Question);
                break;
            default:
                break;
        }
        Settle();
    }

    private void OnTimer(TimerKey timer)
    {
        switch (timer.Kind)
        {
            case TimerKind.Propose:
                _host.Apply(new Consensus.Input.TimeoutElapsed(Consensus.TimeoutKind.Propose, timer.Height, timer.Round));
                break;
            case TimerKind.Prevote:
                _host.Apply(new Consensus.Input.TimeoutElapsed(Consensus.TimeoutKind.Prevote, timer.Height, timer.Round));
                break;
            case TimerKind.Precommit:
                _host.Apply(new Consensus.Input.TimeoutElapsed(Consensus.TimeoutKind.Precommit, timer.Height, timer.Round));
                break;
            case TimerKind.FlushTransactions:
                _transactions.Flush();
                break;
            case TimerKind.Second:
                Tick();
                break;
            case TimerKind.StartHeight or TimerKind.Heartbeat:
                // What they are for is looked at after every input.
                _starter.OnTimer();
                break;
            default:
                break;
        }
    }

    private void Tick()
    {
        _context.Timers.Set(new TimerKey(TimerKind.Second), TickMs);
        _dialer.DialDue();
        _desk.Retry();
        _transactions.Expire();
        _server.ServeWaiting();
        _fetcher.Pump(_pipeline.Tip.NextHeight, IsStuck());
        if (++_ticks % TicksPerRoundState != 0)
            return;
        TellRound();
        _transactions.Remind();
        Face.Publish(CurrentStatus());
    }

    // A peer has stored the height that is open here, and it is not decided here though everything for it should have come.
    private bool IsStuck() => _context.NowMs > _starter.TipAtMs + (2 * _context.Parameters.BlockIntervalMs) + 500;

    private void OnPeer(PeerEvent happened)
    {
        switch (happened)
        {
            case PeerEvent.Connected connected:
                Connected(connected);
                break;
            case PeerEvent.Disconnected disconnected:
                NodeLog.Disconnected(_context.Logger, disconnected.Peer, disconnected.Reason);
                _peers.Remove(disconnected.Peer);
                _fetcher.Disconnected(disconnected.Peer);
                _dialer.Disconnected(disconnected.Peer);
                break;
            case PeerEvent.DialFailed failed:
                NodeLog.DialFailed(_context.Logger, failed.Endpoint, failed.Reason, failed.Text);
                _dialer.Failed(failed);
                break;
            case PeerEvent.FrameReceived frame:
                if (_peers.Find(frame.Peer) is { } peer)
                    OnFrame(peer, frame);
                break;
            default:
                break;
        }
    }

    private void Connected(PeerEvent.Connected connected)
    {
        NodeLog.Connected(_context.Logger, connected.Peer, connected.Direction, connected.Endpoint, connected.Hello.Height, connected.Hello.Software);
        Peer peer = _peers.Add(connected);
        _dialer.Connected(connected);
        _peers.Send(peer, new ConsensusMessage { RoundState = _rounds.DescribeRound() });
        _peers.Send(peer, new SyncMessage { Status = new SyncStatus { Height = _pipeline.Tip.Height, LowestHeight = _archive.LowestHeight } });
        _transactions.Greet(peer);
        foreach (Evidence evidence in _evidence.All)
            _peers.Send(peer, new ConsensusMessage { Evidence = ByteString.CopyFrom(evidence.Encode()) });
    }

    private void OnFrame(Peer peer, PeerEvent.FrameReceived frame)
    {
        switch (frame.Channel)
        {
            case PeerChannel.Consensus:
                _gossip.OnMessage(peer, frame.Payload, (ulong)frame.ReceivedAtMs);
                break;
            case PeerChannel.Transactions when Envelope.TryParse(TransactionsMessage.Parser, frame.Payload, out TransactionsMessage? message):
                _transactions.OnMessage(peer, message, _intake);
                break;
            case PeerChannel.Sync when Envelope.TryParse(SyncMessage.Parser, frame.Payload, out SyncMessage? message):
                OnSync(peer, message);
                break;
            default:
                _peers.Reject(peer, PeerScore.Malformed, "a malformed message");
                break;
        }
    }

    private void OnSync(Peer peer, SyncMessage message)
    {
        switch (message.MessageCase)
        {
            case SyncMessage.MessageOneofCase.Status:
                peer.StoredHeight = Math.Max(peer.StoredHeight, Math.Min(message.Status.Height, ProtocolLimits.HeightMax));
                peer.LowestHeight = Math.Max(1, message.Status.LowestHeight);
                _fetcher.Pump(_pipeline.Tip.NextHeight, IsStuck());
                break;
            case SyncMessage.MessageOneofCase.GetBlocks:
                _server.OnGetBlocks(peer, message.GetBlocks);
                break;
            case SyncMessage.MessageOneofCase.Blocks:
                _fetcher.OnBlocks(peer, message.Blocks);
                break;
            default:
                _peers.Reject(peer, PeerScore.UnknownKind, "a sync message of an unknown kind");
                break;
        }
    }

    /// <summary>Everything that has become possible by the input: each step may make the next one possible.</summary>
    private void Settle()
    {
        bool moved = true;
        while (moved)
        {
            moved = false;
            _host.CollectJudged();
            TakeEvidence();
            if (_pipeline.TakeFinished() is { } finished)
            {
                OnExecuted(finished);
                moved = true;
            }
            // After a start over an older copy of the state, more replayed heights than usual wait for the store: the decision waits for them.
            if (_pipeline.CanTakeNext && _host.TakeDecision() is { } decision)
            {
                OnDecided(decision);
                moved = true;
            }
            if (_pipeline.CanTakeNext)
                moved |= TakeSynced() || StartHeight();
        }
        if (_told != (_host.State.Height, _host.State.Round, _host.State.Step))
            TellRound();
    }

    private void OnDecided(DecidedCandidate decision)
    {
        // The same height may have come from a peer as decided while it was being decided here.
        if (decision.Decided.Height <= _decidedHeight)
            return;
        Execute(decision.Decided, decision.Transactions, isJudged: true);
    }

    private bool TakeSynced()
    {
        if (_fetcher.Find(_pipeline.Tip.NextHeight) is not { } fetched || fetched.Block.Header.Height <= _decidedHeight)
            return false;
        CommitCheck check = fetched.Commit.Verify(_pipeline.Tip.Validators, _context.GenesisHash);
        if (check != CommitCheck.Valid)
        {
            NodeLog.LyingCommit(_context.Logger, fetched.From, fetched.Block.Header.Height, check);
            _fetcher.Drop(fetched);
            if (_peers.Find(fetched.From) is { } liar)
                _peers.Reject(liar, PeerScore.Lie, "a block with a commit that decides nothing");
            return true;
        }
        if (fetched.Transactions is null)
            throw new NodeHaltedException($"height {fetched.Commit.Height}: the decided block {fetched.Block.Id} holds a transaction with a wrong signature", fetched.Commit.Encode(), fetched.Block.Encoded);
        _context.Log.Append((byte)LogRecordKind.Block, fetched.Commit.Height, fetched.Block.Encoded.Span);
        _host.Close(fetched.Commit.Height);
        Execute(new DecidedBlock(fetched.Block, fetched.Commit), fetched.Transactions, isJudged: false);
        return true;
    }

    // The end of the height is in the log, durable, before anything follows from it.
    private void Execute(DecidedBlock decided, IReadOnlyList<VerifiedTransaction> transactions, bool isJudged)
    {
        _context.Log.Append((byte)LogRecordKind.Decided, decided.Height, decided.Commit.Encode());
        _context.Log.Sync();
        _decidedHeight = decided.Height;
        if (decided.Commit.Round > 0)
            _context.Counters.RoundsAboveZero++;
        _pipeline.Execute(decided, transactions, isJudged);
    }

    private bool StartHeight()
    {
        ulong next = _pipeline.Tip.NextHeight;
        if (_host.State.Height >= next || _fetcher.IsCatchingUp || !_starter.ShouldStart(_host.State.Self))
            return false;
        _host.Start(next, _pipeline.Tip.Validators);
        _gossip.ReplayFuture();
        return true;
    }

    private void OnExecuted(Executing.Execution finished)
    {
        finished.RequireValid();
        ChainTip tip = _pipeline.Tip;
        _starter.OnTip();
        using (Storage.Stores.StateSnapshot state = _pool.OpenState())
        {
            _pool.OnBlock(finished.Decided.Block, tip.Parent.BaseFee, state);
            _evidence.OnBlock(tip, state);
        }
        if (!_host.State.IsOpen || _host.State.Height <= tip.Height)
            ExpectNext();
        BlockResult result = finished.Result!;
        _context.Counters.BlocksExecuted++;
        _context.Counters.TransactionsExecuted += finished.Decided.Block.Transactions.Count;
        _context.Transport.SetHeight(tip.Height);
        _fetcher.Pump(tip.NextHeight, isStuck: false);
        ReportCatchingUp();
        NodeLog.BlockExecuted(
            _context.Logger, tip.Height, finished.Decided.Block.Id.ToString()[..12], finished.Decided.Block.Transactions.Count, finished.Decided.Commit.Round,
            finished.DurationMs, tip.Version.Root.ToString()[..12], _pool.Count);
        Face.Publish(
            new ExecutedBlock
            {
                Decided = finished.Decided,
                Receipts = result.Receipts,
                StateRoot = tip.Version.Root,
                ReceiptsRoot = result.ReceiptsRoot,
                GasUsed = result.GasUsed,
                NextBaseFee = result.NextBaseFee,
                Validators = result.LastValidators,
            },
            CurrentStatus());
    }

    // Messages are kept for the height after the one that consensus is at.
    private void ExpectNext()
    {
        ulong expected = Math.Max(_pipeline.Tip.NextHeight, _host.State.IsOpen && _host.State.Height > _pipeline.Tip.Height ? _host.State.Height + 1 : 0);
        if (_gossip.Future.Height != expected)
            _gossip.Future.Reset(expected);
    }

    private void TakeEvidence()
    {
        foreach (Evidence evidence in _host.TakeEvidence())
        {
            using Storage.Stores.StateSnapshot state = _pool.OpenState();
            if (_evidence.Add(evidence, _pipeline.Tip, state) != EvidenceVerdict.Added)
                continue;
            NodeLog.EvidenceFound(_context.Logger, evidence.Accused, evidence.Height, evidence.GetType().Name);
            _peers.Broadcast(new ConsensusMessage { Evidence = ByteString.CopyFrom(evidence.Encode()) });
        }
    }

    private void TellRound()
    {
        Consensus.State state = _host.State;
        if (state.IsOpen && state.Round > 0 && _told.Round != state.Round)
            NodeLog.RoundBegins(_context.Logger, state.Height, state.Round, state.Log(state.Round - 1)?.Precommits.VotedPower ?? 0, state.Validators.TotalPower);
        _told = (state.Height, state.Round, state.Step);
        if (_peers.Count > 0)
            _peers.Broadcast(new ConsensusMessage { RoundState = _rounds.DescribeRound() });
    }

    private void ReportCatchingUp()
    {
        bool isCatchingUp = _fetcher.IsCatchingUp;
        if (isCatchingUp == _wasCatchingUp)
            return;
        _wasCatchingUp = isCatchingUp;
        if (isCatchingUp)
            NodeLog.CatchingUp(_context.Logger, _pipeline.Tip.Height, _fetcher.Target);
        else
            NodeLog.Level(_context.Logger, _pipeline.Tip.Height);
    }

    /// <summary>Where the node stands, for whoever calls on the driver's thread.</summary>
    public NodeStatus CurrentStatus() => _status.Describe();
}
