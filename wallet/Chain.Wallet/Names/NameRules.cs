using Chain.Wallet.Keys;

namespace Chain.Wallet.Names;

/// <summary>What keys and book entries may be called: one word that no shell, file system or reader can take for something else.</summary>
public static class NameRules
{
    /// <summary>Longest name.</summary>
    public const int LengthMax = 32;

    /// <summary>Why a text cannot be a name, or null. "dev0" … "dev9" belong to the development accounts.</summary>
    public static string? Problem(string name)
    {
        if (name.Length is 0 or > LengthMax)
            return $"a name has 1 to {LengthMax} characters";
        if (!char.IsAsciiLetterLower(name[0]))
            return "a name begins with a lower-case letter";
        if (!name.All(static c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '_'))
            return "a name has lower-case letters a to z, digits, hyphens and underscores only";
        return DevelopmentAccounts.TryIndexOf(name, out _) ? "dev0 to dev9 are the development accounts" : null;
    }
}
