using Chain.Consensus;
using Chain.Node.Driving;
using Chain.Node.Seams;
using Chain.Primitives;
using Chain.Primitives.Crypto;
using Chain.Storage.Log;
using Chain.Types;
using Microsoft.Extensions.Logging;
using ConsensusState = Chain.Consensus.State;

namespace Chain.Node.Agreeing;

/// <summary>
/// Runs the pure machine: carries out its effects in order, and feeds their answers back. What the machine accepts is in the log
/// before anything that follows from it; what it signs is durable, by signer and log, before anyone sees it. This order is written
/// here and nowhere else: the node and the simulated node are two worlds around it.
/// </summary>
/// <param name="log">What the machine accepts.</param>
/// <param name="signer">The consensus key; null for a node that only follows.</param>
/// <param name="genesisHash">The chain.</param>
/// <param name="logger">Told why nothing was signed.</param>
/// <param name="state">The machine's memory at the start.</param>
internal abstract class MachineRunner(ILog log, ISigner? signer, Hash256 genesisHash, ILogger logger, ConsensusState state)
{
    private readonly Queue<Input> _inputs = new();

    /// <summary>The machine's memory.</summary>
    public ConsensusState State { get; private set; } = state;

    /// <summary>Applies an input, and everything that follows from it at once.</summary>
    public void Apply(Input input)
    {
        _inputs.Enqueue(input);
        while (_inputs.TryDequeue(out Input? next))
        {
            foreach (Effect effect in Advance(next))
                CarryOutDurably(effect);
        }
    }

    /// <summary>Applies an input that the log holds: the state becomes what it was. The effects are returned and not carried out.</summary>
    public IReadOnlyList<Effect> Replay(Input input) => Advance(input);

    /// <summary>The machine itself; a world may keep an input from it, or look at what it does.</summary>
    protected virtual Transition Next(ConsensusState before, Input input) => RoundMachine.Apply(before, input);

    /// <summary>Carries out an effect that has nothing to do with durability.</summary>
    protected abstract void CarryOut(Effect effect);

    /// <summary>An answer to an effect: the machine's next input.</summary>
    protected void Answer(Input input) => _inputs.Enqueue(input);

    private IReadOnlyList<Effect> Advance(Input input)
    {
        Transition transition = Next(State, input);
        State = transition.State;
        return transition.Effects;
    }

    private void CarryOutDurably(Effect effect)
    {
        switch (effect)
        {
            case Effect.Persist persist:
                log.Append((byte)LogRecordKind.Input, State.Height, InputCodec.Encode(persist.Input));
                if (persist.Sync)
                    log.Sync();
                break;
            case Effect.SignProposal { Proposal: { } proposal }:
                if (Sign(State.Height, proposal.Round, SigningStep.Proposal, proposal.SigningDigest(genesisHash)) is { } proposalSignature)
                    Answer(new Input.OwnProposalSigned(proposal.Sign(State.Self!.Value, proposalSignature)));
                break;
            case Effect.SignVote { Vote: { } vote }:
                SigningStep step = vote.Kind == VoteKind.Prevote ? SigningStep.Prevote : SigningStep.Precommit;
                if (Sign(vote.Height, vote.Round, step, vote.SigningDigest(genesisHash)) is { } voteSignature)
                    Answer(new Input.OwnVoteSigned(vote.Sign(State.Self!.Value, voteSignature)));
                break;
            default:
                CarryOut(effect);
                break;
        }
    }

    private Signature? Sign(ulong height, uint round, SigningStep step, Hash256 digest)
    {
        // With another key than the set names for this validator its votes are worth nothing, and the machine, which trusts its own, must not count them.
        Validator self = State.Validators!.Members[State.SelfIndex];
        if (signer is null || self.ConsensusKey != signer.Key)
        {
            NodeLog.OtherKey(logger, height, self.Operator);
            return null;
        }
        // What led here is durable first: were it lost after the signer has remembered, a restart would come to another vote, which
        // the signer refuses for ever. With it, the restart asks for the very same signature, and gets it.
        log.Sync();
        Signature? signature = signer.TrySign(height, round, step, digest);
        if (signature is null)
            NodeLog.SigningRefused(logger, height, round, step);
        return signature;
    }
}
