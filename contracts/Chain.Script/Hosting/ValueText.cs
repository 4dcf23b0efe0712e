using System.Text;
using Chain.Script.Numbers;
using Chain.Script.Values;

namespace Chain.Script.Hosting;

/// <summary>
/// What a value looks like, for debuggers and tools. It runs no code of the script (an accessor is shown as one), charges nothing, and its length is
/// bounded, whatever the value.
/// </summary>
public static class ValueText
{
    private const int DepthMax = 4;

    /// <summary>The text of a value, of at most about so many UTF-16 units.</summary>
    public static string Of(Value value, int unitsMax)
    {
        var text = new StringBuilder();
        Append(text, value, unitsMax, 0);
        return text.Length > unitsMax ? $"{text.ToString(0, unitsMax)}…" : text.ToString();
    }

    private static void Append(StringBuilder text, Value value, int unitsMax, int depth)
    {
        if (text.Length > unitsMax)
            return;
        switch (value.Kind)
        {
            case ValueKind.Number:
                text.Append(value.AsNumber == 0 && double.IsNegative(value.AsNumber) ? "-0" : NumberText.Of(value.AsNumber));
                break;
            case ValueKind.String:
                text.Append('"').Append(Escaped(value.AsString.ToString(), unitsMax)).Append('"');
                break;
            case ValueKind.BigInt:
                text.Append(BigIntText.Of(value.AsBigInt, 10)).Append('n');
                break;
            case ValueKind.Symbol:
                text.Append("Symbol(").Append(value.AsSymbol.Description?.ToString()).Append(')');
                break;
            case ValueKind.Object when value.AsObject is JsArray array:
                AppendItems(text, array, unitsMax, depth);
                break;
            case ValueKind.Object when value.IsCallable:
                text.Append("function");
                break;
            case ValueKind.Object:
                AppendProperties(text, value.AsObject, unitsMax, depth);
                break;
            default:
                text.Append(value.IsBoolean ? value.IsTrue ? "true" : "false" : value.IsNull ? "null" : "undefined");
                break;
        }
    }

    private static void AppendItems(StringBuilder text, JsArray array, int unitsMax, int depth)
    {
        if (depth == DepthMax)
        {
            text.Append("[…]");
            return;
        }
        text.Append('[');
        for (int i = 0; i < array.Count && text.Length <= unitsMax; i++)
        {
            text.Append(i > 0 ? ", " : "");
            Append(text, array.Span[i], unitsMax, depth + 1);
        }
        text.Append(']');
    }

    private static void AppendProperties(StringBuilder text, JsObject value, int unitsMax, int depth)
    {
        if (value.ObjectClass != ObjectClass.Ordinary)
            text.Append(value.ObjectClass).Append(' ');
        if (depth == DepthMax)
        {
            text.Append("{…}");
            return;
        }
        text.Append('{');
        bool isFirst = true;
        for (int slot = 0; slot < value.Shape.Count && text.Length <= unitsMax; slot++)
        {
            PropertyKey key = value.Shape.KeyAt(slot);
            if (value.Shape.IsDeleted(slot) || key.IsPrivate)
                continue;
            text.Append(isFirst ? " " : ", ").Append(Escaped(key.ToString(), unitsMax)).Append(": ");
            isFirst = false;
            if ((value.Shape.FlagsAt(slot) & PropertyFlags.Accessor) != 0)
                text.Append("(accessor)");
            else
                Append(text, value.Slots[slot], unitsMax, depth + 1);
        }
        text.Append(isFirst ? "}" : " }");
    }

    private static string Escaped(string plain, int unitsMax)
    {
        var text = new StringBuilder();
        foreach (char unit in plain.AsSpan(0, Math.Min(plain.Length, unitsMax + 1)))
        {
            if (unit is '"' or '\\')
                text.Append('\\').Append(unit);
            else if (char.IsControl(unit) || char.IsSurrogate(unit))
                text.Append($"\\u{Digit(unit >> 12)}{Digit(unit >> 8)}{Digit(unit >> 4)}{Digit(unit)}");
            else
                text.Append(unit);
        }
        return text.ToString();
    }

    private static char Digit(int value) => "0123456789abcdef"[value & 15];
}
