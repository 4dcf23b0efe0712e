using Chain.Script;
using Chain.Script.Parsing;

namespace Chain.Contracts;

/// <summary>Keeps the first fault of a source.</summary>
internal sealed class FaultSink(LineMap lines)
{
    /// <summary>The longest part of a source that a message quotes.</summary>
    private const int QuotedLengthMax = 40;

    public ContractFault? Fault { get; private set; }

    /// <summary>Notes a fault; false, so that a check can end with it.</summary>
    public bool Refuse(string code, int offset, string message)
    {
        (int line, int column) = lines.Locate(offset);
        Fault ??= new ContractFault(code, message, line, column);
        return false;
    }

    /// <summary>Notes a fault of the engine's front end.</summary>
    public bool Refuse(SyntaxFault fault)
    {
        Fault ??= Of(fault);
        return false;
    }

    public static ContractFault Of(SyntaxFault fault) => new(
        fault.Code switch
        {
            SyntaxFaultCode.NotInVersion1 => ContractFaultCode.NotInVersion1,
            SyntaxFaultCode.Limit => ContractFaultCode.Limit,
            SyntaxFaultCode.NotALiteral => ContractFaultCode.Literal,
            _ => ContractFaultCode.Syntax,
        },
        fault.Message,
        fault.Line,
        fault.Column);

    /// <summary>The line of an offset, for messages that name two places.</summary>
    public int LineOf(int offset) => lines.Locate(offset).Line;

    /// <summary>A part of the source in a message: shortened, and nothing in it but printable ASCII, since receipts carry it and terminals show it.</summary>
    public static string Quoted(string text)
    {
        string start = text.Length > QuotedLengthMax ? text[..QuotedLengthMax] : text;
        var shown = new System.Text.StringBuilder(start.Length + 3).Append('\'');
        foreach (char c in start)
            shown.Append(c is >= ' ' and <= '~' ? c : '?');
        return shown.Append(start.Length < text.Length ? "…'" : "'").ToString();
    }
}
