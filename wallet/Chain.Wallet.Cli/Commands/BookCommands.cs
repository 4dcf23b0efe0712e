using System.CommandLine;
using Chain.Primitives.Encoding;
using Chain.Wallet.Cli.CommandLine;
using Chain.Wallet.Cli.Output;
using Chain.Wallet.Cli.Running;
using Chain.Wallet.Names;

namespace Chain.Wallet.Cli.Commands;

/// <summary>wallet book …: names for other people's addresses.</summary>
internal static class BookCommands
{
    private static readonly Argument<string> s_name = new("name") { Description = "The name." };
    private static readonly Argument<string> s_address = new("address") { Description = "The address it stands for." };

    public static Command Build() => new("book", "Names for other people's addresses.")
    {
        new Leaf("add", "Add a name.", Add, s_name, s_address),
        new Leaf("list", "All names.", List),
        new Leaf("remove", "Remove a name.", Remove, s_name),
    };

    private static CommandResult Add(Invocation run)
    {
        (string name, string text) = (run.Value(s_name), run.Value(s_address));
        // Names of another network's addresses may be noted too: which one is meant shows when the name is used.
        if (Bech32m.Decode(text, out string prefix, out byte[] bytes) != Bech32Error.None || bytes.Length != Primitives.Address.Length)
            throw new WalletException(ProblemKind.Usage, "address", $"'{Display.Safe(text.Length <= 100 ? text : text[..100] + "…")}' is not an address", "its form or its checksum is wrong", "copy the whole address again from where it came");
        var address = new Primitives.Address(bytes);
        if (address.IsZero)
            throw new WalletException(ProblemKind.Usage, "address", "the zero address belongs to nobody");
        if (run.Keys.TryFind(name) is not null)
            throw new WalletException(ProblemKind.Usage, "name-taken", $"'{name}' is a key of this wallet", null, "choose another name");
        string normal = AddressText.Format(address, prefix);
        foreach (BookEntry other in LookAlike.Find(normal, run.Book.Load()))
            run.Report.Warn("look-alike", $"this address looks like that of '{other.Name}' ({other.Address}), and is another one", "compare all characters");
        run.Book.Add(new BookEntry(name, normal), overwrite: false);
        return new CommandResult(
            json =>
            {
                json.WriteString("name", name);
                json.WriteString("address", normal);
            },
            page => page.Line($"{name} is {normal}"),
            normal);
    }

    private static CommandResult List(Invocation run)
    {
        IReadOnlyList<BookEntry> entries = run.Book.Load();
        return new CommandResult(
            json =>
            {
                json.WriteStartArray("entries");
                foreach (BookEntry entry in entries)
                {
                    json.WriteStartObject();
                    json.WriteString("name", entry.Name);
                    json.WriteString("address", entry.Address);
                    json.WriteEndObject();
                }
                json.WriteEndArray();
            },
            page =>
            {
                if (entries.Count == 0)
                    page.Line("no names; add one with: book add NAME ADDRESS");
                else
                    page.Table(["name", "address"], entries.Select(static entry => (string[])[entry.Name, entry.Address]));
            },
            string.Join('\n', entries.Select(static entry => entry.Name)));
    }

    private static CommandResult Remove(Invocation run)
    {
        string name = run.Value(s_name);
        return run.Book.Remove(name)
            ? CommandResult.Sentence("name", name, $"{name} is removed")
            : throw new WalletException(ProblemKind.NotFound, "unknown-name", $"there is no book entry called '{Display.Safe(name)}'", null, "book list shows the names there are");
    }
}
