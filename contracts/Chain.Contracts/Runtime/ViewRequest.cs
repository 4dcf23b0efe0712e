namespace Chain.Contracts;

/// <summary>Runs a view: nothing of the state changes, and whoever tries fails.</summary>
public sealed record ViewRequest : ContractRequest
{
    /// <summary>The method, which is a view.</summary>
    public required string Method { get; init; }

    /// <summary>Its arguments in the codec of the contract's ABI.</summary>
    public ReadOnlyMemory<byte> Arguments { get; init; }
}
