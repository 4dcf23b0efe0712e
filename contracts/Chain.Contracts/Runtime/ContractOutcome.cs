using Chain.Primitives;
using Chain.Types;

namespace Chain.Contracts;

/// <summary>How a request ended. When it failed, the state is what it was before.</summary>
public sealed record ContractOutcome
{
    /// <summary>How it ended.</summary>
    public required ReceiptStatus Status { get; init; }

    /// <summary>How it failed, as the contract or the runtime names it; empty when it succeeded.</summary>
    public string Code { get; init; } = "";

    /// <summary>The failure in words.</summary>
    public string Message { get; init; } = "";

    /// <summary>The contract that failed, which may be one that was called.</summary>
    public Address? FailedAt { get; init; }

    /// <summary>The function of the author's source that failed.</summary>
    public string Function { get; init; } = "";

    /// <summary>The line of the author's source, from 1; 0 when there is none.</summary>
    public uint Line { get; init; }

    /// <summary>The column, from 1; 0 when there is none.</summary>
    public uint Column { get; init; }

    /// <summary>The gas that it used: at most the request's.</summary>
    public required ulong GasUsed { get; init; }

    /// <summary>The part of it that is given back, for entries of the state that it made and took out again; nothing when it failed. A limit must allow for all of <see cref="GasUsed"/>.</summary>
    public ulong GasRefunded { get; init; }

    /// <summary>What the method returned, in the codec of the ABI.</summary>
    public ReadOnlyMemory<byte> ReturnValue { get; init; }

    /// <summary>The events, in order; none when it failed.</summary>
    public IReadOnlyList<ChainEvent> Events { get; init; } = [];

    /// <summary>The coins that were moved, in order; none when it failed.</summary>
    public IReadOnlyList<ValueMove> Moves { get; init; } = [];

    /// <summary>The first calls between contracts, also those that were undone.</summary>
    public IReadOnlyList<InnerCall> Calls { get; init; } = [];

    /// <summary>How many calls between contracts there were.</summary>
    public int CallCount { get; init; }

    /// <summary>How many state entries were written, also those that were undone.</summary>
    public int StateWrites { get; init; }

    /// <summary>What a defect looked like from inside: for the log, never for results.</summary>
    public Exception? Fault { get; init; }

    /// <summary>Whether it did what it says.</summary>
    public bool IsSuccess => Status == ReceiptStatus.Success;
}
