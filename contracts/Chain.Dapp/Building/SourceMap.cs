using System.Text.Json;

namespace Chain.Dapp.Building;

/// <summary>The part of a source map (version 3) that says from which line of the source each line of the output begins.</summary>
internal static class SourceMap
{
    private const string Digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    /// <summary>For each line of the output the source line, from 1, of its first piece; 0 for a line that comes from none.</summary>
    public static int[] FirstLines(string map)
    {
        using JsonDocument document = JsonDocument.Parse(map);
        string[] lines = document.RootElement.GetProperty("mappings").GetString()!.Split(';');
        var first = new int[lines.Length];
        int sourceLine = 0;
        for (int i = 0; i < lines.Length; i++)
        {
            foreach (string segment in lines[i].Split(',', StringSplitOptions.RemoveEmptyEntries))
            {
                int[] fields = Fields(segment);
                if (fields.Length < 4)
                    continue;
                sourceLine += fields[2];
                if (first[i] == 0)
                    first[i] = sourceLine + 1;
            }
        }
        return first;
    }

    // Base64 digits of five bits and a continuation bit; the lowest bit of the number is its sign.
    private static int[] Fields(string segment)
    {
        var fields = new List<int>();
        int number = 0;
        int shift = 0;
        foreach (char digit in segment)
        {
            int bits = Digits.IndexOf(digit, StringComparison.Ordinal);
            number |= (bits & 31) << shift;
            shift += 5;
            if ((bits & 32) != 0)
                continue;
            fields.Add((number & 1) == 0 ? number >> 1 : -(number >> 1));
            number = 0;
            shift = 0;
        }
        return [.. fields];
    }
}
