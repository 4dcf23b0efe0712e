namespace Chain.Types;

/// <summary>Finds what somebody may have meant.</summary>
public static class Spelling
{
    private const int LengthMax = 64;

    /// <summary>The known word that differs in the fewest letters, the first of several; null when none is near.</summary>
    public static string? Nearest(string word, IReadOnlyList<string> known)
    {
        if (word.Length > LengthMax)
            return null;
        string? nearest = null;
        int least = Math.Max(2, word.Length / 3) + 1;
        foreach (string candidate in known)
        {
            int distance = Distance(word.ToLowerInvariant(), candidate.ToLowerInvariant());
            if (distance >= least)
                continue;
            least = distance;
            nearest = candidate;
        }
        return nearest;
    }

    /// <summary>Letters to insert, remove or replace to make one word the other (Levenshtein).</summary>
    private static int Distance(string from, string to)
    {
        int[] row = [.. Enumerable.Range(0, to.Length + 1)];
        for (int i = 1; i <= from.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.Length; j++)
            {
                int above = row[j];
                int replaced = diagonal + (from[i - 1] == to[j - 1] ? 0 : 1);
                row[j] = Math.Min(replaced, Math.Min(above, row[j - 1]) + 1);
                diagonal = above;
            }
        }
        return row[^1];
    }
}
