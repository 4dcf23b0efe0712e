namespace Chain.LoadGenerator;

/// <summary>The pace of blocks without and with attacks.</summary>
/// <param name="Normal">While accounts pay each other.</param>
/// <param name="Attacked">The same, while contracts attack.</param>
/// <param name="Contracts">Contracts that attack.</param>
public sealed record AttackReport(BlockPace Normal, BlockPace Attacked, int Contracts);
