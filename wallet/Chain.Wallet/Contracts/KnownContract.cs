using Chain.Contracts;
using Chain.Primitives;

namespace Chain.Wallet.Contracts;

/// <summary>A contract as the wallet knows it: its source, and what that says of it.</summary>
/// <param name="Address">Where it is.</param>
/// <param name="Source">Its author's source, whose hash is <paramref name="CodeHash"/>.</param>
/// <param name="Abi">Read from the source by the wallet itself: nobody's word is taken for it.</param>
/// <param name="CodeHash">What the chain stores the source under.</param>
public sealed record KnownContract(Address Address, string Source, ContractAbi Abi, Hash256 CodeHash)
{
    /// <summary>Who may upgrade it; null when nobody can.</summary>
    public Address? Upgrader { get; init; }

    /// <summary>What it holds.</summary>
    public Amount Balance { get; init; }

    /// <summary>How often it was upgraded.</summary>
    public ulong UpgradeCount { get; init; }

    /// <summary>The height that this was read at.</summary>
    public ulong Height { get; init; }
}
