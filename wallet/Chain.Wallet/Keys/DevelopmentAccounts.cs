using System.Globalization;
using Chain.Primitives.Crypto;

namespace Chain.Wallet.Keys;

/// <summary>The accounts dev0 … dev9 that every test network's genesis funds. Their keys are public knowledge: never to be used where coins have value.</summary>
public static class DevelopmentAccounts
{
    /// <summary>How many there are.</summary>
    public const int Count = 10;

    /// <summary>The phrase that development chains everywhere use.</summary>
    public const string Phrase = "test test test test test test test test test test test junk";

    /// <summary>"dev0" … "dev9".</summary>
    public static string NameOf(int index) => string.Create(CultureInfo.InvariantCulture, $"dev{index}");

    /// <summary>True for the ten names; no key in a store may have one.</summary>
    public static bool TryIndexOf(string name, out int index)
    {
        bool isName = name.Length == 4 && name.StartsWith("dev", StringComparison.Ordinal) && char.IsAsciiDigit(name[3]);
        index = isName ? name[3] - '0' : -1;
        return isName;
    }

    /// <summary>The key of one account, at m/44'/1'/0'/0/index. The caller disposes it.</summary>
    public static PrivateKey DeriveKey(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
        if (!Mnemonic.TryParse(Phrase, out Mnemonic? mnemonic, out _))
            throw new InvalidOperationException("The development phrase is valid.");
        using (mnemonic)
        {
            return KeyDerivation.TryDerive(mnemonic, "", DerivationPath.ForAccount((uint)index), out PrivateKey? key)
                ? key
                : throw new InvalidOperationException("The development phrase has its keys.");
        }
    }
}
