namespace Chain.Script.Builtins;

/// <summary>
/// Finds one text in another in a number of steps that is linear in both, whatever they are: the two-way algorithm of Crochemore and
/// Perrin (1991). The usual search compares from the start at every place, which costs the product of both lengths for texts such as
/// <c>aaa…</c> and <c>aa…ab</c>: a way to stop a node with a few bytes.
/// </summary>
/// <remarks>
/// The needle is cut where its local period is its period (a critical factorization). A mismatch in the right part moves the needle past
/// the mismatch; a mismatch in the left part moves it by the period. A needle that is itself periodic remembers how much of its start is
/// known to match after such a move.
/// </remarks>
internal static class SubstringSearch
{
    /// <summary>The first place at or after <paramref name="from"/> where the needle stands, or −1. An empty needle stands everywhere.</summary>
    internal static int IndexOf(ReadOnlySpan<char> text, ReadOnlySpan<char> needle, int from)
    {
        int found = Find(text[from..], needle);
        return found < 0 ? -1 : found + from;
    }

    /// <summary>The last place at or before <paramref name="from"/> where the needle stands, or −1.</summary>
    internal static int LastIndexOf(ReadOnlySpan<char> text, ReadOnlySpan<char> needle, int from)
    {
        if (needle.Length > text.Length)
            return -1;
        int start = Math.Min(from, text.Length - needle.Length);
        text = text[..(start + needle.Length)];
        if (needle.Length == 0)
            return start;
        if (needle.Length == 1)
            return text.LastIndexOf(needle[0]);
        int found = Find(Reversed(text), Reversed(needle));
        return found < 0 ? -1 : text.Length - needle.Length - found;
    }

    private static int Find(ReadOnlySpan<char> text, ReadOnlySpan<char> needle)
    {
        if (needle.Length == 0)
            return 0;
        if (needle.Length > text.Length)
            return -1;
        if (needle.Length == 1)
            return text.IndexOf(needle[0]);

        (int cut, int period) = MaximalSuffix(needle, descending: false);
        (int otherCut, int otherPeriod) = MaximalSuffix(needle, descending: true);
        if (otherCut > cut)
            (cut, period) = (otherCut, otherPeriod);
        bool periodic = cut + period <= needle.Length && needle[..cut].SequenceEqual(needle.Slice(period, cut));
        return periodic
            ? FindPeriodic(text, needle, cut, period)
            : FindAperiodic(text, needle, cut, Math.Max(cut, needle.Length - cut) + 1);
    }

    private static int FindPeriodic(ReadOnlySpan<char> text, ReadOnlySpan<char> needle, int cut, int period)
    {
        int known = 0;
        for (int place = 0; place <= text.Length - needle.Length;)
        {
            int at = Math.Max(cut, known);
            while (at < needle.Length && needle[at] == text[place + at])
                at++;
            if (at < needle.Length)
            {
                place += at - cut + 1;
                known = 0;
                continue;
            }
            at = cut - 1;
            while (at >= known && needle[at] == text[place + at])
                at--;
            if (at < known)
                return place;
            place += period;
            known = needle.Length - period;
        }
        return -1;
    }

    private static int FindAperiodic(ReadOnlySpan<char> text, ReadOnlySpan<char> needle, int cut, int shift)
    {
        for (int place = 0; place <= text.Length - needle.Length;)
        {
            int at = cut;
            while (at < needle.Length && needle[at] == text[place + at])
                at++;
            if (at < needle.Length)
            {
                place += at - cut + 1;
                continue;
            }
            at = cut - 1;
            while (at >= 0 && needle[at] == text[place + at])
                at--;
            if (at < 0)
                return place;
            place += shift;
        }
        return -1;
    }

    /// <summary>Where the greatest suffix begins, in the usual or the reversed order of units, and its period.</summary>
    private static (int Start, int Period) MaximalSuffix(ReadOnlySpan<char> needle, bool descending)
    {
        int best = -1;
        int candidate = 0;
        int offset = 1;
        int period = 1;
        while (candidate + offset < needle.Length)
        {
            char here = needle[candidate + offset];
            char there = needle[best + offset];
            if (here == there)
            {
                if (offset == period)
                {
                    candidate += period;
                    offset = 1;
                }
                else
                {
                    offset++;
                }
            }
            else if (here < there != descending)
            {
                candidate += offset;
                offset = 1;
                period = candidate - best;
            }
            else
            {
                best = candidate;
                candidate = best + 1;
                offset = 1;
                period = 1;
            }
        }
        return (best + 1, period);
    }

    private static char[] Reversed(ReadOnlySpan<char> text)
    {
        char[] reversed = text.ToArray();
        reversed.AsSpan().Reverse();
        return reversed;
    }
}
