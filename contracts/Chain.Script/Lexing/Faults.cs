using Chain.Script.Parsing;

namespace Chain.Script.Lexing;

/// <summary>Makes the exceptions that carry faults.</summary>
internal static class Faults
{
    public static SyntaxException Syntax(string message, int offset) => new(SyntaxFaultCode.Syntax, message, offset);

    public static SyntaxException Early(string message, int offset) => new(SyntaxFaultCode.EarlyError, message, offset);

    public static SyntaxException NotInVersion1(string features, int offset) => new(SyntaxFaultCode.NotInVersion1, SyntaxMessages.NotInVersion1(features), offset);

    public static SyntaxException Limit(string message, int offset) => new(SyntaxFaultCode.Limit, message, offset);
}
