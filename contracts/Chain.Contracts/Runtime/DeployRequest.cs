using Chain.Primitives;

namespace Chain.Contracts;

/// <summary>Makes a contract. Compiling the source is paid for by the transaction's minimum, before it is asked for.</summary>
public sealed record DeployRequest : ContractRequest
{
    /// <summary>The author's file, UTF-8.</summary>
    public required ReadOnlyMemory<byte> Source { get; init; }

    /// <summary>The arguments of <c>init</c>.</summary>
    public ReadOnlyMemory<byte> Arguments { get; init; }

    /// <summary>Coins that go with the call of <c>init</c>.</summary>
    public Amount Value { get; init; }

    /// <summary>Who may replace the code; nobody when absent.</summary>
    public Address? Upgrader { get; init; }
}
