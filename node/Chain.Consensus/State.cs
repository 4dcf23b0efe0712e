using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Chain.Primitives;
using Chain.Types;

namespace Chain.Consensus;

/// <summary>The whole memory of the machine. A value: an input makes a new one (<see cref="RoundMachine.Apply"/>).</summary>
/// <remarks>
/// Bounded by validators × rounds that were entered: two votes a validator, step and round; of rounds ahead of the current one
/// the two highest of each validator. Rounds that are over stay until the height ends, as any of them can still decide.
/// </remarks>
public sealed record State
{
    private static readonly ImmutableSortedDictionary<uint, RoundLog> NoRounds =
        ImmutableSortedDictionary.Create<uint, RoundLog>(Comparer<uint>.Create(static (left, right) => right.CompareTo(left)));

    private State()
    {
    }

    /// <summary>The operator address that this node votes for; null for a node that only follows.</summary>
    public Address? Self { get; private init; }

    /// <summary>The chain's parameters.</summary>
    public required ChainParameters Parameters { get; init; }

    internal VotingRules Rules { get; private init; } = VotingRules.Paper;

    /// <summary>The height; 0 before the first is started.</summary>
    public ulong Height { get; internal init; }

    /// <summary>The validators of the height; null before the first is started.</summary>
    public ValidatorSet? Validators { get; internal init; }

    /// <summary>This node's place among them, or −1.</summary>
    public int SelfIndex { get; internal init; } = -1;

    /// <summary>round_p of the paper.</summary>
    public uint Round { get; internal init; }

    /// <summary>step_p of the paper.</summary>
    public Step Step { get; internal init; }

    /// <summary>lockedValue_p of the paper.</summary>
    public BlockId LockedBlock { get; internal init; }

    /// <summary>lockedRound_p of the paper; −1 for none.</summary>
    public int LockedRound { get; internal init; } = -1;

    /// <summary>validValue_p of the paper: what this node proposes when it is its turn.</summary>
    public BlockId ValidBlock { get; internal init; }

    /// <summary>validRound_p of the paper; −1 for none.</summary>
    public int ValidRound { get; internal init; } = -1;

    /// <summary>What arrived, by round, the highest first.</summary>
    public ImmutableSortedDictionary<uint, RoundLog> Rounds { get; internal init; } = NoRounds;

    /// <summary>Blocks asked for or judged in this height.</summary>
    public ImmutableSortedDictionary<BlockId, KnownBlock> Blocks { get; internal init; } = ImmutableSortedDictionary<BlockId, KnownBlock>.Empty;

    /// <summary>The prevote of this round, as it was asked to be signed.</summary>
    public UnsignedVote? AskedPrevote { get; internal init; }

    /// <summary>The precommit of this round, as it was asked to be signed.</summary>
    public UnsignedVote? AskedPrecommit { get; internal init; }

    /// <summary>The proposal of this round, as it was asked to be signed.</summary>
    public UnsignedProposal? AskedProposal { get; internal init; }

    /// <summary>What the height decided; null while it is open.</summary>
    public Decision? Decision { get; internal init; }

    /// <summary>The precommits that decided the height before, with those that came late; null when this node learned of it otherwise.</summary>
    public LastPrecommits? Last { get; internal init; }

    /// <summary>Validators (by place) whose forgotten lock was reported in this height.</summary>
    public ImmutableSortedSet<int> Forgetful { get; internal init; } = ImmutableSortedSet<int>.Empty;

    /// <summary>The state of a node that has not started a height.</summary>
    public static State Create(ChainParameters parameters, Address? self) => Create(parameters, self, VotingRules.Paper);

    internal static State Create(ChainParameters parameters, Address? self, VotingRules rules) => new() { Parameters = parameters, Self = self, Rules = rules };

    /// <summary>True while a height is open: started, not decided.</summary>
    [MemberNotNullWhen(true, nameof(Validators))]
    public bool IsOpen => Step is Step.Propose or Step.Prevote or Step.Precommit;

    /// <summary>The log of a round; null when nothing of it arrived.</summary>
    public RoundLog? Log(uint round) => Rounds.GetValueOrDefault(round);

    /// <summary>What is known of a block; null for nothing.</summary>
    public KnownBlock? Block(BlockId blockId) => Blocks.GetValueOrDefault(blockId);

    /// <summary>
    /// True for a block whose parts are worth keeping: proposed in the current round, locked, valid, decided, or with a quorum of
    /// votes in any round. What others proposed in rounds that are over may be dropped.
    /// </summary>
    public bool Wants(BlockId blockId)
    {
        if (Validators is null || blockId.IsNil)
            return false;
        if (blockId == LockedBlock || blockId == ValidBlock || blockId == Decision?.BlockId || blockId == Log(Round)?.Proposal?.Proposal.BlockId)
            return true;
        foreach ((_, RoundLog log) in Rounds)
        {
            if (log.Prevotes.IsQuorumFor(blockId, Rules, Validators) || log.Precommits.IsQuorumFor(blockId, Rules, Validators))
                return true;
        }
        return false;
    }

    /// <summary>The polka of a round as a certificate, for a block before nil; null when there is none.</summary>
    public PolkaCertificate? Polka(uint round)
    {
        if (Validators is null || Log(round)?.Prevotes is not { } prevotes)
            return null;
        BlockId? blockId = prevotes.QuorumBlock(Rules, Validators);
        if (blockId is null && prevotes.IsQuorumFor(BlockId.Nil, Rules, Validators))
            blockId = BlockId.Nil;
        return blockId is { } block ? new PolkaCertificate(Height, round, block, [.. prevotes.For(block).OfType<Vote>()]) : null;
    }

    /// <summary>The commit of the current height with every precommit known; null while it is open.</summary>
    public Commit? Commit() => Decision is { } decision ? Log(decision.Round)!.Precommits.ToCommit(Height, decision.Round, decision.BlockId) : null;
}
