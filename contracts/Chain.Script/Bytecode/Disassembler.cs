using System.Globalization;
using System.Text;

namespace Chain.Script.Bytecode;

/// <summary>Writes compiled code as text for people and golden tests. The text is stable: it depends on the unit alone.</summary>
public static class Disassembler
{
    /// <summary>All functions of a unit, outer before inner.</summary>
    public static string Text(ScriptUnit unit)
    {
        var text = new StringBuilder();
        var pending = new Stack<(FunctionCode Code, string Path)>();
        pending.Push((unit.Main, unit.IsModule ? "module" : "script"));
        while (pending.TryPop(out var next))
        {
            if (text.Length > 0)
                text.Append('\n');
            Append(text, next.Code, next.Path);
            for (int i = next.Code.Functions.Length - 1; i >= 0; i--)
                pending.Push((next.Code.Functions[i], next.Path + "/" + Number(i)));
        }

        return text.ToString();
    }

    /// <summary>One function without those in it.</summary>
    public static string Text(FunctionCode function)
    {
        var text = new StringBuilder();
        Append(text, function, "function");
        return text.ToString();
    }

    /// <summary>One instruction, without its place.</summary>
    public static string Instruction(FunctionCode function, int word)
    {
        var text = new StringBuilder();
        AppendInstruction(text, function, word, out _);
        return text.ToString();
    }

    private static void Append(StringBuilder text, FunctionCode function, string path)
    {
        text.Append(path).Append(' ').Append(function.Name.Length == 0 ? "(anonymous)" : function.Name)
            .Append(NumberFormatInfo.InvariantInfo, $": {function.Flags}, {function.ParameterCount} parameters, {function.LocalCount} locals, stack {function.StackMax}");
        foreach (var capture in function.Captures)
            text.Append(capture.FromSlot ? ", captures slot " : ", captures cell ").Append(Number(capture.Index));
        text.Append('\n');

        int line = 0;
        for (int word = 0; word < function.Code.Length;)
        {
            var place = function.Unit.Lines.Locate(function.Positions.Offset(word));
            text.Append(NumberFormatInfo.InvariantInfo, $"{(place.Line == line ? "" : Number(place.Line)),5} {word,6}  ");
            line = place.Line;
            AppendInstruction(text, function, word, out int length);
            text.Append('\n');
            word += length;
        }

        foreach (var handler in function.Handlers.Ranges)
            text.Append(NumberFormatInfo.InvariantInfo, $"      [{handler.Start}, {handler.End}) -> {handler.Target} keeping {handler.Depth}\n");
    }

    private static void AppendInstruction(StringBuilder text, FunctionCode function, int word, out int length)
    {
        var code = function.Code;
        length = 1;
        if (!OpcodeInfo.Exists(code[word]))
        {
            text.Append("? ").Append(Number(code[word]));
            return;
        }

        var info = OpcodeInfo.Of((Opcode)code[word]);
        text.Append(info.Opcode);
        for (int i = 0; i < info.Operands.Length && word + 1 + i < code.Length; i++)
            AppendOperand(text.Append(i == 0 ? " " : ", "), function, info.Operands[i], code[word + 1 + i]);
        length = info.Length;
    }

    private static void AppendOperand(StringBuilder text, FunctionCode function, OperandKind kind, int value)
    {
        switch (kind)
        {
            case OperandKind.Constant or OperandKind.Name when (uint)value < (uint)function.Unit.Constants.Length:
                AppendConstant(text, function.Unit.Constants[value]);
                break;
            case OperandKind.Target:
                text.Append('@').Append(Number(value));
                break;
            case OperandKind.Slot or OperandKind.Record:
                text.Append('r').Append(Number(value));
                break;
            case OperandKind.Capture:
                text.Append('c').Append(Number(value));
                break;
            case OperandKind.Cache:
                text.Append('#').Append(Number(value));
                break;
            case OperandKind.Template:
                text.Append('t').Append(Number(value));
                break;
            case OperandKind.Function:
                text.Append('f').Append(Number(value));
                break;
            default:
                text.Append(Number(value));
                break;
        }
    }

    private static void AppendConstant(StringBuilder text, Constant constant)
    {
        switch (constant.Kind)
        {
            case ConstantKind.String:
                AppendQuoted(text, constant.AsString);
                break;
            case ConstantKind.BigInt:
                text.Append(constant.AsBigInt.ToString(NumberFormatInfo.InvariantInfo)).Append('n');
                break;
            default:
                text.Append(Numbers.NumberText.Of(constant.AsNumber));
                break;
        }
    }

    private static void AppendQuoted(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (char unit in value)
        {
            if (unit is '"' or '\\')
                text.Append('\\').Append(unit);
            else if (unit is >= ' ' and <= '~')
                text.Append(unit);
            else
                text.Append(NumberFormatInfo.InvariantInfo, $"\\u{(int)unit:x4}");
        }

        text.Append('"');
    }

    private static string Number(int value) => value.ToString(NumberFormatInfo.InvariantInfo);
}
