using System.Collections.Immutable;
using Chain.Primitives;

namespace Chain.Contracts;

/// <summary>What a frame begins with, checked and charged: what a suspended caller hands to the loop.</summary>
internal sealed record FrameStart
{
    internal required FrameKind Kind { get; init; }

    /// <summary>Who calls.</summary>
    internal required Address Sender { get; init; }

    internal required Address Contract { get; init; }

    internal required LoadedContract Code { get; init; }

    /// <summary>What is called; null when the code declares neither <c>init</c> nor <c>migrate</c>.</summary>
    internal AbiMethod? Method { get; init; }

    /// <summary>The arguments in bytes, which are known to be those of the method.</summary>
    internal ReadOnlyMemory<byte> Arguments { get; init; }

    internal Amount Value { get; init; }

    internal bool IsView { get; init; }

    /// <summary>The gas that the caller allows, at most.</summary>
    internal long GasMax { get; init; } = long.MaxValue;

    /// <summary>The gas that stays with the caller, whatever entering and running take: a part of what it had when it began the call.</summary>
    internal long GasKept { get; init; }

    /// <summary>What must be written before the contract runs, undone with it: the records of a creation or an upgrade.</summary>
    internal Action<ContractSession>? Before { get; init; }

    /// <summary>For an upgrade: the code before.</summary>
    internal LoadedContract? OldCode { get; init; }

    /// <summary>For an upgrade that migrates: the old plain fields with the bytes of their values.</summary>
    internal ImmutableArray<(StateField.Plain Field, ReadOnlyMemory<byte> Value)> From { get; init; }

    /// <summary>The name that receipts tell.</summary>
    internal string MethodName => Kind switch
    {
        FrameKind.Init => "init",
        FrameKind.Migrate => "migrate",
        _ => Method!.Name,
    };
}
