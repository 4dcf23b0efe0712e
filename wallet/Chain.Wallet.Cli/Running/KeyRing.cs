using Chain.Primitives.Crypto;
using Chain.Wallet.Cli.CommandLine;
using Chain.Wallet.Keys;
using Chain.Wallet.Keystore;
using Chain.Wallet.Networks;

namespace Chain.Wallet.Cli.Running;

/// <summary>The keys that can sign: those of the store, and on development networks dev0 … dev9.</summary>
internal sealed class KeyRing(Invocation invocation)
{
    public KeyStoreDirectory Store => new(invocation.Home.Keys);

    /// <summary>A key of the store; null when there is none of that name.</summary>
    public SigningKey? TryFind(string name)
    {
        if (!KeyName.IsValid(name) || !Path.Exists(Path.Combine(invocation.Home.Keys, name + ".json")))
            return null;
        return new SigningKey(name, Store.Find(name).PublicKey, null);
    }

    /// <summary>A development account.</summary>
    public static SigningKey Development(int index) => new(DevelopmentAccounts.NameOf(index), DevelopmentKeys.PublicKeyOf(index), index);

    /// <summary>The key of --from, or the only one there is.</summary>
    /// <exception cref="WalletException">There is none, or it is not clear which.</exception>
    public SigningKey Acting(Network network)
    {
        if (invocation.Value(GlobalOptions.From) is { } name)
            return Named(name, network);
        IReadOnlyList<KeyEntry> keys = Store.List().Keys;
        if (keys.Count == 1)
            return new SigningKey(keys[0].Name, keys[0].PublicKey, null);
        string hint = network.IsDevelopment ? ", or --from dev0 here" : "";
        throw keys.Count == 0
            ? new WalletException(ProblemKind.Key, "no-key", "this wallet has no key", null, $"make one with key new NAME{hint}")
            : new WalletException(ProblemKind.Usage, "which-key", $"this wallet has {keys.Count} keys, and it is not said which one acts", null, $"say --from NAME{hint}");
    }

    /// <summary>The key with this public half, or null.</summary>
    public SigningKey? ByPublicKey(PublicKey publicKey, Network network)
    {
        if (Store.List().Keys.FirstOrDefault(entry => entry.PublicKey == publicKey) is { } entry)
            return new SigningKey(entry.Name, entry.PublicKey, null);
        return network.IsDevelopment ? Enumerable.Range(0, DevelopmentAccounts.Count).Select(Development).FirstOrDefault(key => key.PublicKey == publicKey) : null;
    }

    /// <summary>Opens a key: asks for its password, unless everybody knows the key.</summary>
    public PrivateKey Unlock(SigningKey key)
    {
        if (key.DevelopmentIndex is { } index)
            return DevelopmentAccounts.DeriveKey(index);
        using Password password = invocation.Secrets.Password($"password of key {key.Name}");
        return Store.Unlock(key.Name, password);
    }

    private SigningKey Named(string name, Network network)
    {
        if (DevelopmentAccounts.TryIndexOf(name, out int index))
        {
            return network.IsDevelopment
                ? Development(index)
                : throw new WalletException(ProblemKind.Key, "development-account", $"{name} is an account of development networks, and {network.Name} is none", "everybody knows its key", "say --from with a key of yours");
        }
        return TryFind(name) ?? throw new WalletException(ProblemKind.NotFound, "unknown-key", $"there is no key called '{Display.Safe(name)}'", null, "key list shows the keys there are");
    }
}
