using Chain.Primitives;
using Chain.Primitives.Crypto;
using Chain.Wallet.Keys;

namespace Chain.Dapp.Testing;

/// <summary>An account of the well-known development phrase, which anybody may sign for.</summary>
internal sealed record TestAccount(string Name, Address Address, PrivateKey Key)
{
    /// <summary>dev0 to dev9. Their keys are public, so nobody disposes them.</summary>
    public static IReadOnlyList<TestAccount> All() => [.. Enumerable.Range(0, DevelopmentAccounts.Count).Select(Of)];

    private static TestAccount Of(int index)
    {
        PrivateKey key = DevelopmentAccounts.DeriveKey(index);
        return new TestAccount(DevelopmentAccounts.NameOf(index), Address.OfKey(key.GetPublicKey()), key);
    }
}
