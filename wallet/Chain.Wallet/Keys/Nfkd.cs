using System.Globalization;
using System.Text;

namespace Chain.Wallet.Keys;

/// <summary>Unicode's compatibility decomposition (NFKD), which BIP-39 and ERC-2335 ask for: "é" typed as one character or as two is the same password.</summary>
/// <remarks>
/// The runtime's own normalisation does nothing, silently, when it runs without culture data, as all programs of this chain do;
/// so the tables of Unicode 14 are carried along. Unicode promises never to change them for assigned characters. Characters
/// that version 14 does not know are refused: a later version might decompose them, and the key would be another one.
/// </remarks>
internal static class Nfkd
{
    /// <summary>The longest decomposition of one character (U+FDFA).</summary>
    private const int ExpansionMax = 18;

    private const int HangulFirst = 0xAC00;
    private const int HangulLast = 0xD7A3;
    private const int HangulVowels = 21;
    private const int HangulTails = 28;

    private static readonly Lazy<Tables> s_tables = new(ReadTables);

    /// <summary>The normal form as UTF-8, in an array that the caller zeroes; false for lone surrogates and unassigned characters.</summary>
    public static bool TryNormalize(ReadOnlySpan<char> text, out byte[] utf8)
    {
        if (Ascii.IsValid(text))
        {
            utf8 = AsciiBytes(text);
            return true;
        }
        utf8 = [];
        int[] points = new int[text.Length * ExpansionMax];
        bool known = TryDecompose(text, points, out int count);
        if (known)
        {
            Reorder(points.AsSpan(0, count));
            utf8 = ToUtf8(points.AsSpan(0, count));
        }
        points.AsSpan().Clear();
        return known;
    }

    private static byte[] AsciiBytes(ReadOnlySpan<char> text)
    {
        byte[] bytes = new byte[text.Length];
        Ascii.FromUtf16(text, bytes, out _);
        return bytes;
    }

    private static bool TryDecompose(ReadOnlySpan<char> text, Span<int> points, out int count)
    {
        Tables tables = s_tables.Value;
        count = 0;
        while (!text.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(text, out Rune rune, out int length) != System.Buffers.OperationStatus.Done || !tables.IsAssigned(rune.Value))
                return false;
            text = text[length..];
            if (rune.Value is >= HangulFirst and <= HangulLast)
            {
                int syllable = rune.Value - HangulFirst;
                points[count++] = 0x1100 + (syllable / (HangulVowels * HangulTails));
                points[count++] = 0x1161 + (syllable / HangulTails % HangulVowels);
                if (syllable % HangulTails != 0)
                    points[count++] = 0x11A7 + (syllable % HangulTails);
            }
            else if (tables.Decompositions.TryGetValue(rune.Value, out int[]? parts))
            {
                parts.CopyTo(points[count..]);
                count += parts.Length;
            }
            else
            {
                points[count++] = rune.Value;
            }
        }
        return true;
    }

    /// <summary>The canonical ordering: marks after a base character stand in the order of their classes, equal ones as they came.</summary>
    private static void Reorder(Span<int> points)
    {
        Tables tables = s_tables.Value;
        for (int i = 1; i < points.Length; i++)
        {
            int point = points[i];
            int combiningClass = tables.ClassOf(point);
            int at = i;
            while (combiningClass != 0 && at > 0 && tables.ClassOf(points[at - 1]) > combiningClass)
            {
                points[at] = points[at - 1];
                at--;
            }
            points[at] = point;
        }
    }

    private static byte[] ToUtf8(ReadOnlySpan<int> points)
    {
        int length = 0;
        foreach (int point in points)
            length += new Rune(point).Utf8SequenceLength;
        byte[] utf8 = new byte[length];
        int at = 0;
        foreach (int point in points)
            at += new Rune(point).EncodeToUtf8(utf8.AsSpan(at));
        return utf8;
    }

    private static Tables ReadTables()
    {
        var tables = new Tables();
        foreach (string line in EmbeddedText.Lines("nfkd-unicode14.txt"))
        {
            switch (line[0])
            {
                case 'a':
                    tables.Assigned.Add(RangeOf(line[2..]));
                    break;
                case 'c':
                    int space = line.LastIndexOf(' ');
                    (int first, int last) = RangeOf(line[2..space]);
                    for (int point = first; point <= last; point++)
                        tables.Classes[point] = Hex(line[(space + 1)..]);
                    break;
                case 'd':
                    int colon = line.IndexOf(':', StringComparison.Ordinal);
                    tables.Decompositions[Hex(line[2..colon])] = [.. line[(colon + 1)..].Split(' ').Select(Hex)];
                    break;
            }
        }
        return tables;
    }

    private static (int First, int Last) RangeOf(string text)
    {
        int dash = text.IndexOf('-', StringComparison.Ordinal);
        return (Hex(text[..dash]), Hex(text[(dash + 1)..]));
    }

    private static int Hex(string digits) => int.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    private sealed class Tables
    {
        /// <summary>Ranges in ascending order.</summary>
        public List<(int First, int Last)> Assigned { get; } = [];

        public Dictionary<int, int> Classes { get; } = [];

        public Dictionary<int, int[]> Decompositions { get; } = [];

        public int ClassOf(int point) => Classes.GetValueOrDefault(point);

        public bool IsAssigned(int point)
        {
            int low = 0;
            int high = Assigned.Count - 1;
            while (low <= high)
            {
                int middle = (low + high) / 2;
                if (point < Assigned[middle].First)
                    high = middle - 1;
                else if (point > Assigned[middle].Last)
                    low = middle + 1;
                else
                    return true;
            }
            return false;
        }
    }
}
