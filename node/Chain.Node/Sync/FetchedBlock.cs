using Chain.Network;
using Chain.Types;

namespace Chain.Node.Sync;

/// <summary>A block with its commit as a peer sent them: decoded, its transactions' signatures checked; the commit's signatures not yet.</summary>
/// <param name="From">Who sent it.</param>
/// <param name="Block">The block.</param>
/// <param name="Commit">The commit, which names the block.</param>
/// <param name="Transactions">The block's transactions; null when a signature among them is wrong.</param>
internal sealed record FetchedBlock(PeerId From, Block Block, Commit Commit, IReadOnlyList<VerifiedTransaction>? Transactions);
