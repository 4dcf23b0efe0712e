namespace Chain.Wallet.Names;

/// <summary>Where a name was found.</summary>
public enum NameSource
{
    /// <summary>It was an address itself.</summary>
    Address = 1,

    /// <summary>A key of this wallet.</summary>
    Key,

    /// <summary>The address book.</summary>
    Book,

    /// <summary>A well-known account of a development network.</summary>
    Development,
}
