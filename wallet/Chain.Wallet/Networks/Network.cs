using Chain.Primitives;
using Chain.Primitives.Encoding;

namespace Chain.Wallet.Networks;

/// <summary>A chain that the wallet signs for.</summary>
/// <param name="Name">The network's name, as its genesis says.</param>
/// <param name="GenesisHash">Names the chain; in every signature.</param>
/// <param name="AddressPrefix">What addresses begin with.</param>
/// <param name="Node">The node to ask when no other is named; null for none.</param>
/// <param name="Trust">Why this hash is believed.</param>
public sealed record Network(string Name, Hash256 GenesisHash, string AddressPrefix, string? Node, NetworkTrust Trust)
{
    /// <summary>The name of the development network; others are called "chain-dev-…".</summary>
    public const string DevelopmentName = "chain-dev";

    /// <summary>The name of the chain that an author's own node begins anew at every start.</summary>
    public const string SoloName = "chain-dev-solo";

    /// <summary>Where a local testnet's first node listens.</summary>
    public const string DefaultNode = "http://127.0.0.1:7001";

    /// <summary>True where coins are worth nothing and well-known keys may be used.</summary>
    public bool IsDevelopment => IsDevelopmentName(Name);

    /// <summary>True for the names of development networks.</summary>
    public static bool IsDevelopmentName(string name) => name == DevelopmentName || name.StartsWith(DevelopmentName + "-", StringComparison.Ordinal);

    /// <summary>True for what may be a network's name, and so part of a file's name.</summary>
    public static bool IsName(string name) =>
        name.Length is > 0 and <= 32 && name.All(static c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    /// <summary>An address as this network's people write it.</summary>
    public string Format(Address address) => AddressText.Format(address, AddressPrefix);
}
