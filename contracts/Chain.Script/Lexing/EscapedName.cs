using System.Text;
using Chain.Script.Parsing;

namespace Chain.Script.Lexing;

/// <summary>Reads names that hold <c>\u</c> escapes; what an escape stands for must be ASCII too.</summary>
internal static class EscapedName
{
    /// <summary>Reads a name from <paramref name="at"/> on, and says whether it holds an escape.</summary>
    public static string Read(string source, ref int at, out bool isEscaped)
    {
        var text = new StringBuilder();
        isEscaped = false;
        while (at < source.Length)
        {
            int start = at;
            char c = source[at];
            if (c == '\\')
            {
                isEscaped = true;
                c = ReadEscape(source, ref at);
                if (!(text.Length == 0 ? Characters.IsIdentifierStart(c) : Characters.IsIdentifierPart(c)))
                    throw Faults.Syntax(SyntaxMessages.BadNameEscape, start);
            }
            else if (Characters.IsIdentifierPart(c))
            {
                at++;
            }
            else if (c > '\u007F' && !Characters.IsSpace(c) && !Characters.IsLineEnd(c))
            {
                throw Faults.NotInVersion1(SyntaxMessages.NonAsciiNames, at);
            }
            else
            {
                break;
            }
            text.Append(c);
        }
        return text.ToString();
    }

    private static char ReadEscape(string source, ref int at)
    {
        int start = at++;
        if (at >= source.Length || source[at] != 'u')
            throw Faults.Syntax(SyntaxMessages.BadNameEscape, start);
        at++;
        int value = StringText.ReadUnicodeEscape(source, ref at, start);
        return value > 0x7F ? throw Faults.NotInVersion1(SyntaxMessages.NonAsciiNames, start) : (char)value;
    }
}
