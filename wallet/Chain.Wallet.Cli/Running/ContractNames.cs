using Chain.Wallet.Names;

namespace Chain.Wallet.Cli.Running;

/// <summary>Names for contracts that are deployed: one that was asked for, or the file's.</summary>
internal sealed class ContractNames(Invocation run)
{
    private const int AttemptsMax = 1_000;
    private const string Fallback = "contract";

    /// <summary>The name that the contract will have. One that was asked for is checked before anything is signed.</summary>
    /// <exception cref="WalletException">It cannot be a name, or is taken.</exception>
    public string Choose(string? wanted, string path)
    {
        if (wanted is null)
            return OfFile(Path.GetFileNameWithoutExtension(path));
        string name = wanted.StartsWith('@') ? wanted[1..] : wanted;
        if (NameRules.Problem(name) is { } reason)
            throw new WalletException(ProblemKind.Usage, "name", $"'{Display.Safe(wanted)}' cannot be a name", reason);
        if (IsTaken(name))
            throw new WalletException(ProblemKind.Usage, "name-taken", $"'{name}' is in the address book, or a key's name", null, "choose another with --as, or remove it first: book remove");
        return name;
    }

    /// <summary>Puts the address into the book: under this name, or one with a number when it was taken meanwhile.</summary>
    /// <returns>The name; null when the book has no room.</returns>
    public string? Remember(string name, string address)
    {
        for (int number = 1; number < AttemptsMax; number++)
        {
            string candidate = number == 1 ? name : Numbered(name, number);
            if (IsTaken(candidate))
                continue;
            try
            {
                run.Book.Add(new BookEntry(candidate, address), overwrite: false);
                return candidate;
            }
            catch (WalletException e) when (e.Problem.Code == "book-full")
            {
                run.Report.Warn("book-full", "the contract is not in the address book, which is full", "book remove makes room");
                return null;
            }
        }
        return null;
    }

    /// <summary>A file's name with what names may have; "my Shop.v2.js" is "my-shop-v2".</summary>
    private static string OfFile(string file)
    {
        string name = string.Concat(file.ToLowerInvariant().Select(static c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '_' ? c : '-')).Trim('-', '_');
        if (name.Length == 0 || !char.IsAsciiLetterLower(name[0]))
            name = $"{Fallback}-{name}".TrimEnd('-');
        if (name.Length > NameRules.LengthMax)
            name = name[..NameRules.LengthMax];
        return NameRules.Problem(name) is null ? name : Fallback;
    }

    private static string Numbered(string name, int number)
    {
        string suffix = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"-{number}");
        return name[..Math.Min(name.Length, NameRules.LengthMax - suffix.Length)] + suffix;
    }

    private bool IsTaken(string name) => run.Book.Load().Any(entry => entry.Name == name) || run.Keys.TryFind(name) is not null;
}
