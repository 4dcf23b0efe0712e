using Chain.Consensus;
using Chain.Primitives;
using Chain.Types;

namespace Chain.Simulation;

/// <summary>The checkers. They look at every transition, every message sent, every decision and accusation, and know what the nodes do not: who is byzantine.</summary>
internal sealed class Watch(World world)
{
    private readonly Dictionary<ulong, (BlockId Id, Header Header)> _decided = [];
    private readonly Dictionary<(int Key, ulong Height, uint Round, int Step), Hash256> _signed = [];
    private readonly Dictionary<int, Dictionary<(uint Round, VoteKind Kind, int Index), Vote>> _received = [];

    /// <summary>Byzantine validators that a correct node has accused.</summary>
    public SortedSet<int> AccusedKeys { get; } = [];

    public void Decided(SimNode node, Header header, Commit commit)
    {
        if (!node.IsCorrect)
            return;
        BlockId id = header.ComputeId();
        if (_decided.TryGetValue(header.Height, out (BlockId Id, Header Header) other) && other.Id != id)
            throw new SimulationFailure("one block a height", $"node {node.Instance} decided {id} at height {header.Height}, another one {other.Id}");
        _decided[header.Height] = (id, header);
        Header? parent = header.Height == 1 ? null : _decided[header.Height - 1].Header;
        if (!world.Truth.IsValid(header, parent))
            throw new SimulationFailure("valid by an independent verifier", $"node {node.Instance} decided an invalid block at height {header.Height}");
        CheckQuorum(node, header, commit);
    }

    public void Sent(SimNode node, Vote vote) => Signed(node, vote.Height, vote.Round, (int)vote.Kind, vote.SigningDigest(Crypto.Genesis));

    public void Sent(SimNode node, Proposal proposal) => Signed(node, proposal.Height, proposal.Round, 0, proposal.SigningDigest(Crypto.Genesis));

    public void Accused(SimNode node, Evidence evidence)
    {
        if (!node.IsCorrect)
            return;
        int key = world.KeyOf(evidence.Accused);
        if (!world.Knobs.Byzantine.ContainsKey(key))
            throw new SimulationFailure("the accused are byzantine", $"node {node.Instance} accuses the correct validator {key}: {evidence.GetType().Name} at height {evidence.Height}");
        if (!evidence.IsSignedBy(Crypto.PublicKey(key), Crypto.Genesis))
            throw new SimulationFailure("accusations are proved", $"node {node.Instance} accuses {key} without its signatures");
        AccusedKeys.Add(key);
    }

    public void Halted(SimNode node)
    {
        if (node.IsCorrect)
            throw new SimulationFailure("no correct node halts", $"node {node.Instance} found a decided block invalid");
    }

    public void Restarted(SimNode node) => _received.Remove(node.Instance);

    public void Applied(SimNode node, ConsensusState before, Input input, Transition transition)
    {
        if (!node.IsCorrect)
            return;
        CheckBounds(node, transition.State);
        if (!world.HasTooManyTwins)
            Conformance.Check(transition.State, node.Instance);
        if (input is Input.StartHeight)
            _received.Remove(node.Instance);
        if (input is Input.VoteReceived { Vote: { } verified } && before.IsOpen && verified.Vote.Height == before.Height && verified.Vote.Round <= before.Round)
            CheckAccusation(node, verified, transition);
        if (transition.Effects.Count > 0 && transition.Effects.Any(effect => effect is Effect.BroadcastVote or Effect.BroadcastProposal) && transition.Effects[0] is not Effect.Persist { Sync: true })
            throw new SimulationFailure("persist before broadcast", $"node {node.Instance}");
    }

    // The sum of power is made anew here, in another way than the product's.
    private void CheckQuorum(SimNode node, Header header, Commit commit)
    {
        ValidatorSet set = world.Truth.SetAt(header.Height);
        Int128 missing = 0;
        Int128 present = 0;
        for (int i = 0; i < set.Members.Count; i++)
        {
            if (commit.Signatures[i] is { } signature
                && world.Crypto.Verify(new Vote(VoteKind.Precommit, header.Height, commit.Round, header.ComputeId(), -1, set.Members[i].Operator, signature), set) is not null)
                present += set.Members[i].Power;
            else
                missing += set.Members[i].Power;
        }
        if (missing * 2 >= present)
            throw new SimulationFailure("a commit has more than two thirds", $"node {node.Instance} decided height {header.Height} with {present} of {present + missing}");
    }

    private void Signed(SimNode node, ulong height, uint round, int step, Hash256 digest)
    {
        if (!node.IsCorrect)
            return;
        if (_signed.TryGetValue((node.Key, height, round, step), out Hash256 other) && other != digest)
            throw new SimulationFailure("no conflicting signatures", $"the correct validator {node.Key} signed twice at {height}/{round} step {step}");
        _signed[(node.Key, height, round, step)] = digest;
    }

    // Two contradicting votes reached this node while it could use them: it must have said so.
    private void CheckAccusation(SimNode node, VerifiedVote verified, Transition transition)
    {
        if (!_received.TryGetValue(node.Instance, out Dictionary<(uint Round, VoteKind Kind, int Index), Vote>? received))
            _received[node.Instance] = received = [];
        Vote vote = verified.Vote;
        (uint Round, VoteKind Kind, int) key = (vote.Round, vote.Kind, verified.ValidatorIndex);
        if (!received.TryGetValue(key, out Vote? first))
        {
            received[key] = vote;
            return;
        }
        bool isContradiction = first.BlockId != vote.BlockId || first.ValidRound != vote.ValidRound;
        if (!isContradiction || AccusedKeys.Contains(world.KeyOf(vote.Validator)))
            return;
        if (!transition.Effects.Any(effect => effect is Effect.ReportEvidence report && report.Evidence.Accused == vote.Validator))
            throw new SimulationFailure("contradictions are accused", $"node {node.Instance} saw two {vote.Kind}s of {world.KeyOf(vote.Validator)} at {vote.Height}/{vote.Round}");
    }

    private static void CheckBounds(SimNode node, ConsensusState state)
    {
        if (state.Validators is not { } validators)
            return;
        int ahead = 0;
        foreach (uint round in state.Rounds.Keys)
        {
            if (round <= state.Round)
                break;
            ahead++;
        }
        // Certificates take the node to their round, so what lies ahead came from single validators: two votes' rounds and two proposals' each.
        if (ahead > 4 * validators.Members.Count)
            throw new SimulationFailure("bounded memory", $"node {node.Instance} keeps {ahead} rounds ahead of {state.Round}");
        if (state.Rounds.Count - ahead > state.Round + 1 || state.Blocks.Count > 3 * (state.Rounds.Count + 1))
            throw new SimulationFailure("bounded memory", $"node {node.Instance} keeps {state.Rounds.Count} rounds and {state.Blocks.Count} blocks in round {state.Round}");
    }
}
