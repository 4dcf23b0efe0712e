namespace Chain.Script.Lexing;

/// <summary>Names tokens for messages: in ASCII and of bounded length.</summary>
internal static class TokenText
{
    private const int WordLengthMax = 32;

    /// <summary>What the current token of a scanner is.</summary>
    public static string Of(Scanner scanner) => scanner.Kind switch
    {
        TokenKind.End => "end of the source",
        TokenKind.Number => "number",
        TokenKind.BigInt => "bigint",
        TokenKind.String => "string",
        TokenKind.TemplateWhole or TokenKind.TemplateHead or TokenKind.TemplateMiddle or TokenKind.TemplateTail => "template",
        TokenKind.PrivateName => "private name",
        TokenKind kind when kind.IsWord() => $"'{Short(scanner.Name.Text)}'",
        _ => $"'{scanner.Source[scanner.Start..scanner.End]}'",
    };

    /// <summary>What a punctuator looks like.</summary>
    public static string Of(TokenKind kind) => kind switch
    {
        TokenKind.BraceOpen => "'{'",
        TokenKind.BraceClose => "'}'",
        TokenKind.ParenOpen => "'('",
        TokenKind.ParenClose => "')'",
        TokenKind.BracketClose => "']'",
        TokenKind.Semicolon => "';'",
        TokenKind.Colon => "':'",
        TokenKind.Arrow => "'=>'",
        TokenKind.Assign => "'='",
        TokenKind.While => "'while'",
        TokenKind.From => "'from'",
        TokenKind.As => "'as'",
        TokenKind.Target => "'target'",
        TokenKind.String => "a string",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private static string Short(string word) => word.Length <= WordLengthMax ? word : word[..WordLengthMax];
}
