using System.Runtime.InteropServices;
using Chain.Script.Bytecode;

namespace Chain.Script.Errors;

/// <summary>A place in the author's source; line and column count from 1, zero means that there is none.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ScriptPosition(string Function, int Line, int Column)
{
    /// <summary>No place: the code is not the author's.</summary>
    public static ScriptPosition None { get; } = new("", 0, 0);

    /// <summary>The place of a code word.</summary>
    internal static ScriptPosition Of(FunctionCode? code, int word)
    {
        if (code is null)
            return None;
        var (line, column) = code.Unit.Lines.Locate(code.Positions.Offset(word));
        return new(code.Name, line, column);
    }
}
