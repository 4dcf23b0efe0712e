using Chain.Primitives;
using Chain.Primitives.Encoding;
using Chain.Wallet.Keys;
using Chain.Wallet.Networks;

namespace Chain.Wallet.Names;

/// <summary>Turns what the user wrote into an address of one network: an address, a key's name, a name from the book (also as @name), or dev0 … dev9.</summary>
/// <param name="network">The network whose addresses count.</param>
/// <param name="keyAddress">The address of a key of this wallet by name, or null.</param>
/// <param name="developmentAddress">The address of a development account.</param>
/// <param name="book">The address book.</param>
public sealed class AddressResolver(Network network, Func<string, Address?> keyAddress, Func<int, Address> developmentAddress, IReadOnlyList<BookEntry> book)
{
    /// <summary>Looks it up; a name that means two things is refused, not guessed.</summary>
    /// <exception cref="WalletException">Nobody is meant, or it is not clear who.</exception>
    public ResolvedAddress Resolve(string text)
    {
        if (text.StartsWith('@'))
            return FromBook(text);
        if (LooksLikeAddress(text))
            return ParseAddress(text);
        if (DevelopmentAccounts.TryIndexOf(text, out int index))
            return Development(text, index);
        if (NameRules.Problem(text) is { } reason)
            throw new WalletException(ProblemKind.Usage, "recipient", $"'{Display.Safe(text)}' is neither an address of network {network.Name} nor a name", reason, AddressHint);
        Address? key = keyAddress(text);
        BookEntry? entry = book.FirstOrDefault(e => e.Name == text);
        if (entry is null)
        {
            return key is { } own
                ? new ResolvedAddress(own, network.Format(own), text, NameSource.Key)
                : throw new WalletException(ProblemKind.NotFound, "unknown-name", $"there is no key and no book entry called '{text}'", null, "key list and book list show the names there are");
        }
        ResolvedAddress fromBook = ParseAddress(entry.Address) with { Name = text, Source = NameSource.Book };
        if (key is { } same && same != fromBook.Address)
            throw new WalletException(ProblemKind.Usage, "ambiguous-name", $"'{text}' is a key of this wallet and, with another address, a name in the address book", null, "rename one, or give the address itself");
        return fromBook;
    }

    /// <summary>"@name" is the book's entry, whatever keys are called.</summary>
    private ResolvedAddress FromBook(string text)
    {
        string name = text[1..];
        return book.FirstOrDefault(e => e.Name == name) is { } entry
            ? ParseAddress(entry.Address) with { Name = name, Source = NameSource.Book }
            : throw new WalletException(
                ProblemKind.NotFound, "unknown-name", $"the address book has no '{Display.Safe(name)}'", null, "book list shows its names; contract deploy adds the contract that it made");
    }

    private string AddressHint => $"give an address ({network.AddressPrefix}1…), the name of a key or a name from the book";

    /// <summary>Anything with a separator and a length that no name has is meant as an address, so that a damaged one is called that.</summary>
    private bool LooksLikeAddress(string text) =>
        text.Length > NameRules.LengthMax || text.StartsWith(network.AddressPrefix + "1", StringComparison.OrdinalIgnoreCase);

    private ResolvedAddress ParseAddress(string text)
    {
        if (!AddressText.TryParse(text, network.AddressPrefix, out Address address, out AddressTextError error))
            throw new WalletException(ProblemKind.Usage, "address", $"'{Shortened(text)}' is not an address of network {network.Name}", Reason(error), "copy the whole address again from where it came");
        if (address.IsZero)
            throw new WalletException(ProblemKind.Usage, "address", "the zero address belongs to nobody; what is sent there is lost", null, AddressHint);
        return new ResolvedAddress(address, network.Format(address), null, NameSource.Address);
    }

    private ResolvedAddress Development(string text, int index)
    {
        if (!network.IsDevelopment)
            throw new WalletException(ProblemKind.Usage, "development-account", $"{text} is an account of development networks, and {network.Name} is none", "everybody knows its key");
        Address address = developmentAddress(index);
        return new ResolvedAddress(address, network.Format(address), text, NameSource.Development);
    }

    private static string Shortened(string text) => Display.Safe(text.Length <= 100 ? text : text[..100] + "…");

    private string Reason(AddressTextError error) => error switch
    {
        AddressTextError.Length => "its length is not that of an address",
        AddressTextError.MixedCase => "it mixes upper and lower case",
        AddressTextError.Character => "it has a character that no address has, perhaps one that only looks like a letter",
        AddressTextError.Form => "its form is not that of an address",
        AddressTextError.Checksum => "its checksum does not fit: it was mistyped or cut",
        AddressTextError.WrongPrefix => $"it belongs to another network: addresses here begin with {network.AddressPrefix}1",
        _ => throw new InvariantException($"address error {error} is not an error"),
    };
}
