namespace Chain.Wallet.Networks;

/// <summary>How the wallet came to believe that a name means a chain.</summary>
public enum NetworkTrust
{
    /// <summary>The user gave the genesis file.</summary>
    Genesis = 1,

    /// <summary>The first node asked said so, and it is a development network. From then on any other chain is refused.</summary>
    FirstUse,
}
