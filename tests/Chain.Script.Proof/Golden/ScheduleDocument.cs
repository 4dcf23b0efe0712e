using System.Text;
using Chain.Script.Metering;

namespace Chain.Script.Proof.Golden;

/// <summary>The schedule as docs/spec/gas.md shows it: the text whose hash is the schedule's, between two fences.</summary>
public static class ScheduleDocument
{
    private const string Start = "```schedule\n";
    private const string End = "```\n";

    /// <summary>The document with the schedule of the code.</summary>
    public static string Update(string document)
    {
        int from = document.IndexOf(Start, StringComparison.Ordinal) + Start.Length;
        int to = document.IndexOf(End, from, StringComparison.Ordinal);
        return string.Concat(document.AsSpan(0, from), Schedule(), document.AsSpan(to));
    }

    private static string Schedule()
    {
        var text = new StringBuilder(GasTable.CanonicalText().ReplaceLineEndings("\n").TrimEnd('\n')).Append('\n');
        return text.Append("SHA-256 ").Append(Convert.ToHexStringLower(GasTable.Hash())).Append('\n').ToString();
    }
}
