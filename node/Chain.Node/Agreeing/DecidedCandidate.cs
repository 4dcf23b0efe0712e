using Chain.Types;

namespace Chain.Node.Agreeing;

/// <summary>A block that consensus decided, with its transactions as verified.</summary>
internal sealed record DecidedCandidate(DecidedBlock Decided, IReadOnlyList<VerifiedTransaction> Transactions);
