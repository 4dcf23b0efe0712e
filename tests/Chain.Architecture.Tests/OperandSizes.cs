using System.Reflection.Emit;
using System.Reflection.Metadata;

namespace Chain.Architecture.Tests;

/// <summary>How many bytes follow each IL opcode, from the framework's own table.</summary>
internal static class OperandSizes
{
    private static readonly Dictionary<int, int> Sizes = Build();

    public static int Of(ILOpCode code) => Sizes[(int)code];

    private static Dictionary<int, int> Build()
    {
        var sizes = new Dictionary<int, int>();
        foreach (System.Reflection.FieldInfo field in typeof(OpCodes).GetFields())
        {
            if (field.GetValue(null) is OpCode code)
                sizes[(ushort)code.Value] = Size(code.OperandType);
        }
        return sizes;
    }

    private static int Size(OperandType type) => type switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        _ => 4,
    };
}
