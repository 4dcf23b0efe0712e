using Chain.Types;

namespace Chain.Consensus;

/// <summary>A transition in the making: the state so far, and the effects in order. Lives for one <see cref="RoundMachine.Apply"/>.</summary>
internal sealed class Draft(State state)
{
    private readonly List<Effect> _effects = [];

    public State State { get; set; } = state;

    /// <summary>The validators of the open height.</summary>
    public ValidatorSet Validators => State.Validators!;

    public IReadOnlyList<Effect> Effects => _effects;

    public void Emit(Effect effect) => _effects.Add(effect);

    /// <summary>The log of a round, empty when nothing arrived yet.</summary>
    public RoundLog Log(uint round) =>
        State.Log(round) ?? new RoundLog(VoteSet.Empty(Validators.Members.Count), VoteSet.Empty(Validators.Members.Count));

    public void SetLog(uint round, RoundLog log) => State = State with { Rounds = State.Rounds.SetItem(round, log) };

    public bool HasPolka(uint round, BlockId blockId) =>
        State.Log(round) is { } log && log.Prevotes.IsQuorumFor(blockId, State.Rules, Validators);

    public bool IsQuorum(ulong power) => State.Rules.IsQuorum(Validators, power);

    public bool IsValid(BlockId blockId) => State.Block(blockId)?.Judgement == BlockJudgement.Valid;

    /// <summary>Asks for a block, unless it was judged, or asked for as urgently before. True when it was asked for now.</summary>
    public bool Request(BlockId blockId, BlockReason reason, uint round)
    {
        if (State.Block(blockId) is { } known)
        {
            if (known.Judgement != BlockJudgement.Requested || (known.Reason >= reason && known.Round >= round))
                return false;
            reason = known.Reason > reason ? known.Reason : reason;
            round = Math.Max(known.Round, round);
        }
        State = State with { Blocks = State.Blocks.SetItem(blockId, new KnownBlock(BlockJudgement.Requested, reason, round, null)) };
        Emit(new Effect.RequestBlock(State.Height, blockId, reason, round));
        return true;
    }

    public void Schedule(TimeoutKind kind) =>
        Emit(new Effect.ScheduleTimeout(kind, State.Height, State.Round, Timeouts.DelayMs(kind, State.Round, State.Parameters)));
}
