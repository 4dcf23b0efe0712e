using System.Numerics;
using System.Runtime.CompilerServices;
using Chain.Script.Parsing;

namespace Chain.Script.Lexing;

/// <summary>
/// Cuts a source text into tokens, one at a time, on demand. Its properties describe the current token.
/// </summary>
/// <remarks>
/// Two questions that make JavaScript hard to scan do not arise: a <c>/</c> is never a regular expression, because there are none (the parser
/// refuses it where an operand is expected), and a <c>}</c> is read as one until the parser, which knows that a template is open, asks for
/// <see cref="ContinueTemplate"/>.
/// </remarks>
internal sealed class Scanner
{
    private readonly string source;
    private readonly NameTable names = new();
    private int at;

    public Scanner(string source)
    {
        this.source = source;
        if (source.StartsWith("#!", StringComparison.Ordinal))
            SkipLine();
        Next();
    }

    /// <summary>The kind of the token.</summary>
    public TokenKind Kind { get; private set; }

    /// <summary>The offset of its first code unit.</summary>
    public int Start { get; private set; }

    /// <summary>The offset after its last code unit.</summary>
    public int End { get; private set; }

    /// <summary>The end of the token before.</summary>
    public int PreviousEnd { get; private set; }

    /// <summary>Whether a line ends between the token before and this one.</summary>
    public bool NewlineBefore { get; private set; }

    /// <summary>Whether it is a word written with an escape: then it is no contextual keyword.</summary>
    public bool IsEscaped { get; private set; }

    /// <summary>The spelling of a word or private name (that with its <c>#</c>).</summary>
    public Name Name { get; private set; } = null!;

    /// <summary>The value of a string or of a piece of a template.</summary>
    public string Text { get; private set; } = "";

    /// <summary>The value of a number.</summary>
    public double Number { get; private set; }

    /// <summary>The value of a bigint.</summary>
    public BigInteger BigInt { get; private set; }

    /// <summary>The last doc comment between the token before and this one; empty without one.</summary>
    public SourceSpan Doc { get; private set; }

    /// <summary>The text that is scanned.</summary>
    public string Source => source;

    /// <summary>How many tokens were read, the end among them.</summary>
    public int Tokens { get; private set; }

    /// <summary>Goes to the next token; behind the last one there is <see cref="TokenKind.End"/> for ever.</summary>
    public void Next()
    {
        Tokens++;
        PreviousEnd = at;
        SkipTrivia();
        Start = at;
        IsEscaped = false;
        if (at < source.Length)
            Kind = Scan(source[at]);
        else
            Kind = TokenKind.End;
        End = at;
    }

    /// <summary>With the token a <c>}</c> that closes a substitution: reads on in the template.</summary>
    public void ContinueTemplate()
    {
        at = Start + 1;
        Kind = ScanTemplate(TokenKind.TemplateTail, TokenKind.TemplateMiddle);
        End = at;
    }

    /// <summary>The name with a given spelling, for words that stand in no token.</summary>
    public Name NameOf(string text) => names.Get(text);

    /// <summary>Whether the next thing behind the token, white space and comments aside, is this character.</summary>
    public bool IsBefore(char c)
    {
        (int savedAt, bool savedNewline, SourceSpan savedDoc) = (at, NewlineBefore, Doc);
        SkipTrivia();
        bool isBefore = Peek(0) == c;
        (at, NewlineBefore, Doc) = (savedAt, savedNewline, savedDoc);
        return isBefore;
    }

    private TokenKind Scan(char c)
    {
        if (Characters.IsIdentifierStart(c))
            return ScanWord();
        if (Characters.IsDigit(c))
            return ScanNumber();
        switch (c)
        {
            case '"' or '\'':
                Text = StringText.Read(source, ref at);
                return TokenKind.String;
            case '`':
                at++;
                return ScanTemplate(TokenKind.TemplateWhole, TokenKind.TemplateHead);
            case '.' when Characters.IsDigit(Peek(1)):
                return ScanNumber();
            case '\\':
                return ScanEscapedWord(at);
            case '#':
                return ScanPrivateName();
            default:
                return ScanPunctuator(c);
        }
    }

    private TokenKind ScanWord()
    {
        int start = at;
        do
            at++;
        while (at < source.Length && Characters.IsIdentifierPart(source[at]));
        if (at < source.Length && (source[at] == '\\' || source[at] > '\u007F'))
            return ScanEscapedWord(start);
        Name = names.Get(source.AsSpan(start, at - start));
        return Name.Kind;
    }

    private TokenKind ScanEscapedWord(int start)
    {
        at = start;
        string text = EscapedName.Read(source, ref at, out bool isEscaped);
        Name = names.Get(text);
        IsEscaped = isEscaped;
        if (!isEscaped)
            return Name.Kind;
        if (Name.Kind.IsReserved())
            return TokenKind.EscapedKeyword;
        return Name.Kind == TokenKind.Await ? TokenKind.Await : TokenKind.Identifier;
    }

    private TokenKind ScanPrivateName()
    {
        int start = at++;
        if (!Characters.IsIdentifierStart(Peek(0)) && Peek(0) != '\\' && Peek(0) <= '\u007F')
            throw Faults.Syntax(SyntaxMessages.UnexpectedCharacter, start);
        string text = EscapedName.Read(source, ref at, out _);
        Name = names.Get("#" + text);
        return TokenKind.PrivateName;
    }

    private TokenKind ScanNumber()
    {
        if (!NumericLiteral.Read(source, ref at, out double number, out BigInteger bigInt))
        {
            Number = number;
            return TokenKind.Number;
        }
        BigInt = bigInt;
        return TokenKind.BigInt;
    }

    private TokenKind ScanTemplate(TokenKind closed, TokenKind open)
    {
        Text = StringText.ReadTemplate(source, ref at, out bool isClosed);
        return isClosed ? closed : open;
    }

    private TokenKind ScanPunctuator(char c)
    {
        at++;
        switch (c)
        {
            case '{': return TokenKind.BraceOpen;
            case '}': return TokenKind.BraceClose;
            case '(': return TokenKind.ParenOpen;
            case ')': return TokenKind.ParenClose;
            case '[': return TokenKind.BracketOpen;
            case ']': return TokenKind.BracketClose;
            case ';': return TokenKind.Semicolon;
            case ',': return TokenKind.Comma;
            case ':': return TokenKind.Colon;
            case '~': return TokenKind.Tilde;
            case '@': return TokenKind.At;
            case '.':
                if (Peek(0) == '.' && Peek(1) == '.')
                    return Take(2, TokenKind.Ellipsis);
                return TokenKind.Dot;
            case '?':
                if (Peek(0) == '.' && !Characters.IsDigit(Peek(1)))
                    return Take(1, TokenKind.QuestionDot);
                if (Peek(0) != '?')
                    return TokenKind.Question;
                return Peek(1) == '=' ? Take(2, TokenKind.AssignCoalesce) : Take(1, TokenKind.Coalesce);
            case '=':
                if (Peek(0) == '>')
                    return Take(1, TokenKind.Arrow);
                if (Peek(0) != '=')
                    return TokenKind.Assign;
                return Peek(1) == '=' ? Take(2, TokenKind.StrictEqual) : Take(1, TokenKind.Equal);
            case '!':
                if (Peek(0) != '=')
                    return TokenKind.Not;
                return Peek(1) == '=' ? Take(2, TokenKind.StrictNotEqual) : Take(1, TokenKind.NotEqual);
            case '+':
                return Peek(0) == '+' ? Take(1, TokenKind.Increment) : WithAssign(TokenKind.Plus, TokenKind.AssignPlus);
            case '-':
                return Peek(0) == '-' ? Take(1, TokenKind.Decrement) : WithAssign(TokenKind.Minus, TokenKind.AssignMinus);
            case '*':
                if (Peek(0) != '*')
                    return WithAssign(TokenKind.Star, TokenKind.AssignStar);
                at++;
                return WithAssign(TokenKind.StarStar, TokenKind.AssignStarStar);
            case '/': return WithAssign(TokenKind.Slash, TokenKind.AssignSlash);
            case '%': return WithAssign(TokenKind.Percent, TokenKind.AssignPercent);
            case '^': return WithAssign(TokenKind.BitXor, TokenKind.AssignBitXor);
            case '&':
                if (Peek(0) != '&')
                    return WithAssign(TokenKind.BitAnd, TokenKind.AssignBitAnd);
                at++;
                return WithAssign(TokenKind.And, TokenKind.AssignAnd);
            case '|':
                if (Peek(0) != '|')
                    return WithAssign(TokenKind.BitOr, TokenKind.AssignBitOr);
                at++;
                return WithAssign(TokenKind.Or, TokenKind.AssignOr);
            case '<':
                if (Peek(0) != '<')
                    return WithAssign(TokenKind.Less, TokenKind.LessOrEqual);
                at++;
                return WithAssign(TokenKind.ShiftLeft, TokenKind.AssignShiftLeft);
            case '>':
                if (Peek(0) != '>')
                    return WithAssign(TokenKind.Greater, TokenKind.GreaterOrEqual);
                at++;
                if (Peek(0) != '>')
                    return WithAssign(TokenKind.ShiftRight, TokenKind.AssignShiftRight);
                at++;
                return WithAssign(TokenKind.ShiftRightUnsigned, TokenKind.AssignShiftRightUnsigned);
            case > '\u007F':
                throw Faults.NotInVersion1(SyntaxMessages.NonAsciiNames, at - 1);
            default:
                throw Faults.Syntax(SyntaxMessages.UnexpectedCharacter, at - 1);
        }
    }

    private TokenKind Take(int count, TokenKind kind)
    {
        at += count;
        return kind;
    }

    private TokenKind WithAssign(TokenKind plain, TokenKind assign)
    {
        if (Peek(0) != '=')
            return plain;
        at++;
        return assign;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private char Peek(int ahead) => at + ahead < source.Length ? source[at + ahead] : '\0';

    private void SkipTrivia()
    {
        NewlineBefore = false;
        Doc = default;
        while (at < source.Length)
        {
            char c = source[at];
            if (c == '\n' || c == '\r')
            {
                NewlineBefore = true;
                at++;
            }
            else if (Characters.IsSpace(c))
            {
                at++;
            }
            else if (c == '/' && Peek(1) == '/')
            {
                SkipLine();
            }
            else if (c == '/' && Peek(1) == '*')
            {
                SkipBlockComment();
            }
            else if (c is '\u2028' or '\u2029')
            {
                NewlineBefore = true;
                at++;
            }
            else
            {
                return;
            }
        }
    }

    private void SkipLine()
    {
        int length = source.AsSpan(at).IndexOfAny("\n\r\u2028\u2029");
        at = length < 0 ? source.Length : at + length;
    }

    private void SkipBlockComment()
    {
        int length = source.AsSpan(at + 2).IndexOf("*/", StringComparison.Ordinal);
        if (length < 0)
            throw Faults.Syntax(SyntaxMessages.UnterminatedComment, at);
        int end = at + length + 4;
        ReadOnlySpan<char> comment = source.AsSpan(at, end - at);
        if (comment.IndexOfAny("\n\r\u2028\u2029") >= 0)
            NewlineBefore = true;
        if (comment.Length > 4 && comment[2] == '*')
            Doc = new SourceSpan(at, end);
        at = end;
    }
}
