namespace Chain.Wallet.Keys;

/// <summary>The English word list of BIP-39: 2048 words in alphabetical order, no two with the same first four letters.</summary>
internal static class WordList
{
    /// <summary>Words in the list, 11 bits each.</summary>
    public const int Count = 2048;

    private static readonly string[] s_words = [.. EmbeddedText.Lines("bip39-english.txt")];

    /// <summary>The word at an index.</summary>
    public static string Word(int index) => s_words[index];

    /// <summary>The index of a word; negative when the list does not have it.</summary>
    public static int IndexOf(ReadOnlySpan<char> word)
    {
        int low = 0;
        int high = s_words.Length - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            int order = word.SequenceCompareTo(s_words[middle]);
            if (order == 0)
                return middle;
            if (order < 0)
                high = middle - 1;
            else
                low = middle + 1;
        }
        return -1;
    }
}
