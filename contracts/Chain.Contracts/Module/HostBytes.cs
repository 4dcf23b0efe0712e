using System.Buffers;
using System.Text;
using System.Text.Unicode;
using Chain.Script.Errors;
using Chain.Script.Execution;
using Chain.Script.Hosting;
using Chain.Script.Values;

namespace Chain.Contracts;

/// <summary>What is taken as bytes or as a text, of which the bytes are its UTF-8.</summary>
internal static class HostBytes
{
    /// <summary>The bytes; TypeError, which says what is wanted, for anything else.</summary>
    internal static ReadOnlySpan<byte> Of(Machine machine, Value value, string wanted)
    {
        if (HostData.TryBytes(value, out ReadOnlySpan<byte> bytes))
            return bytes;
        if (!value.IsString)
            throw HostErrors.New(machine, ErrorKind.TypeError, wanted);
        // As many bytes as UTF-8 can need are paid for before they are made.
        machine.Meter.Charge(value.AsString.Length * 3L / HostGas.PartBytesPerGas);
        string text = value.AsString.Flat(machine.Meter);
        var made = new byte[Encoding.UTF8.GetByteCount(text)];
        return Utf8.FromUtf16(text, made, out _, out _, replaceInvalidSequences: false) == OperationStatus.Done
            ? made
            : throw HostErrors.New(machine, ErrorKind.TypeError, "half a surrogate pair stands alone in the text");
    }
}
