namespace Chain.Contracts;

/// <summary>Replaces a contract's code. Compiling the source is paid for by the transaction's minimum, before it is asked for.</summary>
public sealed record UpgradeRequest : ContractRequest
{
    /// <summary>The author's new file, UTF-8.</summary>
    public required ReadOnlyMemory<byte> Source { get; init; }

    /// <summary>The arguments of <c>migrate</c> after the old fields.</summary>
    public ReadOnlyMemory<byte> Arguments { get; init; }
}
