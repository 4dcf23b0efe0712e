using Chain.Primitives;
using Chain.Types;

namespace Chain.Execution;

/// <summary>Receipts and sums while a block is executed.</summary>
internal sealed class BlockTotals(int transactions)
{
    private readonly List<ReadOnlyMemory<byte>> _receipts = new(transactions + 1);
    private readonly List<ExecutionFault> _faults = [];
    private readonly HashSet<Address> _eventContracts = [];

    public IReadOnlyList<ReadOnlyMemory<byte>> Receipts => _receipts;

    public IReadOnlyList<ExecutionFault> Faults => _faults;

    public IReadOnlyCollection<Address> EventContracts => _eventContracts;

    public ulong GasUsed { get; private set; }

    public ulong GasLimits { get; private set; }

    public Amount Burned { get; private set; }

    public Amount Tips { get; private set; }

    public void Add(ExecutedTransaction executed, ulong gasLimit)
    {
        Receipt receipt = executed.Receipt;
        if (executed.Fault is { } fault)
            _faults.Add(new ExecutionFault(receipt.TransactionId, fault));
        _receipts.Add(receipt.Encode());
        // Native events are those of a block's end alone.
        foreach (ChainEvent made in receipt.Events)
            _eventContracts.Add(made.Source);
        GasUsed += receipt.GasUsed;
        GasLimits += gasLimit;
        Burned += receipt.Burned;
        Tips += receipt.Tip;
    }

    /// <summary>The receipt of the block's end: no transaction, nothing paid, only what happened.</summary>
    public void AddBlockEnd(List<ChainEvent> events) => _receipts.Add(new Receipt
    {
        TransactionId = default,
        Status = ReceiptStatus.Success,
        GasUsed = 0,
        Burned = Amount.Zero,
        Tip = Amount.Zero,
        Events = events,
    }.Encode());
}
