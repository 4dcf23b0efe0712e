namespace Chain.Script.Proof.Attacks;

/// <summary>One attack: the first line of its file says <c>//@ id | what it tries | group</c> and marks.</summary>
public sealed record AttackCase(string Id, string What, string Marks, string Source)
{
    /// <summary>A loops, B memory, C stack, D work in one builtin, E pollution, F escape, G nondeterminism.</summary>
    public char Group => Id[0];

    /// <summary>Reads one case or several, one after the other.</summary>
    public static IReadOnlyList<AttackCase> ReadAll(string text)
    {
        var cases = new List<AttackCase>();
        foreach (string piece in ("\n" + text.ReplaceLineEndings("\n")).Split("\n//@ ", StringSplitOptions.RemoveEmptyEntries))
        {
            int end = piece.IndexOf('\n', StringComparison.Ordinal);
            string[] head = piece[..(end < 0 ? piece.Length : end)].Split('|', StringSplitOptions.TrimEntries);
            if (head.Length >= 3)
                cases.Add(new AttackCase(head[0], head[1], head[2], $"//@ {piece}"));
        }
        return cases;
    }
}
