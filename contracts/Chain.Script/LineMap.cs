namespace Chain.Script;

/// <summary>
/// The line starts of one source text. Lines and columns count from 1; a column counts UTF-16 code units. A line ends at LF, CR, CRLF,
/// U+2028 or U+2029, as the specification has it.
/// </summary>
public sealed class LineMap
{
    private readonly int[] starts;

    private LineMap(int[] starts) => this.starts = starts;

    /// <summary>How many lines the text has: one more than its line terminators.</summary>
    public int LineCount => starts.Length;

    /// <summary>Reads the line starts of <paramref name="source"/>.</summary>
    public static LineMap Of(ReadOnlySpan<char> source)
    {
        var starts = new List<int> { 0 };
        int at = 0;
        while (true)
        {
            int next = source[at..].IndexOfAny("\n\r\u2028\u2029");
            if (next < 0)
                return new LineMap([.. starts]);
            at += next + 1;
            if (source[at - 1] == '\r' && at < source.Length && source[at] == '\n')
                at++;
            starts.Add(at);
        }
    }

    /// <summary>The line and column of an offset; the end of the text has a place too.</summary>
    public (int Line, int Column) Locate(int offset)
    {
        int index = Array.BinarySearch(starts, offset);
        int line = index >= 0 ? index : ~index - 1;
        return (line + 1, offset - starts[line] + 1);
    }
}
