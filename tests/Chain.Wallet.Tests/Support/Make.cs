using Chain.Primitives;
using Chain.Primitives.Crypto;
using Chain.Primitives.Encoding;
using Chain.Types;
using Chain.Wallet.Home;
using Chain.Wallet.Keys;
using Chain.Wallet.Networks;

namespace Chain.Wallet.Tests;

/// <summary>Values that tests are made of.</summary>
internal static class Make
{
    public static Hash256 GenesisHash { get; } = new(Enumerable.Repeat((byte)7, 32).ToArray());

    public static Wallet.Networks.Network Network { get; } = new("chain-dev", GenesisHash, "chn", null, NetworkTrust.FirstUse);

    public static Wallet.Networks.Network RealNetwork { get; } = Network with { Name = "chain-main", Trust = NetworkTrust.Genesis };

    public static Address Address(byte fill) => new(Enumerable.Repeat(fill, 32).ToArray());

    public static WalletHome Home(TemporaryDirectory directory) => WalletHome.Resolve(directory.File("home"), static _ => null);

    public static PublicKey Sender { get; } = PublicKeyOf(0);

    public static PublicKey PublicKeyOf(int development)
    {
        using PrivateKey key = DevelopmentAccounts.DeriveKey(development);
        return key.GetPublicKey();
    }

    public static UnsignedTransaction Body(uint lane = 0, ulong sequence = 0, ulong expiry = 1000, string memo = "", ulong amount = 5)
    {
        DecodeError error = UnsignedTransaction.TryCreate(
            GenesisHash, lane, sequence, expiry, 20_000, 2100, 100, memo, new TransactionAction.Transfer(Address(9), Amount.FromGrains(amount)), out UnsignedTransaction? body);
        Assert.Equal(DecodeError.None, error);
        return body!;
    }

    public static Transaction Signed(uint lane = 0, ulong sequence = 0, ulong expiry = 1000, ulong amount = 5)
    {
        using PrivateKey key = DevelopmentAccounts.DeriveKey(0);
        UnsignedTransaction body = Body(lane, sequence, expiry, "", amount);
        return body.Sign(key.GetPublicKey(), key.Sign(body.SigningDigest()));
    }
}
