using Chain.Consensus;
using Chain.Node.Driving;
using Chain.Node.Proposing;
using Chain.Node.Seams;
using Chain.Primitives;
using Chain.Primitives.Encoding;
using Chain.Storage.Log;
using Chain.Types;
using ConsensusState = Chain.Consensus.State;

namespace Chain.Node.Agreeing;

/// <summary>The node's world around the machine: blocks are built, judged and found here, peers are told, decisions and evidence are handed on.</summary>
internal sealed class ConsensusHost : MachineRunner
{
    private readonly DriverContext _context;
    private readonly CandidateDesk _desk;
    private readonly BlockAssembler _assembler;
    private readonly Announcer _announcer;
    private readonly List<Evidence> _evidence = [];
    private DecidedCandidate? _decision;
    private ulong _closedHeight;

    public ConsensusHost(DriverContext context, CandidateDesk desk, BlockAssembler assembler, Announcer announcer)
        : base(context.Log, context.Signer, context.GenesisHash, context.Logger, ConsensusState.Create(context.Parameters, context.Signer is null ? null : context.Settings.Validator))
    {
        _context = context;
        _desk = desk;
        _assembler = assembler;
        _announcer = announcer;
    }

    /// <summary>Starts a height. The tip is executed.</summary>
    public void Start(ulong height, ValidatorSet validators)
    {
        _desk.Start(height);
        Apply(new Input.StartHeight(height, validators));
    }

    /// <summary>
    /// A height was taken from a peer as decided. The machine may still have it open, but the state has moved on: what it would build
    /// or have judged now would be for another parent. It hears nothing more before the next height starts.
    /// </summary>
    public void Close(ulong height) => _closedHeight = height;

    /// <summary>Blocks that have been judged go into the machine.</summary>
    public void CollectJudged()
    {
        while (_desk.TakeJudged() is { } candidate)
        {
            if (candidate.Body is null && candidate.Block is null)
                continue;
            if (candidate is { IsValid: true, Block: { } block })
                AppendBlock(block);
            Apply(new Input.BlockJudged(candidate.Block?.Header ?? candidate.Body!.Header, candidate.IsValid == true));
        }
    }

    /// <summary>The decision since the last call, or null.</summary>
    public DecidedCandidate? TakeDecision()
    {
        DecidedCandidate? decision = _decision;
        _decision = null;
        return decision;
    }

    /// <summary>Evidence found since the last call.</summary>
    public IReadOnlyList<Evidence> TakeEvidence()
    {
        if (_evidence.Count == 0)
            return [];
        Evidence[] taken = [.. _evidence];
        _evidence.Clear();
        return taken;
    }

    /// <summary>Goes through what the log holds of the open height: the state becomes what it was, and nothing is sent.</summary>
    public void Replay(
        ulong height, ValidatorSet validators, IReadOnlyList<Input> inputs, IReadOnlyList<(Block Block, IReadOnlyList<VerifiedTransaction> Transactions)> blocks)
    {
        _desk.Start(height);
        foreach ((Block block, IReadOnlyList<VerifiedTransaction> transactions) in blocks)
            _desk.AddRecovered(block, transactions);
        Replay(new Input.StartHeight(height, validators));
        foreach (Input input in inputs)
            Replay(input);
    }

    /// <summary>After a replay: asks again for everything that is outstanding.</summary>
    public void Resume() => Apply(new Input.Resumed());

    /// <inheritdoc/>
    protected override Transition Next(ConsensusState before, Input input) =>
        before.Height <= _closedHeight && input is not Input.StartHeight ? new Transition(before, []) : base.Next(before, input);

    /// <inheritdoc/>
    protected override void CarryOut(Effect effect)
    {
        switch (effect)
        {
            case Effect.BroadcastVote broadcast:
                _announcer.Vote(broadcast.Vote);
                break;
            case Effect.BroadcastProposal broadcast:
                _announcer.Proposal(broadcast.Proposal, FindWhole(broadcast.Proposal.BlockId)?.Body);
                break;
            case Effect.BuildBlock build:
                Build(build);
                break;
            case Effect.ScheduleTimeout schedule:
                _context.Timers.Set(TimerOf(schedule.Kind, schedule.Height, schedule.Round), schedule.DelayMs);
                break;
            case Effect.RequestBlock request:
                _desk.Request(request.BlockId, request.Round);
                break;
            case Effect.Decide decide:
                Decide(decide);
                break;
            case Effect.ReportEvidence report:
                _evidence.Add(report.Evidence);
                break;
            case Effect.Halt halt:
                throw new NodeHaltedException(
                    $"height {State.Height}: more than two thirds decided block {halt.BlockId}, which this node finds invalid", halt.Commit.Encode(), _desk.Find(halt.BlockId)?.Block?.Encoded ?? default);
            default:
                throw new InvariantException($"the effect {effect.GetType().Name} is carried out");
        }
    }

    private void Build(Effect.BuildBlock build)
    {
        BuiltBlock built = _assembler.Build(build.Round, State.Last?.Height + 1 == build.Height ? State.Last!.ToCommit() : null);
        Invariant.Holds(built.Block.Header.Height == build.Height, "a block is built for the height that is open");
        _desk.AddBuilt(built.Block, built.Transactions, build.Round);
        AppendBlock(built.Block);
        _context.Counters.BlocksProposed++;
        Answer(new Input.BlockBuilt(build.Round, built.Block.Header));
    }

    private void Decide(Effect.Decide decide)
    {
        BlockCandidate? candidate = FindWhole(decide.BlockId);
        Invariant.Holds(candidate is { IsValid: true, Block: not null }, "a decided block was judged valid here");
        _decision = new DecidedCandidate(new DecidedBlock(candidate.Block, decide.Commit), candidate.Transactions);
    }

    // The desk drops blocks of rounds that are over; a late commit or polka may want one of them again. It was judged, so the log has it.
    private BlockCandidate? FindWhole(BlockId id)
    {
        if (_desk.Find(id) is { Block: not null } whole)
            return whole;
        foreach (LogRecord record in _context.Log.Replay(State.Height))
        {
            if (record.Type == (byte)LogRecordKind.Block && record.Height == State.Height
                && Block.TryDecode(record.Payload.Span, out Block? block, out _) == DecodeError.None && block!.Id == id)
                return _desk.Restore(block);
        }
        return null;
    }

    private void AppendBlock(Block block) => _context.Log.Append((byte)LogRecordKind.Block, block.Header.Height, block.Encoded.Span);

    internal static TimerKey TimerOf(TimeoutKind kind, ulong height, uint round) => new(
        kind switch
        {
            TimeoutKind.Propose => TimerKind.Propose,
            TimeoutKind.Prevote => TimerKind.Prevote,
            _ => TimerKind.Precommit,
        },
        height,
        round);
}
