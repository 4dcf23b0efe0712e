using Chain.Script.Parsing;

namespace Chain.Script.Lexing;

/// <summary>Carries a fault out of the recursion; <see cref="Parser.Parse"/> catches it and nobody else does.</summary>
internal sealed class SyntaxException(SyntaxFaultCode code, string message, int offset) : Exception(message)
{
    public SyntaxFaultCode Code { get; } = code;

    public int Offset { get; } = offset;
}
