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

    /// <summary>Kept, because making a seed of a phrase is slow on purpose and these keys are no secrets.</summary>
    private static readonly Lazy<ExtendedPrivateKey> s_parent = new(DeriveParent);

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
        return s_parent.Value.TryDerive((uint)index, out ExtendedPrivateKey? child)
            ? child.DetachKey()
            : throw new InvalidOperationException("The development phrase has its keys.");
    }

    private static ExtendedPrivateKey DeriveParent()
    {
        Span<byte> seed = stackalloc byte[Mnemonic.SeedLength];
        if (Mnemonic.TryParse(Phrase, out Mnemonic? mnemonic, out _)
            && mnemonic.TryToSeed("", seed)
            && ExtendedPrivateKey.TryFromSeed(seed, out ExtendedPrivateKey? master)
            && DerivationPath.TryParse("m/44'/1'/0'/0", out DerivationPath? path)
            && master.TryDerive(path, out ExtendedPrivateKey? parent))
            return parent;
        throw new InvalidOperationException("The development phrase has its keys.");
    }
}
