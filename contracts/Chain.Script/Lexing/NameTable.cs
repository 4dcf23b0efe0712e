namespace Chain.Script.Lexing;

/// <summary>
/// The spellings of one unit. A small direct-mapped cache answers most lookups; behind it is the dictionary of the platform, whose hash is
/// keyed when it degrades, so crafted names cannot make it slow.
/// </summary>
internal sealed class NameTable
{
    private const int CacheSize = 512;

    private readonly Name?[] cache = new Name?[CacheSize];
    private readonly Dictionary<string, Name> names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Name>.AlternateLookup<ReadOnlySpan<char>> lookup;

    public NameTable() => lookup = names.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The name with this spelling; <paramref name="text"/> is not empty.</summary>
    public Name Get(ReadOnlySpan<char> text)
    {
        ref Name? slot = ref cache[(text[0] + (text[^1] * 17) + (text[text.Length >> 1] * 5) + (text.Length << 5)) & (CacheSize - 1)];
        if (slot is not null && text.SequenceEqual(slot.Text))
            return slot;
        if (!lookup.TryGetValue(text, out Name? name))
        {
            name = new Name(text.ToString(), Keywords.KindOf(text));
            names.Add(name.Text, name);
        }
        slot = name;
        return name;
    }
}
