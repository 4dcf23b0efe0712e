using Chain.Primitives.Encoding;
using Chain.Primitives.Json;
using Chain.Wallet.Files;
using Chain.Wallet.Home;
using Chain.Wallet.Json;

namespace Chain.Wallet.Names;

/// <summary>Names for other people's addresses, in one file. Changes happen under a lock, so that two at once are both kept.</summary>
public sealed class AddressBook(WalletHome home)
{
    private const int FileBytesMax = 1024 * 1024;

    /// <summary>Most entries.</summary>
    public const int EntriesMax = 5_000;

    /// <summary>All entries, sorted by name.</summary>
    /// <exception cref="WalletException">The file is damaged.</exception>
    public IReadOnlyList<BookEntry> Load()
    {
        byte[]? content = DurableFile.TryRead(home.Book, FileBytesMax);
        if (content is null)
            return [];
        string? problem = JsonFields.TryParse(content, out JsonFields? fields);
        var entries = new List<BookEntry>();
        if (fields is not null)
        {
            foreach (JsonValue item in fields.Items("entries"))
                problem ??= ReadEntry(item, entries);
            problem ??= fields.End();
        }
        return problem is null
            ? entries
            : throw new WalletException(ProblemKind.Usage, "book-file", $"the address book '{home.Book}' cannot be read", problem, "correct the file, or move it away");
    }

    /// <summary>Adds an entry; <paramref name="overwrite"/> lets it take the place of one with the same name.</summary>
    /// <exception cref="WalletException">The name is unfit or taken.</exception>
    public void Add(BookEntry entry, bool overwrite)
    {
        if (NameRules.Problem(entry.Name) is { } reason)
            throw new WalletException(ProblemKind.Usage, "name", $"'{Display.Safe(entry.Name)}' cannot be a name", reason);
        Change(entries =>
        {
            int at = entries.FindIndex(e => e.Name == entry.Name);
            if (at >= 0 && !overwrite)
                throw new WalletException(ProblemKind.Usage, "name-taken", $"'{entry.Name}' is in the address book already, as {entries[at].Address}", null, "remove it first: book remove");
            if (at >= 0)
                entries.RemoveAt(at);
            if (entries.Count == EntriesMax)
                throw new WalletException(ProblemKind.Usage, "book-full", $"the address book holds {EntriesMax} names and no more");
            entries.Add(entry);
        });
    }

    /// <summary>Removes an entry; false when there is none of that name.</summary>
    public bool Remove(string name)
    {
        bool removed = false;
        if (Load().All(e => e.Name != name))
            return false;
        Change(entries => removed = entries.RemoveAll(e => e.Name == name) > 0);
        return removed;
    }

    private void Change(Action<List<BookEntry>> change)
    {
        using FileLock held = FileLock.Acquire(home.Book + ".lock");
        List<BookEntry> entries = [.. Load()];
        change(entries);
        entries.Sort(static (a, b) => string.CompareOrdinal(a.Name, b.Name));
        DurableFile.Replace(home.Book, JsonBytes.Write(json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("entries");
            foreach (BookEntry entry in entries)
            {
                json.WriteStartObject();
                json.WriteString("name", entry.Name);
                json.WriteString("address", entry.Address);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }));
    }

    private static string? ReadEntry(JsonValue item, List<BookEntry> entries)
    {
        if (item is not JsonObject value)
            return $"an entry is {item.Kind}, not an object";
        JsonFields fields = JsonFields.Of(value);
        var entry = new BookEntry(fields.Text("name"), fields.Text("address"));
        fields.Require(NameRules.Problem(entry.Name) is null, "an entry's name is unfit");
        fields.Require(Bech32m.Decode(entry.Address, out _, out _) == Bech32Error.None, $"the address of '{Display.Safe(entry.Name)}' is damaged");
        fields.Require(entries.All(e => e.Name != entry.Name), $"'{Display.Safe(entry.Name)}' is there twice");
        entries.Add(entry);
        return fields.End();
    }
}
