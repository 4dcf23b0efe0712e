using Chain.Types;

namespace Chain.Consensus;

/// <summary>What the machine knows of a block.</summary>
/// <param name="Judgement">How far the block is.</param>
/// <param name="Reason">The strongest reason for which it was asked for.</param>
/// <param name="Round">The newest round in which it was proposed or voted for.</param>
/// <param name="Header">Its header, once judged.</param>
public sealed record KnownBlock(BlockJudgement Judgement, BlockReason Reason, uint Round, Header? Header);
