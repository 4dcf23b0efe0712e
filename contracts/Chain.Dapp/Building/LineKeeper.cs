using System.Text;
using Chain.Script.Bytecode;
using Chain.Script.Compiling;

namespace Chain.Dapp.Building;

/// <summary>
/// Puts compiled lines back to where the author's are: empty lines go in where types were, a line that the compiler broke off is joined again. So the
/// line that an error of the chain names is the author's.
/// </summary>
internal static class LineKeeper
{
    private const int LineColumn = 5;

    /// <summary>The same code with its lines in their places; as it was, should that change what it means.</summary>
    public static string Keep(string compiled, int[] firstLines)
    {
        string kept = Place(compiled, firstLines);
        return Meaning(compiled) == Meaning(kept) ? kept : compiled;
    }

    // Its bytecode without the lines; the same for all that is refused, which `check` will say.
    private static string Meaning(string code)
    {
        CompileResult result = ScriptCompiler.Compile(code, CompileOptions.Module);
        if (!result.IsOk)
            return "";
        return string.Join('\n', Disassembler.Text(result.Unit).Split('\n').Select(line => line.Length > LineColumn ? line[LineColumn..] : line));
    }

    private static string Place(string compiled, int[] firstLines)
    {
        string[] lines = compiled.Split('\n');
        LineScan scan = LineScan.Of(compiled);
        var kept = new StringBuilder(lines[0]);
        int at = 1;
        for (int i = 1; i < lines.Length; i++)
        {
            int wanted = i < firstLines.Length ? firstLines[i] : 0;
            bool isFixed = scan.IsOpenAfter(i - 1);
            if (!isFixed && !scan.EndsWithComment(i - 1) && wanted > 0 && wanted <= at && lines[i].Trim().Length > 0)
            {
                kept.Append(' ').Append(lines[i].TrimStart());
                continue;
            }
            int down = isFixed ? 1 : Math.Max(1, wanted - at);
            kept.Append('\n', down).Append(lines[i]);
            at += down;
        }
        return kept.ToString();
    }
}
