namespace Chain.Dapp.Testing;

/// <summary>How much of one source ran.</summary>
/// <param name="Path">The source.</param>
/// <param name="Lines">Lines with statements.</param>
/// <param name="Missed">Those that never ran, ascending.</param>
internal sealed record FileCoverage(string Path, int Lines, IReadOnlyList<int> Missed)
{
    /// <summary>Of all, in tenths of a percent, rounded down: nothing but all is 1000.</summary>
    public int PerMille => Lines == 0 ? 1_000 : (Lines - Missed.Count) * 1_000 / Lines;

    /// <summary>The missed lines with neighbours joined: "14, 20–22".</summary>
    public string MissedText
    {
        get
        {
            var parts = new List<string>();
            for (int i = 0; i < Missed.Count;)
            {
                int last = i;
                while (last + 1 < Missed.Count && Missed[last + 1] == Missed[last] + 1)
                    last++;
                parts.Add(i == last ? $"{Missed[i]}" : $"{Missed[i]}–{Missed[last]}");
                i = last + 1;
            }
            return string.Join(", ", parts);
        }
    }
}
