using Chain.Consensus;
using Chain.Primitives;
using Chain.Primitives.Crypto;
using Chain.Types;

namespace Chain.Simulation;

/// <summary>
/// One height in lock step, without time: in each round proposals, then prevotes, then precommits are delivered to whom the adversary
/// lets them through, and all timeouts run out in between. What the network loses is lost until the adversary, or the end, delivers it.
/// Hundreds of times faster than the world with a clock, and it reaches the corners where locks matter.
/// </summary>
internal sealed class Arena
{
    private readonly Crypto _crypto;
    private readonly ValidatorSet _set;
    private readonly int[] _keys;
    private readonly bool[] _isCorrect;
    private readonly Mutation _mutation;
    private readonly ConsensusState[] _states;
    private readonly Queue<Input>[] _inputs;
    private readonly List<Sent> _sent = [];
    private readonly Dictionary<BlockId, Header> _headers = [];
    private readonly Dictionary<(int Key, uint Round, int Step), Hash256> _signed = [];
    private BlockId? _decided;

    /// <param name="crypto">Signs, and remembers.</param>
    /// <param name="set">The validators of the height.</param>
    /// <param name="keys">The key of each instance; a key that is there twice is a twin.</param>
    /// <param name="mutation">The planted bug.</param>
    public Arena(Crypto crypto, ValidatorSet set, int[] keys, Mutation mutation)
    {
        _crypto = crypto;
        _set = set;
        _keys = keys;
        _mutation = mutation;
        _isCorrect = [.. keys.Select(key => keys.Count(other => other == key) == 1)];
        _inputs = [.. keys.Select(_ => new Queue<Input>())];
        _states = [.. keys.Select(key => ConsensusState.Create(Parameters, Crypto.Address(key), MutatedRules.For(mutation)))];
        for (int i = 0; i < keys.Length; i++)
            Apply(i, new Input.StartHeight(1, set));
    }

    internal sealed record Sent(int From, int Kind, uint Round, Vote? Vote, Proposal? Proposal)
    {
        public ulong DeliveredTo { get; set; }
    }

    public static ChainParameters Parameters { get; } = Knobs.Draw(new Rng(1), isTwinsFork: false).Parameters;

    /// <summary>Everything that was sent so far, in order.</summary>
    public IReadOnlyList<Sent> Messages => _sent;

    public int Count => _keys.Length;

    /// <summary>Makes every open instance begin the round, as if its precommit timeout had passed.</summary>
    public void Begin(uint round)
    {
        for (int i = 0; i < Count; i++)
        {
            while (_states[i].IsOpen && _states[i].Round < round)
                Apply(i, new Input.TimeoutElapsed(TimeoutKind.Precommit, 1, _states[i].Round));
        }
    }

    /// <summary>Delivers what was sent in a round, of one kind (0 proposals, 1 prevotes, 2 precommits), where the adversary lets it through.</summary>
    public void Deliver(uint round, int kind, Func<int, int, bool> passes)
    {
        // Nobody answers with a message of the same kind, so the list is complete when this begins.
        for (int at = 0; at < _sent.Count; at++)
        {
            Sent message = _sent[at];
            if (message.Round != round || message.Kind != kind)
                continue;
            for (int to = 0; to < Count; to++)
            {
                if (passes(message.From, to))
                    Deliver(message, to);
            }
        }
    }

    public void Deliver(Sent message, int to)
    {
        if (to == message.From || (message.DeliveredTo & (1ul << to)) != 0)
            return;
        message.DeliveredTo |= 1ul << to;
        if (message.Vote is { } vote)
        {
            if (_crypto.Verify(vote, _set) is { } verified)
                Apply(to, new Input.VoteReceived(verified));
        }
        else if (_crypto.Verify(message.Proposal!, _set) is { } proposal)
        {
            Apply(to, new Input.ProposalReceived(proposal, message.Proposal!.Header.TimeMs));
        }
    }

    public void Timeout(TimeoutKind kind)
    {
        Step step = kind == TimeoutKind.Propose ? Step.Propose : Step.Prevote;
        for (int i = 0; i < Count; i++)
        {
            if (_states[i].Step == step)
                Apply(i, new Input.TimeoutElapsed(kind, 1, _states[i].Round));
        }
    }

    /// <summary>A whole round, one network for proposals and prevotes, one for precommits.</summary>
    public void PlayRound(uint round, Func<int, int, bool> passes, Func<int, int, bool> precommitPasses)
    {
        Begin(round);
        Deliver(round, 0, passes);
        Timeout(TimeoutKind.Propose);
        Deliver(round, 1, passes);
        Timeout(TimeoutKind.Prevote);
        Deliver(round, 2, precommitPasses);
    }

    /// <summary>
    /// All is delivered from here on. Every correct instance must have decided when the first round ends that a correct one led: it knows the
    /// newest polka, and everyone accepts what it offers.
    /// </summary>
    public void Finish(uint round)
    {
        for (uint last = round + (uint)(2 * Count); ; round++)
        {
            for (int at = 0; at < _sent.Count; at++)
            {
                for (int to = 0; to < Count; to++)
                    Deliver(_sent[at], to);
            }
            if (HaveAllDecided())
                return;
            if (round > last)
                throw new SimulationFailure("progress", "no correct instance led a round");
            PlayRound(round, static (_, _) => true, static (_, _) => true);
            bool isLedByCorrect = false;
            for (int i = 0; i < Count; i++)
                isLedByCorrect |= _isCorrect[i] && Crypto.Address(_keys[i]) == _set.Proposer(round).Operator;
            if (isLedByCorrect && !HaveAllDecided())
                throw new SimulationFailure("progress", $"round {round} was led by a correct instance, nothing was lost, and nothing was decided");
        }
    }

    private bool HaveAllDecided()
    {
        for (int i = 0; i < Count; i++)
        {
            if (_isCorrect[i] && _states[i].Step != Step.Decided)
                return false;
        }
        return true;
    }

    private void Apply(int instance, Input input)
    {
        _inputs[instance].Enqueue(input);
        if (_inputs[instance].Count > 1)
            return;
        while (_inputs[instance].TryPeek(out Input? next))
        {
            ConsensusState before = _states[instance];
            Transition transition = RoundMachine.Apply(before, next);
            _states[instance] = MutatedRules.Spoil(_mutation, before, transition.State);
            if (_isCorrect[instance])
                Conformance.Check(_states[instance], instance);
            foreach (Effect effect in transition.Effects)
                CarryOut(instance, effect);
            _inputs[instance].Dequeue();
        }
    }

    private void CarryOut(int instance, Effect effect)
    {
        int key = _keys[instance];
        switch (effect)
        {
            case Effect.SignVote sign:
                Signature signature = Signed(instance, sign.Vote.Round, (int)sign.Vote.Kind, sign.Vote.SigningDigest(Crypto.Genesis));
                _inputs[instance].Enqueue(new Input.OwnVoteSigned(sign.Vote.Sign(Crypto.Address(key), signature)));
                break;
            case Effect.SignProposal sign:
                signature = Signed(instance, sign.Proposal.Round, 0, sign.Proposal.SigningDigest(Crypto.Genesis));
                _inputs[instance].Enqueue(new Input.OwnProposalSigned(sign.Proposal.Sign(Crypto.Address(key), signature)));
                break;
            case Effect.BroadcastVote broadcast:
                _sent.Add(new Sent(instance, (int)broadcast.Vote.Kind, broadcast.Vote.Round, broadcast.Vote, null));
                break;
            case Effect.BroadcastProposal broadcast:
                _sent.Add(new Sent(instance, 0, broadcast.Proposal.Round, null, broadcast.Proposal));
                break;
            case Effect.BuildBlock build:
                _inputs[instance].Enqueue(new Input.BlockBuilt(build.Round, MakeHeader(build.Round, instance)));
                break;
            case Effect.RequestBlock request:
                // Blocks can always be had; who withholds one is the matter of the world with a clock.
                _inputs[instance].Enqueue(new Input.BlockJudged(_headers[request.BlockId], IsValid: true));
                break;
            case Effect.Decide decide when _isCorrect[instance]:
                if (decide.Commit.Signatures.Count != _set.Members.Count || _crypto.Verify(decide.Commit, _set) is null)
                    throw new SimulationFailure("a commit has more than two thirds", $"instance {instance}");
                if (_decided is { } other && other != decide.BlockId)
                    throw new SimulationFailure("one block a height", $"instance {instance} decided {decide.BlockId}, another one {other}");
                _decided = decide.BlockId;
                break;
            case Effect.ReportEvidence report when _isCorrect[instance]:
                if (_keys.Count(other => Crypto.Address(other) == report.Evidence.Accused) == 1)
                    throw new SimulationFailure("the accused are byzantine", $"instance {instance} accuses a correct one: {report.Evidence.GetType().Name}");
                break;
            default:
                break;
        }
    }

    private Signature Signed(int instance, uint round, int step, Hash256 digest)
    {
        int key = _keys[instance];
        if (_isCorrect[instance] && !_signed.TryAdd((key, round, step), digest))
            throw new SimulationFailure("no conflicting signatures", $"instance {instance} signed twice in round {round} step {step}");
        return _crypto.Sign(key, digest);
    }

    private Header MakeHeader(uint round, int instance)
    {
        var header = new Header
        {
            Height = 1,
            Round = round,
            TimeMs = 10_000,
            ParentId = Crypto.Genesis,
            TransactionsRoot = Hashing.Sha256([(byte)instance]),
            EvidenceRoot = default,
            LastCommitHash = default,
            Proposer = Crypto.Address(_keys[instance]),
            BaseFee = 1_000,
            ValidatorsHash = Crypto.Genesis,
            NextValidatorsHash = Crypto.Genesis,
            StateRoot = Crypto.Genesis,
            ReceiptsRoot = default,
        };
        _headers[header.ComputeId()] = header;
        return header;
    }
}
