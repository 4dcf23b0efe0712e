using System.Buffers;
using System.Text;
using Chain.Script.Parsing;

namespace Chain.Script.Lexing;

/// <summary>Reads string literals and pieces of templates.</summary>
internal static class StringText
{
    private static readonly SearchValues<char> SingleStops = SearchValues.Create("'\\\n\r");
    private static readonly SearchValues<char> DoubleStops = SearchValues.Create("\"\\\n\r");
    private static readonly SearchValues<char> TemplateStops = SearchValues.Create("`\\$\r");

    /// <summary>Reads a string literal from its opening quote on.</summary>
    public static string Read(string source, ref int at)
    {
        int start = at;
        char quote = source[at++];
        SearchValues<char> stops = quote == '"' ? DoubleStops : SingleStops;
        StringBuilder? text = null;
        while (true)
        {
            int length = source.AsSpan(at).IndexOfAny(stops);
            if (length < 0)
                throw Faults.Syntax(SyntaxMessages.UnterminatedString, start);
            ReadOnlySpan<char> piece = source.AsSpan(at, length);
            at += length;
            char stop = source[at];
            if (stop == quote)
            {
                at++;
                return text is null ? piece.ToString() : text.Append(piece).ToString();
            }
            if (stop != '\\')
                throw Faults.Syntax(SyntaxMessages.UnterminatedString, start);
            text = (text ?? new StringBuilder()).Append(piece);
            ReadEscape(source, ref at, text, SyntaxMessages.OctalEscape);
        }
    }

    /// <summary>Reads a piece of a template behind its opening backtick or brace, up to its closing backtick or the next <c>${</c>.</summary>
    public static string ReadTemplate(string source, ref int at, out bool isClosed)
    {
        int start = at;
        StringBuilder? text = null;
        while (true)
        {
            int length = source.AsSpan(at).IndexOfAny(TemplateStops);
            if (length < 0)
                throw Faults.Syntax(SyntaxMessages.UnterminatedTemplate, start - 1);
            ReadOnlySpan<char> piece = source.AsSpan(at, length);
            at += length;
            char stop = source[at];
            isClosed = stop == '`';
            if (isClosed || (stop == '$' && at + 1 < source.Length && source[at + 1] == '{'))
            {
                at += isClosed ? 1 : 2;
                return text is null ? piece.ToString() : text.Append(piece).ToString();
            }
            text = (text ?? new StringBuilder()).Append(piece);
            switch (stop)
            {
                case '\\':
                    ReadEscape(source, ref at, text, SyntaxMessages.OctalEscapeInTemplate);
                    break;
                case '\r':
                    // CR and CRLF are LF in the value of a template.
                    at += at + 1 < source.Length && source[at + 1] == '\n' ? 2 : 1;
                    text.Append('\n');
                    break;
                default:
                    at++;
                    text.Append(stop);
                    break;
            }
        }
    }

    /// <summary>Reads what follows <c>\u</c>: four hexadecimal digits, or any number of them in braces up to 10FFFF.</summary>
    public static int ReadUnicodeEscape(string source, ref int at, int start)
    {
        if (at >= source.Length || source[at] != '{')
            return ReadHex(source, ref at, 4, start);
        int first = ++at;
        int value = 0;
        while (at < source.Length && Characters.IsHexDigit(source[at]))
        {
            value = (value << 4) | Characters.HexValue(source[at++]);
            if (value > 0x10FFFF)
                throw Faults.Syntax(SyntaxMessages.BadUnicodeEscape, start);
        }
        if (at == first || at >= source.Length || source[at] != '}')
            throw Faults.Syntax(SyntaxMessages.BadUnicodeEscape, start);
        at++;
        return value;
    }

    private static void ReadEscape(string source, ref int at, StringBuilder text, string octalMessage)
    {
        int start = at++;
        if (at >= source.Length)
            throw Faults.Syntax(SyntaxMessages.UnterminatedString, start);
        char c = source[at++];
        switch (c)
        {
            case 'n': text.Append('\n'); break;
            case 't': text.Append('\t'); break;
            case 'r': text.Append('\r'); break;
            case 'b': text.Append('\b'); break;
            case 'f': text.Append('\f'); break;
            case 'v': text.Append('\v'); break;
            case 'x': text.Append((char)ReadHex(source, ref at, 2, start)); break;
            case 'u': AppendCodePoint(text, ReadUnicodeEscape(source, ref at, start)); break;
            case '0' when at >= source.Length || !Characters.IsDigit(source[at]): text.Append('\0'); break;
            case >= '0' and <= '9': throw Faults.Early(octalMessage, start);
            case '\r':
                if (at < source.Length && source[at] == '\n')
                    at++;
                break;
            case '\n' or '\u2028' or '\u2029': break;
            default: text.Append(c); break;
        }
    }

    private static int ReadHex(string source, ref int at, int digits, int start)
    {
        int value = 0;
        for (int count = 0; count < digits; count++, at++)
        {
            if (at >= source.Length || !Characters.IsHexDigit(source[at]))
                throw Faults.Syntax(digits == 2 ? SyntaxMessages.BadHexEscape : SyntaxMessages.BadUnicodeEscape, start);
            value = (value << 4) | Characters.HexValue(source[at]);
        }
        return value;
    }

    private static void AppendCodePoint(StringBuilder text, int value)
    {
        if (value > 0xFFFF)
            text.Append((char)(0xD800 + ((value - 0x10000) >> 10))).Append((char)(0xDC00 + ((value - 0x10000) & 0x3FF)));
        else
            text.Append((char)value);
    }
}
