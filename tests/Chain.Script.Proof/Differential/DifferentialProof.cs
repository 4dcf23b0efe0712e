namespace Chain.Script.Proof.Differential;

/// <summary>Runs generated programs here and under Node.js, and compares the logs.</summary>
public static class DifferentialProof
{
    private const int BatchPrograms = 100;
    private const long GasMax = 300_000_000;
    private const string TimedOut = "THROWN Error";

    /// <summary>Compares the programs of successive seeds, up to a number of differences.</summary>
    public static IReadOnlyList<Difference> Run(NodeProcess node, ulong firstSeed, int count, int differencesMax, Action<int>? progress = null)
    {
        var differences = new List<Difference>();
        for (int start = 0; start < count && differences.Count < differencesMax; start += BatchPrograms)
        {
            ulong[] seeds = [.. Enumerable.Range(start, Math.Min(BatchPrograms, count - start)).Select(i => firstSeed + (ulong)i)];
            string[] programs = [.. seeds.Select(ProgramGenerator.Generate)];
            IReadOnlyList<string> theirs = node.Run(programs);
            for (int i = 0; i < programs.Length && differences.Count < differencesMax; i++)
            {
                if (Differs(theirs[i], Ours(programs[i])))
                    differences.Add(Shrink(node, seeds[i], programs[i]));
            }
            progress?.Invoke(start + programs.Length);
        }
        return differences;
    }

    /// <summary>The log of a program run here, or how it failed to give one.</summary>
    public static string Ours(string program)
    {
        CaseOutcome outcome = Engine.RunScript(ProgramGenerator.Prelude + program, GasMax);
        return outcome.Status switch
        {
            "Completed" => outcome.Text,
            "Thrown" or "Refused" => $"THROWN {outcome.Code}",
            _ => $"{outcome.Status} {outcome.Text} {outcome.Fault}",
        };
    }

    // A program that runs too long under Node.js says nothing about either engine.
    private static bool Differs(string theirs, string ours) => theirs != TimedOut && theirs != ours;

    // Statements come on lines of their own, blocks begin with a line that ends in a brace: leaving out blocks and runs of lines, ever fewer at a
    // time, keeps what differs and drops the rest.
    private static Difference Shrink(NodeProcess node, ulong seed, string program)
    {
        List<string> lines = [.. program.TrimEnd('\n').Split('\n')];
        bool isShorter = true;
        while (isShorter)
        {
            int before = lines.Count;
            for (int at = 0; at < lines.Count; at++)
            {
                if (BlockEnd(lines, at) is { } end && (StillDiffers(node, lines, at, end + 1) || StillDiffers(node, lines, at, at + 1, end)))
                    at--;
            }
            for (int size = Math.Max(1, lines.Count / 4); size >= 1; size /= 2)
            {
                for (int at = 0; at + size < lines.Count;)
                {
                    if (!StillDiffers(node, lines, at, at + size))
                        at += size;
                }
            }
            isShorter = lines.Count < before;
        }
        string kept = string.Join('\n', lines) + "\n";
        return new Difference(seed, kept, node.Run([kept])[0], Ours(kept));
    }

    // The line that closes what line `at` opens, counting braces of the text; strings with braces only make it guess wrong.
    private static int? BlockEnd(List<string> lines, int at)
    {
        int depth = 0;
        for (int i = at; i < lines.Count; i++)
        {
            depth += lines[i].Count(unit => unit == '{') - lines[i].Count(unit => unit == '}');
            if (depth <= 0)
                return i > at ? i : null;
        }
        return null;
    }

    // Takes out the lines [from, to) (and one more), when that leaves a program that still differs.
    private static bool StillDiffers(NodeProcess node, List<string> lines, int from, int to, int? also = null)
    {
        List<string> shorter = [.. lines.Where((_, i) => (i < from || i >= to) && i != also)];
        string text = string.Join('\n', shorter) + "\n";
        string theirs = node.Run([text])[0];
        if (theirs.StartsWith("THROWN", StringComparison.Ordinal) || !Differs(theirs, Ours(text)))
            return false;
        lines.Clear();
        lines.AddRange(shorter);
        return true;
    }
}
