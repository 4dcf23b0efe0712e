namespace Chain.Types;

/// <summary>Text that has a byte form: half a surrogate pair would be written as U+FFFD and read back as another text than was signed.</summary>
internal static class WellFormedText
{
    public static bool IsWellFormed(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
                continue;
            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1]))
                return false;
            i++;
        }
        return true;
    }
}
