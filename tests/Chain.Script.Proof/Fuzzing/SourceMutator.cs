using System.Text;
using Chain.Script.Proof.Differential;
using Chain.Script.Proof.Golden;

namespace Chain.Script.Proof.Fuzzing;

/// <summary>Programs that are nearly right: good ones whose tokens are dropped, doubled, swapped, or taken from another one.</summary>
public static class SourceMutator
{
    private const string Marks = "{}()[].,;:?!~+-*/%<>=&|^`'\"#\\";
    private static readonly string[] Telling =
        ["=>", "...", "?.", "??", "**", "${", "`", "let", "const", "class", "extends", "super", "yield", "static", "get", "set", "new", "target", "of", "in", "for", "while", "try", "finally", "return", "break", "continue", "default", "switch", "case", "this", "#p", "async", "await", "function", "*", "0", "1n", "'use strict'", "arguments", "eval", "\n", "<!--", "typeof", "delete", "void", "{", "}", "(", ")", "[", "]"];

    /// <summary>The program of some bytes: their first eight pick the good one, all of them what is done to it.</summary>
    public static string Program(ReadOnlySpan<byte> bytes)
    {
        var random = new SeededRandom(Seed(bytes));
        string source = random.Below(3) switch
        {
            0 => GoldenCorpus.All[random.Below(GoldenCorpus.All.Count)].Source,
            1 => Attacks.AttackCorpus.Own[random.Below(Attacks.AttackCorpus.Own.Count)].Source,
            _ => ProgramGenerator.Generate(random.Next() % 100_000),
        };
        if (source.Length > 20_000)
            source = source[..20_000];
        List<string> tokens = Tokens(source);
        for (int changes = 1 + random.Below(5); changes > 0 && tokens.Count > 0; changes--)
            Change(tokens, random);
        return string.Concat(tokens);
    }

    private static void Change(List<string> tokens, SeededRandom random)
    {
        int at = random.Below(tokens.Count);
        int length = Math.Min(tokens.Count - at, 1 + random.Below(6));
        switch (random.Below(6))
        {
            case 0:
                tokens.RemoveRange(at, length);
                break;
            case 1:
                tokens.InsertRange(at, tokens.GetRange(at, length));
                break;
            case 2:
                int other = random.Below(tokens.Count);
                (tokens[at], tokens[other]) = (tokens[other], tokens[at]);
                break;
            case 3:
                tokens[at] = random.Pick(Telling);
                break;
            case 4:
                tokens.InsertRange(random.Below(tokens.Count), tokens.GetRange(at, length));
                break;
            default:
                tokens.Insert(at, random.Pick(Telling));
                break;
        }
    }

    // Good enough to cut between tokens: words, runs of space, single marks.
    private static List<string> Tokens(string source)
    {
        var tokens = new List<string>();
        for (int at = 0; at < source.Length;)
        {
            int start = at++;
            if (Marks.Contains(source[start], StringComparison.Ordinal))
            {
                tokens.Add(source[start..at]);
                continue;
            }
            bool isSpace = char.IsWhiteSpace(source[start]);
            while (at < source.Length && char.IsWhiteSpace(source[at]) == isSpace && !Marks.Contains(source[at], StringComparison.Ordinal))
                at++;
            tokens.Add(source[start..at]);
        }
        return tokens;
    }

    private static ulong Seed(ReadOnlySpan<byte> bytes)
    {
        ulong seed = 14695981039346656037;
        foreach (byte value in bytes)
            seed = (seed ^ value) * 1099511628211;
        return seed;
    }

    /// <summary>Bytes as source text: UTF-16 when their number is even and the first is zero, else one unit a byte.</summary>
    public static string Text(ReadOnlySpan<byte> bytes) =>
        bytes.Length % 2 == 0 && bytes.Length > 0 && bytes[0] == 0 ? Encoding.BigEndianUnicode.GetString(bytes) : Encoding.Latin1.GetString(bytes);
}
