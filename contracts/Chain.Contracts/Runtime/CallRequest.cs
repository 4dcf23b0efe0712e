using Chain.Primitives;

namespace Chain.Contracts;

/// <summary>Calls a method of a contract.</summary>
public sealed record CallRequest : ContractRequest
{
    /// <summary>The method.</summary>
    public required string Method { get; init; }

    /// <summary>Its arguments in the codec of the contract's ABI.</summary>
    public ReadOnlyMemory<byte> Arguments { get; init; }

    /// <summary>Coins that go with the call.</summary>
    public Amount Value { get; init; }
}
