using Chain.Primitives;
using Chain.Types;

namespace Chain.Node.Face;

/// <summary>A decided and executed block with its results: final for whoever asks this node.</summary>
public sealed class ExecutedBlock
{
    /// <summary>The block with the commit that decided it.</summary>
    public required DecidedBlock Decided { get; init; }

    /// <summary>Canonical receipts, in the block's order; the receipt of the block's end, if any, is last.</summary>
    public required IReadOnlyList<ReadOnlyMemory<byte>> Receipts { get; init; }

    /// <summary>State root after the block.</summary>
    public required Hash256 StateRoot { get; init; }

    /// <summary>Root of the receipts.</summary>
    public required Hash256 ReceiptsRoot { get; init; }

    /// <summary>Gas charged by all its transactions.</summary>
    public required ulong GasUsed { get; init; }

    /// <summary>Base fee of the next block.</summary>
    public required ulong NextBaseFee { get; init; }

    /// <summary>The validators that decided this block.</summary>
    public required ValidatorSet Validators { get; init; }

    /// <summary>The height.</summary>
    public ulong Height => Decided.Height;

    /// <summary>The block.</summary>
    public Block Block => Decided.Block;

    /// <summary>The commit that decided it.</summary>
    public Commit Commit => Decided.Commit;
}
