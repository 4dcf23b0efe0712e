using Chain.Primitives;
using Chain.State;
using Chain.Types;

namespace Chain.Execution;

/// <summary>What executing a block gave.</summary>
public sealed class BlockResult
{
    /// <summary>The block's height.</summary>
    public required ulong Height { get; init; }

    /// <summary>What changed in the state.</summary>
    public required StateWrites Writes { get; init; }

    /// <summary>Canonical receipts in the order of transactions; the receipt of the block's end, if any, is last.</summary>
    public required IReadOnlyList<ReadOnlyMemory<byte>> Receipts { get; init; }

    /// <summary>Root over the receipts: what the next header says.</summary>
    public required Hash256 ReceiptsRoot { get; init; }

    /// <summary>The contracts that events of the block come from: what the history is indexed by.</summary>
    public IReadOnlyCollection<Address> EventContracts { get; init; } = [];

    /// <summary>Transactions that failed by a defect of this program, the same on every node: for the log, which must be loud about them. Usually none.</summary>
    public IReadOnlyList<ExecutionFault> Faults { get; init; } = [];

    /// <summary>Gas charged.</summary>
    public required ulong GasUsed { get; init; }

    /// <summary>The sum of gas limits, which the base fee follows.</summary>
    public required ulong GasLimits { get; init; }

    /// <summary>The base fee of the next block.</summary>
    public required ulong NextBaseFee { get; init; }

    /// <summary>What was burned as base fee.</summary>
    public required Amount Burned { get; init; }

    /// <summary>What the proposer earned.</summary>
    public required Amount Tips { get; init; }

    /// <summary>The set of the executed height H: it signs the commit that the next block carries.</summary>
    public required ValidatorSet LastValidators { get; init; }

    /// <summary>The set of height H + 1.</summary>
    public required ValidatorSet Validators { get; init; }

    /// <summary>The set of height H + 2, the first one that this block could change.</summary>
    public required ValidatorSet NextValidators { get; init; }
}
