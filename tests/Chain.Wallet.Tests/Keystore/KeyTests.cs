using Chain.Primitives.Crypto;
using Chain.Wallet.Keystore;

namespace Chain.Wallet.Tests.Keystore;

/// <summary>Builders of keys and passwords.</summary>
internal static class KeyTests
{
    public static PrivateKey Key(string hex)
    {
        Assert.True(PrivateKey.TryCreate(Convert.FromHexString(hex), out PrivateKey? key));
        return key;
    }

    public static Password Password(string text)
    {
        Assert.True(Wallet.Keystore.Password.TryCreate(text, out Password? password, out _));
        return password;
    }
}
