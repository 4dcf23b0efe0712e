using Chain.Consensus;
using Chain.Types;

namespace Chain.Node.Recovering;

/// <summary>What the log holds of the height that was open when the node stopped.</summary>
/// <param name="Height">The height.</param>
/// <param name="Executed">Decided blocks that were executed from the log before it.</param>
/// <param name="Blocks">Blocks that were judged valid.</param>
/// <param name="Inputs">The inputs of consensus, in order; the first starts the height. Empty when it was not started.</param>
internal sealed record OpenHeight(
    ulong Height, int Executed, IReadOnlyList<(Block Block, IReadOnlyList<VerifiedTransaction> Transactions)> Blocks, IReadOnlyList<Input> Inputs);
