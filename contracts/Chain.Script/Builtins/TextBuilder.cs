using System.Text;
using Chain.Script.Errors;
using Chain.Script.Execution;
using Chain.Script.Metering;
using Chain.Script.Values;

namespace Chain.Script.Builtins;

/// <summary>
/// Builds a string of unknown length: every piece is checked against the cap and charged before it is copied, and the finished string is
/// counted before it is made.
/// </summary>
internal sealed class TextBuilder(Machine machine)
{
    /// <summary>Copying so many units costs one gas.</summary>
    internal const int UnitsPerGas = 8;

    private readonly StringBuilder text = new();

    /// <summary>How many units there are.</summary>
    internal int Length => text.Length;

    /// <summary>Appends a piece.</summary>
    internal void Add(ReadOnlySpan<char> piece)
    {
        Reserve(piece.Length);
        text.Append(piece);
    }

    /// <summary>Appends one unit; the caller charges for it.</summary>
    internal void Add(char unit)
    {
        if (text.Length >= JsString.LengthMax)
            throw machine.ThrowRange(Messages.StringTooLong);
        text.Append(unit);
    }

    /// <summary>Takes back what was appended last.</summary>
    internal void Truncate(int length) => text.Length = length;

    /// <summary>The string.</summary>
    internal Value Finish()
    {
        machine.Meter.Allocate(MemoryCosts.OfString(text.Length));
        return Value.Of(JsString.Of(text.ToString()));
    }

    private void Reserve(int units)
    {
        if (units > JsString.LengthMax - text.Length)
            throw machine.ThrowRange(Messages.StringTooLong);
        machine.Meter.Charge((units / UnitsPerGas) + 1);
    }
}
