using Chain.Primitives;
using Chain.Types;
using Chain.Wallet.Home;

namespace Chain.Wallet.Outbox;

/// <summary>The outboxes of all accounts on one chain.</summary>
public sealed class OutboxDirectory(WalletHome home, Hash256 genesisHash)
{
    /// <summary>One account's.</summary>
    public AccountOutbox Of(Address account) => new(home.Outbox, genesisHash, account);

    /// <summary>All accounts that ever signed something here.</summary>
    public IReadOnlyList<Address> Accounts()
    {
        string directory = Path.Combine(home.Outbox, genesisHash.ToString());
        var accounts = new List<Address>();
        if (!Directory.Exists(directory))
            return accounts;
        foreach (string path in Directory.EnumerateDirectories(directory))
        {
            if (Hash256.TryParseHex(Path.GetFileName(path), out Hash256 account))
                accounts.Add(new Address(account));
        }
        accounts.Sort();
        return accounts;
    }

    /// <summary>The entry of an id, whichever account signed it.</summary>
    public OutboxEntry? Find(TransactionId id)
    {
        foreach (Address account in Accounts())
        {
            if (Of(account).Find(id) is { } entry)
                return entry;
        }
        return null;
    }
}
