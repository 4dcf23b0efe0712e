using Chain.Types;

namespace Chain.Consensus;

/// <summary>A proposal with what was judged when it arrived.</summary>
/// <param name="Proposal">The proposal.</param>
/// <param name="IsTimely">Its time agrees with the clock at arrival. Asked of fresh proposals only, when prevoting.</param>
public sealed record ReceivedProposal(Proposal Proposal, bool IsTimely);
