using Chain.Wallet.Keys;

namespace Chain.Wallet.Keystore;

/// <summary>What a key in a store may be called: it is a file's name too, so it is one plain word.</summary>
public static class KeyName
{
    /// <summary>Longest name.</summary>
    public const int LengthMax = 32;

    /// <summary>True for 1 to 32 small letters, digits, hyphens and underscores, beginning with a letter, other than the development accounts' names.</summary>
    /// <remarks>Small letters only, so that two names are two files on every file system; short, so that no name looks like an address.</remarks>
    public static bool IsValid(string name)
    {
        if (name.Length is 0 or > LengthMax || !char.IsAsciiLetterLower(name[0]) || DevelopmentAccounts.TryIndexOf(name, out _))
            return false;
        foreach (char c in name)
        {
            if (!char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c) && c is not ('-' or '_'))
                return false;
        }
        return true;
    }
}
