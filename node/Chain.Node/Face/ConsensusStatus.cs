namespace Chain.Node.Face;

/// <summary>What consensus does at this node, for dashboards.</summary>
/// <param name="Height">The height that is being decided.</param>
/// <param name="Round">Its round.</param>
/// <param name="Step">Name of the step: idle, propose, prevote, precommit, halted.</param>
/// <param name="PrevotePower">Power of the prevotes seen in this round.</param>
/// <param name="PrecommitPower">Power of the precommits seen in this round.</param>
/// <param name="TotalPower">Power of all validators.</param>
public sealed record ConsensusStatus(ulong Height, uint Round, string Step, ulong PrevotePower, ulong PrecommitPower, ulong TotalPower);
