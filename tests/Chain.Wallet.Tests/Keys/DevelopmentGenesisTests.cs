using Chain.Primitives;
using Chain.Primitives.Crypto;
using Chain.Types;
using Chain.Wallet.Keys;

namespace Chain.Wallet.Tests.Keys;

public sealed class DevelopmentGenesisTests
{
    [Fact]
    public void The_accounts_of_the_repositorys_genesis_are_those_of_the_well_known_phrase()
    {
        GenesisDocument? genesis = GenesisJson.TryRead(File.ReadAllBytes(Path.Combine(RepositoryRoot(), "genesis.json")), out IReadOnlyList<string> problems);
        Assert.Empty(problems);
        var derived = new List<Address>();
        for (int i = 0; i < 10; i++)
        {
            using PrivateKey key = DevelopmentAccounts.DeriveKey(i);
            derived.Add(Address.OfKey(key.GetPublicKey()));
        }
        Assert.Equal(derived.Order(), genesis!.Accounts.Select(account => account.Address));
    }

    private static string RepositoryRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Chain.sln")))
            folder = folder.Parent;
        return folder!.FullName;
    }
}
