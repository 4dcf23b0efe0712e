namespace Chain.Script.Bytecode;

/// <summary>
/// From word indexes of code to offsets of the source. An entry holds from its word up to the next entry. Statement marks tell an observer where a new statement begins.
/// </summary>
public sealed class PositionTable
{
    private readonly int[] words;
    private readonly int[] offsets;

    /// <param name="words">Rising word indexes.</param>
    /// <param name="offsets">For each, the source offset shifted left by one, with the lowest bit set at the beginning of a statement.</param>
    internal PositionTable(int[] words, int[] offsets)
    {
        this.words = words;
        this.offsets = offsets;
    }

    /// <summary>How many entries there are.</summary>
    public int Count => words.Length;

    /// <summary>The word index of an entry.</summary>
    public int WordAt(int entry) => words[entry];

    /// <summary>The source offset of an entry.</summary>
    public int OffsetAt(int entry) => offsets[entry] >> 1;

    /// <summary>Whether an entry begins a statement.</summary>
    public bool IsStatement(int entry) => (offsets[entry] & 1) != 0;

    /// <summary>The source offset of the instruction at a word index; the first entry's before that, 0 when there is none.</summary>
    public int Offset(int word)
    {
        if (words.Length == 0)
            return 0;
        int index = Array.BinarySearch(words, word);
        return OffsetAt(index >= 0 ? index : Math.Max(0, ~index - 1));
    }

    internal ReadOnlySpan<int> Words => words;

    internal ReadOnlySpan<int> Marks => offsets;
}
